import { isMap, isScalar, isSeq } from 'yaml';
import { type Complaint, complain, fail, ok, type Result } from '../../engine/base/result.ts';
import { parseYaml } from '../../simulator/lab/index.ts';
import type { LabEdit, LabJobs, LabPath } from './lab-jobs.ts';
import { insertItem, readDocument, removeAt, renameKey, setValue } from './yaml-splice.ts';

/** Makes changes of the form in the text. The lab may be wrong before and after; YAML it must be. */
export function editLab({ text, edits }: LabJobs['edit-lab']['asks']): Result<string, readonly Complaint[]> {
  let changed = text;
  for (const edit of edits) {
    // What costs a parser more than its size is refused before anything else reads it.
    const tree = parseYaml(changed);
    if (!tree.ok) return tree;
    const next = edited(changed, edit);
    if (!next.ok) return fail([next.error]);
    changed = next.value;
  }
  return ok(changed);
}

function edited(text: string, edit: LabEdit): Result<string> {
  const next = spliced(text, edit);
  if (next === undefined) return complain(`There is no ${edit.path.join('.')} in the lab.`);
  // A text in a layout that splicing does not foresee is printed anew: its comments stay, its blanks may not.
  const meant = meantBy(text, edit);
  const isRight = parseYaml(next).ok && dataOf(readDocument(next)) === dataOf(meant);
  return ok(isRight ? next : meant.toString({ lineWidth: 0 }));
}

function spliced(text: string, edit: LabEdit): string | undefined {
  switch (edit.kind) {
    case 'set':
      return setValue(text, edit.path, edit.value);
    case 'insert':
      return insertItem(text, edit.path, edit.value);
    case 'remove':
      return removeAt(text, edit.path);
    case 'rename':
      return renameKey(text, edit.path, edit.name);
  }
}

type Document = ReturnType<typeof readDocument>;

const dataOf = (document: Document): string => JSON.stringify(document.toJS());

/** What the change comes to by yaml's own hand, which knows no layout. */
function meantBy(text: string, edit: LabEdit): Document {
  const document = readDocument(text);
  const { path } = edit;
  switch (edit.kind) {
    case 'set':
      makeRoom(document, path);
      document.setIn(path, document.createNode(edit.value));
      break;
    case 'insert':
      makeRoom(document, path);
      if (isSeq(document.getIn(path))) document.addIn(path, document.createNode(edit.value));
      else document.setIn(path, document.createNode([edit.value]));
      break;
    case 'remove':
      remove(document, path);
      break;
    case 'rename': {
      const around = document.getIn(path.slice(0, -1));
      if (!isMap(around)) break;
      for (const pair of around.items)
        if (isScalar(pair.key) && pair.key.value === path.at(-1)) pair.key = document.createNode(edit.name);
    }
  }
  return document;
}

/** A key with nothing behind it is a mapping of nothing. */
function makeRoom(document: Document, path: LabPath): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    if (document.hasIn(above) && document.getIn(above) === null)
      document.setIn(above, document.createNode({}));
  }
}

/** With the last of its items a mapping or a list goes too. */
function remove(document: Document, path: LabPath): void {
  document.deleteIn(path);
  const above = path.slice(0, -1);
  const around = document.getIn(above);
  if (above.length > 0 && (isMap(around) || isSeq(around)) && around.items.length === 0)
    remove(document, above);
}
