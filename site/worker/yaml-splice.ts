import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { LabPath, LabValue } from './lab-jobs.ts';

/**
 * Changes of a YAML text in the place where they belong: what the change is not about keeps every character. Each
 * gives the new text, or undefined where the path leads nowhere.
 */

export const readDocument = (text: string): Document.Parsed =>
  parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });

type Entry = Pair<unknown, unknown>;

export function setValue(text: string, path: LabPath, value: LabValue): string | undefined {
  const { contents } = readDocument(text);
  const node = nodeAt(contents, path);
  if (node !== undefined && !isEmpty(node)) return withValue(text, node, printed(value));
  const [key, ...above] = [...path].reverse();
  if (key === undefined) return undefined;
  const around = nodeAt(contents, above.reverse());
  if (isMap(around) && node !== undefined) return withEmpty(text, entryOf(around, key), value);
  if (isMap(around)) return withEntry(text, around, String(key), value);
  return typeof key === 'number' ? undefined : setValue(text, path.slice(0, -1), { [key]: value });
}

export function insertItem(text: string, path: LabPath, value: LabValue): string | undefined {
  const list = nodeAt(readDocument(text).contents, path);
  if (!isSeq(list)) return setValue(text, path, [value]);
  if (list.flow || list.items.length === 0) return intoBrackets(text, list, printed(value));
  const indent = columnOf(text, rangeOf(list)[0]);
  return behindLine(text, endOf(list, text), [`${' '.repeat(indent)}- ${printed(value)}`]);
}

export function removeAt(text: string, path: LabPath): string | undefined {
  const { contents } = readDocument(text);
  const key = path.at(-1);
  const around = nodeAt(contents, path.slice(0, -1));
  if (key === undefined || !isCollection(around)) return undefined;
  const index = around.items.findIndex((item, at) =>
    isSeq(around) ? at === key : keyOf(item as Entry) === key,
  );
  if (index < 0) return undefined;
  // A mapping or a list of nothing is left out altogether.
  if (around.items.length === 1) return path.length > 1 ? removeAt(text, path.slice(0, -1)) : undefined;
  const spans = around.items.map((item) => spanOf(item, text));
  return around.flow ? withoutFlow(text, spans, index) : withoutLines(text, spans, index, isSeq(around));
}

export function renameKey(text: string, path: LabPath, name: string): string | undefined {
  const around = nodeAt(readDocument(text).contents, path.slice(0, -1));
  const key = isMap(around) ? entryOf(around, path.at(-1) ?? '')?.key : undefined;
  if (key === undefined) return undefined;
  const [start, end] = rangeOf(key);
  return spliced(text, start, end, printed(name));
}

function nodeAt(root: unknown, path: LabPath): unknown {
  return path.reduce<unknown>((node, step) => {
    if (isSeq(node)) return typeof step === 'number' ? node.items[step] : undefined;
    return isMap(node) ? (entryOf(node, step)?.value ?? undefined) : undefined;
  }, root ?? undefined);
}

const keyOf = ({ key }: Entry): unknown => (isScalar(key) ? key.value : undefined);
const entryOf = (map: YAMLMap, name: string | number): Entry | undefined =>
  map.items.find((item) => keyOf(item) === name);

/** `key:` with nothing behind it. */
const isEmpty = (node: unknown): boolean => isScalar(node) && node.value === null && node.source === '';

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
};

/** Where something ends, the comments and line breaks after it left out. */
function endOf(node: unknown, text: string): number {
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1);
    return isMap(node) ? spanOf(last, text)[1] : endOf(last, text);
  }
  const [start, end] = rangeOf(node);
  return start + text.slice(start, end).trimEnd().length;
}

/** Of an item, or of a key and its value. */
function spanOf(item: unknown, text: string): readonly [start: number, end: number] {
  if (!isPairLike(item)) return [rangeOf(item)[0], endOf(item, text)];
  const [start, keyEnd] = rangeOf(item.key);
  return [start, Math.max(keyEnd + 1, isEmpty(item.value) ? 0 : endOf(item.value, text))];
}

