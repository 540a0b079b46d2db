import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, Scalar } from 'yaml';
import { type Complaint, fail, ok, type Result } from '../../engine/base/result.ts';
import { LIMIT } from './limits.ts';
import { guardYaml } from './yaml-guard.ts';

/** Where something stands in a text. Both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export type Path = readonly (string | number)[];

/** A YAML text as plain values, which remember where they stood. */
export interface YamlTree {
  /** Objects without prototype, arrays, texts, numbers, booleans and nulls. */
  readonly data: unknown;
  /** Where the value at `path` stands, or the nearest thing around it that exists. */
  valueAt(path: Path): Place;
  /** Where the last key of `path` stands, or the nearest thing around it that exists. */
  keyAt(path: Path): Place;
  /** How the text at `path` is written, so that a line inside it can be found in the file. */
  textAt(path: Path): TextPlace | undefined;
}

export interface TextPlace extends Place {
  /** `block` for `|`: each line of the text is a line of the file, the first one below the `|`. */
  readonly style: 'block' | 'folded' | 'inline';
}

/** Parses a YAML text. Refuses what `guardYaml` refuses, what is not YAML, repeated keys, and keys that are no words. */
export function parseYaml(text: string): Result<YamlTree, readonly Complaint[]> {
  const objection = guardYaml(text);
  if (objection !== undefined) return fail([objection]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false, // yaml compares every pair of keys; Reader does it in linear time
    logLevel: 'silent',
    prettyErrors: false,
    lineCounter: lines,
  });
  const place = ([start, end]: Span): Place => {
    const { line, col } = lines.linePos(start);
    return { line, column: col, length: Math.max(1, end - start) };
  };
  if (document.errors.length > 0)
    return fail(document.errors.slice(0, LIMIT.complaints).map((error) => explainError(error, place)));
  const reader = new Reader(place);
  const root = reader.read(document.contents, [0, 0]);
  return reader.complaints.length > 0 ? fail(reader.complaints) : ok(treeOf(root, place));
}

type Span = readonly [start: number, end: number];

/** A value beside where it stood. */
interface Spot {
  readonly value: unknown;
  readonly span: Span;
  readonly key?: Span;
  readonly style?: TextPlace['style'];
  readonly children?: ReadonlyMap<string | number, Spot>;
}

/** Names that mean something to JavaScript objects; no lab needs them. */
const POISONOUS = new Set(['__proto__', 'constructor', 'prototype']);

class Reader {
  readonly complaints: Complaint[] = [];
  private readonly place: (span: Span) => Place;

  constructor(place: (span: Span) => Place) {
    this.place = place;
  }

  read(node: unknown, around: Span): Spot {
    if (isMap(node)) return this.readMap(node.items, spanOf(node, around));
    if (isSeq(node)) return this.readList(node.items, spanOf(node, around));
    if (!isScalar(node)) return { value: null, span: around };
    const value: unknown = node.value;
    return { value, span: spanOf(node, around), style: styleOf(node) };
  }

  private readMap(pairs: readonly Pair[], span: Span): Spot {
    const value: Record<string, unknown> = Object.create(null);
    const children = new Map<string, Spot>();
    for (const pair of pairs) {
      const key = spanOf(pair.key, span);
      const name = this.readKey(pair.key, key);
      if (name === undefined) continue;
      if (children.has(name)) {
        this.complain(key, `The key ${JSON.stringify(name)} is there twice`, 'Keep one of the two.');
        continue;
      }
      const child = this.read(pair.value, [key[1], key[1]]);
      value[name] = child.value;
      children.set(name, { ...child, key });
    }
    return { value, span, children };
  }

  private readKey(node: unknown, span: Span): string | undefined {
    const name = isScalar(node) ? node.value : undefined;
    if (name === '<<')
      return this.complain(span, 'A merge key (<<) has no place in a lab file', 'Write the keys out.');
    if (typeof name !== 'string')
      return this.complain(span, 'This key is not a word', 'Write a word, or put it in quotes.');
    if (POISONOUS.has(name))
      return this.complain(span, `${JSON.stringify(name)} cannot be a key`, 'Choose another name.');
    return name;
  }

  private readList(items: readonly unknown[], span: Span): Spot {
    const spots = items.map((item) => this.read(item, span));
    return { value: spots.map((spot) => spot.value), span, children: new Map(spots.entries()) };
  }

  private complain(span: Span, message: string, remedy: string): undefined {
    if (this.complaints.length < LIMIT.complaints)
      this.complaints.push({ message, remedy, ...this.place(span) });
  }
}

/** The extent of a node without the comments after it. */
function spanOf(node: unknown, otherwise: Span): Span {
  const range = (node as { range?: readonly [number, number, number] } | null)?.range;
  return range ? [range[0], range[1]] : otherwise;
}

function styleOf(node: Scalar): TextPlace['style'] {
  if (node.type === Scalar.BLOCK_LITERAL) return 'block';
  return node.type === Scalar.BLOCK_FOLDED ? 'folded' : 'inline';
}

function treeOf(root: Spot, place: (span: Span) => Place): YamlTree {
  const nearestSpot = (path: Path): Spot => {
    let spot = root;
    for (const step of path) {
      const next = spot.children?.get(step);
      if (next === undefined) break;
      spot = next;
    }
    return spot;
  };
  return {
    data: root.value,
    valueAt: (path) => place(nearestSpot(path).span),
    keyAt: (path) => {
      const spot = nearestSpot(path);
      return place(spot.key ?? spot.span);
    },
    textAt: (path) => {
      const spot = nearestSpot(path);
      return spot.style && { ...place(spot.span), style: spot.style };
    },
  };
}

/** What yaml calls wrong, in our words. What has no entry is `not valid YAML here`. */
const YAML_ERROR: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  BAD_DQ_ESCAPE: [
    'This escape is unknown in double quotes',
    'Use \\n, \\r, \\t, \\\\, \\" or \\x and two hex digits.',
  ],
  BAD_INDENT: [
    'This line is not indented as its neighbours are',
    'Give entries of one mapping the same indentation.',
  ],
  BAD_SCALAR_START: ['A text cannot begin with this character', 'Put the text in quotes.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'A mapping cannot begin here',
    'Put a text with a colon in quotes; or begin the mapping on a line of its own.',
  ],
  BLOCK_IN_FLOW: [
    'A block cannot stand inside brackets',
    'Close the bracket first, or write it all in brackets.',
  ],
  BAD_COLLECTION_TYPE: [
    'Lists and mappings are mixed here',
    'Use "- item" lines or "key: value" lines, not both.',
  ],
  KEY_OVER_1024_CHARS: ['This key is longer than 1024 characters', 'Look for a missing colon or quote.'],
  MISSING_CHAR: [
    'A sign is missing here',
    'Look for a quote, bracket, comma, colon or space that is left out.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A key cannot go over several lines',
    'Look for a missing colon on the line above.',
  ],
  MULTIPLE_DOCS: ['A lab file is one YAML document', 'Put the second lab into a file of its own.'],
  TAB_AS_INDENT: ['A tab is not indentation in YAML', 'Indent with spaces.'],
  UNEXPECTED_TOKEN: [
    'This sign is not expected here',
    'Look for a quote, bracket or colon that is missing before it.',
  ],
};

function explainError(
  error: { code: string; pos: readonly [number, number] },
  place: (span: Span) => Place,
): Complaint {
  const [message, remedy] = YAML_ERROR[error.code] ?? [
    'This is not valid YAML',
    'Look for a missing quote or bracket.',
  ];
  return { message, remedy, ...place(error.pos) };
}
