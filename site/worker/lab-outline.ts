import { type Complaint, ok, type Result } from '../../engine/base/result.ts';
import { loadLab, parseYaml } from '../../simulator/lab/index.ts';
import type { LabOutline, LabPath } from './lab-jobs.ts';

/** What a lab file says, wrong as it may be, and which of its entries each complaint is about. */
export function labOutline({ text }: { readonly text: string }): Result<LabOutline, readonly Complaint[]> {
  const tree = parseYaml(text);
  if (!tree.ok) return tree;
  const { data, keyAt, valueAt } = tree.value;
  const entries = pathsOf(data, []).flatMap((path) => [
    { path, ...keyAt(path) },
    { path, ...valueAt(path) },
  ]);
  const lab = loadLab(text);
  const complaints = (lab.ok ? [] : lab.error).map((complaint) => {
    const { line = 1, column = 1 } = complaint;
    // The last and innermost entry that begins where the complaint is, or before.
    const meant = entries
      .filter((entry) => entry.line < line || (entry.line === line && entry.column <= column))
      .reduce<(typeof entries)[number] | undefined>((best, entry) => {
        if (best === undefined) return entry;
        const later =
          entry.line - best.line || entry.column - best.column || entry.path.length - best.path.length;
        return later > 0 ? entry : best;
      }, undefined);
    return { path: meant?.path ?? [], complaint };
  });
  return ok({ data, complaints });
}

function pathsOf(data: unknown, path: LabPath): readonly LabPath[] {
  if (typeof data !== 'object' || data === null) return [];
  const steps = Array.isArray(data) ? [...data.keys()] : Object.keys(data);
  return steps.flatMap((step) => {
    const inner = [...path, step];
    return [inner, ...pathsOf(Reflect.get(data, step), inner)];
  });
}
