import type { Complaint } from '../../engine/base/result.ts';
import { nameOf } from './explain-issue.ts';
import { LIMIT } from './limits.ts';
import type { Path, YamlTree } from './yaml-tree.ts';

/** Collects what is wrong with a lab while it is built, each complaint with its place in the file. */
export class Complaints {
  readonly list: Complaint[] = [];
  readonly tree: YamlTree;

  constructor(tree: YamlTree) {
    this.tree = tree;
  }

  /** About the value at `path`. */
  value(path: Path, message: string, remedy: string): void {
    this.add({ message: `${nameOf(path)}: ${message}`, remedy, ...this.tree.valueAt(path) });
  }

  /** About the key that `path` ends in. */
  key(path: Path, message: string, remedy: string): void {
    this.add({ message: `${nameOf(path)}: ${message}`, remedy, ...this.tree.keyAt(path) });
  }

  add(complaint: Complaint): void {
    if (this.list.length < LIMIT.complaints) this.list.push(complaint);
  }
}