const isPairLike = (item: unknown): item is Entry =>
  typeof item === 'object' && item !== null && 'key' in item && 'value' in item;

const spliced = (text: string, start: number, end: number, insert: string): string =>
  `${text.slice(0, start)}${insert}${text.slice(end)}`;

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The end of the line at an offset, its line break left out. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end - (text[end - 1] === '\r' ? 1 : 0);
}

/** A value on one line, in brackets where it has parts; quoted where YAML needs it, inside brackets too. */
function printed(value: LabValue): string {
  const inBrackets = stringify([value], {
    version: '1.2',
    collectionStyle: 'flow',
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return inBrackets.trimEnd().slice(1, -1).trim();
}

function withValue(text: string, node: unknown, value: string): string {
  const [start] = rangeOf(node);
  return spliced(text, start, endOf(node, text), value);
}

function withEmpty(text: string, entry: Entry | undefined, value: LabValue): string | undefined {
  if (entry === undefined) return undefined;
  const [start, end] = rangeOf(entry.key);
  const colon = text.indexOf(':', end) + 1;
  return spliced(text, colon, colon, valueLines(text, value, columnOf(text, start)));
}

/** What follows `key:` in a block: one level of lines, and brackets inside. */
function valueLines(text: string, value: LabValue, column: number): string {
  const eol = `${breakOf(text)}${' '.repeat(column + 2)}`;
  if (typeof value !== 'object' || value === null) return ` ${printed(value)}`;
  const lines = Array.isArray(value)
    ? value.map((item: LabValue) => `${eol}- ${printed(item)}`)
    : Object.entries(value).map(([key, inner]) => `${eol}${printed(key)}: ${printed(inner)}`);
  return lines.length === 0 ? ` ${printed(value)}` : lines.join('');
}

function withEntry(text: string, map: YAMLMap, key: string, value: LabValue): string {
  if (map.flow || map.items.length === 0)
    return intoBrackets(text, map, `${printed(key)}: ${printed(value)}`);
  const indent = columnOf(text, rangeOf(map.items[0]?.key)[0]);
  const line = `${' '.repeat(indent)}${printed(key)}:${valueLines(text, value, indent)}`;
  return behindLine(text, endOf(map, text), [line]);
}

function intoBrackets(text: string, collection: YAMLMap | YAMLSeq, item: string): string {
  const last = collection.items.at(-1);
  const [start, end] = rangeOf(collection);
  if (last !== undefined) return spliced(text, spanOf(last, text)[1], spanOf(last, text)[1], `, ${item}`);
  return spliced(text, start, end, isMap(collection) ? `{ ${item} }` : `[ ${item} ]`);
}

function behindLine(text: string, offset: number, lines: readonly string[]): string {
  const at = endOfLine(text, offset);
  return spliced(text, at, at, lines.map((line) => `${breakOf(text)}${line}`).join(''));
}

type Span = readonly [start: number, end: number];

function withoutFlow(text: string, spans: readonly Span[], index: number): string {
  const [start, end] = spans[index] ?? [0, 0];
  const next = spans[index + 1];
  return next === undefined
    ? spliced(text, spans[index - 1]?.[1] ?? start, end, '')
    : spliced(text, start, next[0], '');
}

/** Whole lines go; what shares its line with a dash before it goes up to its neighbour. */
function withoutLines(text: string, spans: readonly Span[], index: number, isList: boolean): string {
  const [start, end] = spans[index] ?? [0, 0];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const next = spans[index + 1];
  if (before.trim() !== '' && !(isList && before.trim() === '-') && next !== undefined)
    return spliced(text, start, next[0], '');
  const lineEnd = text.indexOf('\n', end);
  return spliced(text, lineStart, lineEnd < 0 ? text.length : lineEnd + 1, '');
}
