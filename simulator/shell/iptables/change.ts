import { printable } from '../../../engine/base/printable.ts';
import { type Complaint, fail, ok } from '../../../engine/base/result.ts';
import { isSaved, parseFirewall, type Word } from '../../firewall/index.ts';
import { loadLab } from '../../lab/index.ts';
import { blame, type Call, type Outcome } from '../result.ts';
import { firewallIn } from './firewall-text.ts';

/** A command on its way into a host's rules: after which line of them it goes, and which lines that makes. */
interface Insertion {
  readonly afterLine: number;
  readonly lines: readonly string[];
  /** Which of `lines` holds the command, from 0, and where in the typed line its text began. */
  readonly commandAt: number;
  readonly column: number;
}

/**
 * `iptables -A ...` and its like: the command is written at the end of the host's rules in the lab file, as its author
 * would, and everything else in the file stays as it is.
 */
export function changeRules({ setting: { labText }, host, program, words, line }: Call): Outcome {
  const firewall = loadLab(labText).ok ? firewallIn(labText, host.name) : undefined;
  if (firewall === undefined)
    return blame(program, `The lab's text does not describe ${host.name}.`, 'Mend the lab file first.');
  const source = line.slice(program.column - 1).trimEnd();
  if (printable(source) !== source)
    return blame(program, 'A command has no place for characters that cannot be seen.', 'Leave them out.');
  const insertion = isSaved(firewall.text)
    ? intoSaved(firewall.text, source, program, words)
    : atTheEnd(firewall.text, source, program);
  const wrong = objectionTo(firewall.text, insertion);
  if (wrong) return fail(placed(wrong, insertion, program));
  const text = firewall.insert(insertion.afterLine, insertion.lines);
  const lab = loadLab(text);
  if (!lab.ok) {
    const [first] = lab.error;
    return blame(program, first?.message ?? 'The lab would not load any more.', first?.remedy);
  }
  return ok({ kind: 'lab', text, notes: [ANEW] });
}

const ANEW = 'The lab is built anew from the changed file: counters, flows and connections begin again.';

const linesOf = (text: string): string[] => {
  const kept = text.trimEnd();
  return kept === '' ? [] : kept.split('\n');
};

const atTheEnd = (text: string, source: string, { column }: Word): Insertion => ({
  afterLine: linesOf(text).length,
  lines: [source],
  commandAt: 0,
  column,
});

/** Output of iptables-save holds commands without their program, table by table. */
function intoSaved(text: string, source: string, program: Word, words: readonly Word[]): Insertion {
  const [first = program] = words;
  const command = source.slice(first.column - program.column);
  const table = words[words.findIndex((word) => word.text === '-t' || word.text === '--table') + 1];
  const name = table && words.some((word) => /^(?:-t|--table)$/.test(word.text)) ? table.text : 'filter';
  const lines = linesOf(text);
  const begin = lines.findLastIndex((one) => one.trim() === `*${name}`);
  const end = lines.findIndex((one, index) => index > begin && one.trim() === 'COMMIT');
  const { column } = first;
  if (begin >= 0 && end >= 0) return { afterLine: end, lines: [command], commandAt: 0, column };
  const whole = [`*${name}`, command, 'COMMIT'];
  return { afterLine: lines.length, lines: whole, commandAt: 1, column };
}

/** What iptables would say to the command after the rules that are there. */
function objectionTo(text: string, { afterLine, lines }: Insertion): Complaint | undefined {
  const before = text.split('\n');
  const rules = parseFirewall(
    [...before.slice(0, afterLine), ...lines, ...before.slice(afterLine)].join('\n'),
  );
  return rules.ok ? undefined : rules.error[0];
}

/** Puts a complaint about the rules to the place in the line that was typed. */
function placed(complaint: Complaint, { afterLine, commandAt, column }: Insertion, program: Word): Complaint {
  const { message, remedy, length = 1 } = complaint;
  const isOurs = complaint.line === afterLine + commandAt + 1;
  const place = isOurs
    ? { column: column + (complaint.column ?? 1) - 1, length }
    : { column: program.column, length: program.length };
  return { message, ...(remedy !== undefined && { remedy }), ...place };
}
