import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { SCANNER } from '../../lab/index.ts';

/** The rules of one host, where they stand in the text of a lab file. */
export interface FirewallText {
  /** The rules alone, as their author wrote them; empty where the host has none. */
  readonly text: string;
  /** The whole file with lines added after that many lines of the rules. Nothing else in it changes. */
  insert(afterLine: number, lines: readonly string[]): string;
  /** The whole file with these lines in place of the rules. Nothing else in it changes. */
  replace(lines: readonly string[]): string;
}

/** Undefined where the file has no such host. The file must be one that `loadLab` takes. */
export function firewallIn(labText: string, host: string): FirewallText | undefined {
  const { contents } = parseDocument(labText, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const owner = host === SCANNER ? contents : entryOf(contents, 'hosts');
  const entry = entryOf(owner, host);
  if (!isMap(entry)) return undefined;
  const pair = entry.items.find(({ key }) => keyText(key) === 'firewall');
  const value = pair?.value;
  if (pair === undefined || !isScalar(value)) return noRules(labText, entry);
  const text = String(value.value ?? '');
  const key = startOf(pair.key);
  if (value.type === Scalar.BLOCK_LITERAL) return literalRules(labText, text, key, value);
  return quotedRules(labText, text, key, value, isInFlow(entry, contents));
}

const keyText = (key: unknown): unknown => (isScalar(key) ? key.value : undefined);

const entryOf = (node: unknown, name: string): unknown =>
  isMap(node) ? node.items.find(({ key }) => keyText(key) === name)?.value : undefined;

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
};
const startOf = (node: unknown): number => rangeOf(node)[0];

/** Brackets around it, or around anything that it is in. */
function isInFlow(entry: YAMLMap, root: unknown): boolean {
  if (entry.flow) return true;
  return [root, entryOf(root, 'hosts')].some((node) => isMap(node) && node.flow === true);
}

const STEP = 2;
const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
const lineNumberOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length - 1;
const endOfLine = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end - (text[end - 1] === '\r' ? 1 : 0);
};
const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** `firewall: |`: each line of the rules is a line of the file, indented. */
function literalRules(labText: string, text: string, key: number, value: Scalar): FirewallText {
  const [start] = rangeOf(value);
  const header = lineNumberOf(labText, start);
  const fileLines = labText.split('\n');
  const explicit = /^\|[+-]?([1-9])/.exec(labText.slice(start, start + 3))?.[1];
  const first = fileLines.slice(header + 1).find((line) => line.trim() !== '') ?? '';
  const column = columnOf(labText, key);
  const found = explicit === undefined ? first.length - first.trimStart().length : column + Number(explicit);
  const indent = text.trim() === '' ? column + STEP : found;
  const end = breakOf(labText) === '\r\n' ? '\r' : '';
  const spliced = (afterLine: number, less: number, lines: readonly string[]): string => {
    const added = lines.map((line) => `${line === '' ? '' : ' '.repeat(indent)}${line}${end}`);
    const at = header + 1 + afterLine;
    return [...fileLines.slice(0, at), ...added, ...fileLines.slice(at + less)].join('\n');
  };
  return {
    text,
    insert: (afterLine, lines) => spliced(afterLine, 0, lines),
    replace: (lines) => spliced(0, text === '' ? 0 : text.replace(/\n$/, '').split('\n').length, lines),
  };
}

/** Rules in quotes or plain on a line: they become a block of lines, or stay in quotes where brackets are around. */
function quotedRules(
  labText: string,
  text: string,
  key: number,
  value: Scalar,
  inFlow: boolean,
): FirewallText {
  const [start, end] = rangeOf(value);
  const replace = (lines: readonly string[]): string => {
    const all = lines.map((line) => line.trim());
    const isPlain = all.every((line) => /^[\x20-\x7e]*$/.test(line));
    if (inFlow || !isPlain)
      return `${labText.slice(0, start)}${JSON.stringify(all.join('\n'))}${labText.slice(end)}`;
    const after = endOfLine(labText, end);
    const block = blockOf(all, columnOf(labText, key) + STEP, breakOf(labText));
    return `${labText.slice(0, start)}|${labText.slice(end, after)}${block}${labText.slice(after)}`;
  };
  return {
    text,
    insert(afterLine, lines) {
      const before = text.split('\n');
      return replace([...before.slice(0, afterLine), ...lines, ...before.slice(afterLine)]);
    },
    replace,
  };
}

/** A host without rules gets them as its last entry. */
function noRules(labText: string, entry: YAMLMap): FirewallText {
  const write = (lines: readonly string[]): string => {
    const last = lastEnd(entry);
    const end = labText.slice(0, last).trimEnd().length;
    if (entry.flow) {
      const name = isQuoted(entry.items.at(-1)) ? '"firewall"' : 'firewall';
      const value = JSON.stringify(lines.join('\n'));
      return `${labText.slice(0, last)}, ${name}: ${value}${labText.slice(last)}`;
    }
    const indent = columnOf(labText, startOf(entry.items[0]?.key));
    const after = endOfLine(labText, end);
    const eol = breakOf(labText);
    const added = `${eol}${' '.repeat(indent)}firewall: |${blockOf(lines, indent + STEP, eol)}`;
    return `${labText.slice(0, after)}${added}${labText.slice(after)}`;
  };
  return {
    text: '',
    insert: (_afterLine, lines) => write(lines),
    replace: (lines) => (lines.length === 0 ? labText : write(lines)),
  };
}

const blockOf = (lines: readonly string[], indent: number, eol: string): string =>
  lines.map((line) => (line === '' ? eol : `${eol}${' '.repeat(indent)}${line}`)).join('');

const isQuoted = (pair: Pair | undefined): boolean =>
  isScalar(pair?.key) && pair.key.type === Scalar.QUOTE_DOUBLE;

/** Where the last entry of a mapping ends, comments after it left out. */
function lastEnd({ items }: YAMLMap): number {
  const last = items.at(-1);
  return Math.max(rangeOf(last?.key)[1], endOf(last?.value));
}

function endOf(node: unknown): number {
  if (isMap(node) && !node.flow) return lastEnd(node);
  if (isSeq(node) && !node.flow) return endOf(node.items.at(-1));
  return rangeOf(node)[1];
}
