import { type Complaint, fail, type Result } from '../../engine/base/result.ts';
import { buildLab } from './build.ts';
import { explainIssues } from './explain-issue.ts';
import { LIMIT } from './limits.ts';
import type { Lab } from './model.ts';
import { keysAt, labFile } from './schema.ts';
import { parseYaml } from './yaml-tree.ts';

/**
 * Reads a lab file. A lab comes out whole, with every default filled in, or not at all: then there is at least
 * one complaint, each with its line and column, in the order of the file. No text whatever makes it throw.
 */
export function loadLab(text: string): Result<Lab, readonly Complaint[]> {
  const tree = parseYaml(text);
  if (!tree.ok) return tree;
  const shape = labFile.safeParse(tree.value.data);
  const lab = shape.success
    ? buildLab(shape.data, tree.value, text)
    : fail(explainIssues(shape.error.issues, tree.value, keysAt));
  return lab.ok ? lab : fail(inOrder(lab.error).slice(0, LIMIT.complaints));
}

const inOrder = (complaints: readonly Complaint[]): readonly Complaint[] =>
  [...complaints].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
