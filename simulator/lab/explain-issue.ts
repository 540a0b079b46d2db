import type * as z from 'zod/mini';
import type { Complaint } from '../../engine/base/result.ts';
import { EXPECTED, isExpectation } from './expectation.ts';
import { nearest } from './nearest.ts';
import type { Path, YamlTree } from './yaml-tree.ts';

type Issue = z.core.$ZodIssue;

/** What zod found wrong, as sentences with places. `keysAt` says which keys may stand in the mapping at a path. */
export function explainIssues(
  issues: readonly Issue[],
  tree: YamlTree,
  keysAt: (path: Path) => readonly string[],
): readonly Complaint[] {
  const complaints = issues.flatMap((issue) => explain(issue, [], tree, keysAt));
  const seen = new Set<string>();
  return complaints.filter((complaint) => {
    const key = `${complaint.line}:${complaint.column}:${complaint.message}`;
    return !seen.has(key) && seen.add(key) && !isMisspelt(complaint, complaints);
  });
}

/** Whether what a mapping lacks is there under a name that was understood already. */
function isMisspelt(lacking: Complaint, complaints: readonly Complaint[]): boolean {
  const [, mapping, key] = /^(.*) has no "(.*)"$/.exec(lacking.message) ?? [];
  return complaints.some(
    ({ message, remedy }) =>
      mapping !== undefined &&
      message.startsWith(`${mapping} knows no key `) &&
      remedy === `Did you mean "${key}"?`,
  );
}

function explain(
  issue: Issue,
  around: Path,
  tree: YamlTree,
  keysAt: (path: Path) => readonly string[],
): readonly Complaint[] {
  const path = [...around, ...issue.path.map((step) => (typeof step === 'symbol' ? '' : step))];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, tree, keysAt(path)));
  if (issue.code === 'invalid_key')
    return [unfit(String(path.at(-1)), 'name', tree.keyAt(path), path.slice(0, -1))];
  if (issue.code === 'invalid_union') {
    const branch = branchMeant(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => explain(inner, path, tree, keysAt));
  }
  const value = lookUp(tree.data, path);
  const key = path.at(-1);
  if (value === undefined && typeof key === 'string')
    return [
      {
        message: `${nameOf(path.slice(0, -1))} has no "${key}"`,
        remedy: remedyOf(issue),
        ...tree.keyAt(path),
      },
    ];
  return [unfit(value, issue.message, tree.valueAt(path), path)];
}

/** Of the alternatives of a union, the one that liked the kind of value and found fault inside it. */
const branchMeant = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  branches.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  ) ?? branches.find((issues) => issues.every((issue) => issue.code !== 'invalid_type'));

function unknownKey(key: string, path: Path, tree: YamlTree, known: readonly string[]): Complaint {
  const meant = nearest(key, known);
  return {
    message: `${nameOf(path)} knows no key ${quote(key)}`,
    remedy: meant === undefined ? `It may have: ${known.join(', ')}.` : `Did you mean "${meant}"?`,
    ...tree.keyAt([...path, key]),
  };
}

function unfit(value: unknown, code: string, place: object, path: Path): Complaint {
  const expected = EXPECTED[isExpectation(code) ? code : 'mapping'];
  const where = path.length > 0 ? `${nameOf(path)}: ` : '';
  return { message: `${where}${quote(value)} is not ${expected.is}`, remedy: expected.remedy, ...place };
}

const remedyOf = (issue: Issue): string =>
  EXPECTED[isExpectation(issue.message) ? issue.message : 'mapping'].remedy;

/** `hosts.target.services[0].port`; the file itself for the root. */
export function nameOf(path: Path): string {
  if (path.length === 0) return 'The lab file';
  let name = '';
  for (const step of path) name += typeof step === 'number' ? `[${step}]` : name === '' ? step : `.${step}`;
  return shorten(name, 80);
}

function quote(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(shorten(value, 40)) : String(value);
}

const shorten = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 3)}...`;

function lookUp(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) current = (current as Record<string | number, unknown> | null | undefined)?.[step];
  return current;
}
