import type { Complaint } from '../../engine/base/result.ts';
import { EMPTY_RULES, parseFirewall, type RuleSet } from '../firewall/index.ts';
import type { Complaints } from './complaints.ts';
import type { Path, TextPlace } from './yaml-tree.ts';

/** The rules of a host, its complaints moved to the lines and columns of the file. */
export function buildFirewall(
  text: string | undefined,
  path: Path,
  source: readonly string[],
  complaints: Complaints,
): RuleSet {
  const place = complaints.tree.textAt(path);
  if (text === undefined || place === undefined) return EMPTY_RULES;
  if (place.style === 'folded') {
    complaints.value(
      path,
      'the sign > joins lines',
      'Write | so that every line stays a command of its own.',
    );
    return EMPTY_RULES;
  }
  const firstLine = place.style === 'block' ? place.line + 1 : place.line;
  const rules = parseFirewall(text, firstLine);
  if (rules.ok) return rules.value;
  for (const complaint of rules.error) complaints.add(inFile(complaint, text, firstLine, place, source));
  return EMPTY_RULES;
}

/** Lines that hold a command; comments and empty lines are free. */
export const countRules = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')).length;

function inFile(
  complaint: Complaint,
  text: string,
  firstLine: number,
  place: TextPlace,
  source: readonly string[],
): Complaint {
  const line = complaint.line ?? firstLine;
  const column = complaint.column ?? 1;
  // Inside quotes lines and escapes do not stand as they are read: the text as a whole is meant then.
  if (place.style === 'inline')
    return { ...complaint, line: place.line, column: place.column, length: place.length };
  const written = source[line - 1] ?? '';
  const meant = text.split('\n')[line - firstLine] ?? '';
  return {
    ...complaint,
    line,
    column: column + Math.max(0, written.trimEnd().length - meant.trimEnd().length),
  };
}
