/** Where a caret is in a YAML text that may be half typed: what it would be a key or a value of. */
export type YamlPlace =
  | {
      /** A key of the mapping at `path` may stand here. */
      readonly kind: 'key';
      readonly path: YamlPath;
      /** The keys that this mapping has already. */
      readonly taken: readonly string[];
      readonly word: string;
      /** Whether the mapping is written in braces. */
      readonly inFlow: boolean;
    }
  /** The value at `path` stands here. */
  | { readonly kind: 'value'; readonly path: YamlPath; readonly word: string }
  /** Inside a block of text (`|`) at `path`; `line` is the line up to the caret, `text` the block up to there. */
  | { readonly kind: 'text'; readonly path: YamlPath; readonly line: string; readonly text: string };

export type YamlPath = readonly (string | number)[];

/** A mapping or list that is open at a place. */
interface Level {
  /** Of its keys or dashes; none inside brackets. */
  readonly column?: number;
  readonly isList: boolean;
  readonly step: string | number | undefined;
  readonly taken: readonly string[];
}

const KEY =
  /^(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'#{}[\],&*!|>%@`-][^:#{}[\],\n]*|-[^\s:#{}[\],\n]+))\s*:(?=\s|$)/;
const BLOCK_TEXT = /^[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;

/**
 * Reads as far as the caret, line by line, and guesses where YAML would complain: a text is wrong most of the time
 * while it is typed. Undefined inside comments and quotes.
 */
export function yamlPlace(text: string, caret: number): YamlPlace | undefined {
  const reader = new Reader();
  const before = text.slice(0, caret).split('\n');
  const last = before.pop() ?? '';
  for (const line of before) reader.line(line.replace(/\r$/, ''));
  return reader.place(last, text.slice(caret));
}

class Reader {
  private levels: Level[] = [];
  private block: { readonly column: number; readonly lines: string[] } | undefined;

  line(line: string): void {
    const indent = indentOf(line);
    if (this.block !== undefined) {
      if (line.trim() === '' || indent > this.block.column) {
        this.block.lines.push(line.trim());
        return;
      }
      this.block = undefined;
    }
    if (this.isInFlow) this.flow(line);
    else if (line.trim() !== '' && !line.trimStart().startsWith('#') && line !== '---')
      this.entry(line, indent);
  }

  place(line: string, after: string): YamlPlace | undefined {
    const indent = indentOf(line);
    if (this.block !== undefined && (indent > this.block.column || (line === '' && this.block.column < 0)))
      return { kind: 'text', path: this.path, line: line.trimStart(), text: this.block.lines.join('\n') };
    this.block = undefined;
    if (/(?:^|\s)#[^"']*$/.test(line)) return undefined;
    if (!this.isInFlow) {
      const bare = /^(\s*(?:-\s+)*)([\w-]*)$/.exec(line);
      if (bare !== null) return this.bareWord(bare[1] ?? '', bare[2] ?? '', after);
      this.entry(line, indent);
    } else this.flow(line);
    return this.here(line, after);
  }

  /** Nothing on the line but dashes and a word: the beginning of a key, or an item of a list. */
  private bareWord(before: string, word: string, after: string): YamlPlace {
    if (before.includes('-')) this.dashes(before);
    const column = before.length;
    this.close(column, true);
    const own = this.levels.find((level) => !level.isList && level.column === column);
    const around = own === undefined ? this.levels : this.levels.slice(0, this.levels.indexOf(own));
    const path = pathOf(around);
    return {
      kind: 'key',
      path,
      word,
      taken: [...(own?.taken ?? []), ...keysAfter(after, column)],
      inFlow: false,
    };
  }

  /** The caret stands behind a colon, or inside brackets. */
  private here(line: string, after: string): YamlPlace | undefined {
    const top = this.levels.at(-1);
    if (top === undefined || isInQuotes(line)) return undefined;
    const typed = /[^\s,{}[\]"']*$/.exec(line)?.[0] ?? '';
    const word = typed.endsWith(':') ? '' : typed;
    if (this.isInFlow && !top.isList && top.step === undefined)
      return {
        kind: 'key',
        path: pathOf(this.levels.slice(0, -1)),
        word,
        taken: [...top.taken, ...flowKeys(after)],
        inFlow: true,
      };
    return { kind: 'value', path: this.path, word };
  }

  private get isInFlow(): boolean {
    const top = this.levels.at(-1);
    return top !== undefined && top.column === undefined;
  }

  private get path(): YamlPath {
    return pathOf(this.levels);
  }

  private entry(line: string, indent: number): void {
    const dashes = /^\s*(?:-(?:\s+|$))+/.exec(line)?.[0] ?? '';
    if (dashes !== '') this.dashes(dashes);
    const column = dashes === '' ? indent : dashes.length;
    const rest = line.slice(column);
    const key = KEY.exec(rest);
    if (key === null) {
      if (dashes !== '') this.value(rest, indent);
      return;
    }
    this.close(column, true);
    const name = (key[1] ?? key[2] ?? key[3] ?? '').trim();
    const top = this.levels.at(-1);
    const isSame = top !== undefined && !top.isList && top.column === column;
    if (isSame) this.levels.pop();
    this.levels.push({ column, isList: false, step: name, taken: [...(isSame ? top.taken : []), name] });
    this.value(rest.slice(key[0].length).trimStart(), column);
  }

  private dashes(text: string): void {
    for (const { index } of text.matchAll(/-/g)) {
      this.close(index, false);
      const top = this.levels.at(-1);
      const isSame = top?.isList === true && top.column === index;
      if (isSame) this.levels.pop();
      this.levels.push({ column: index, isList: true, step: isSame ? Number(top.step) + 1 : 0, taken: [] });
    }
  }

  /** Leaves what is indented deeper; a key also ends the list whose dashes stand where it does. */
  private close(column: number, isKey: boolean): void {
    this.levels = this.levels.filter(
      (level) =>
        level.column !== undefined &&
        (level.column < column || (level.column === column && !(isKey && level.isList))),
    );
  }

  private value(text: string, column: number): void {
    if (BLOCK_TEXT.test(text)) this.block = { column, lines: [] };
    else if (/^[{[]/.test(text)) this.flow(text);
  }

  /** Brackets, character by character, until the line ends or they are all closed. */
  private flow(line: string): void {
    const piece = /"(?:[^"\\]|\\.)*"?|'[^']*'?|#.*|[{}[\],]|[^\s"'{}[\],#]+/g;
    for (const [part] of line.matchAll(piece)) {
      const top = this.levels.at(-1);
      if (part === '{' || part === '[') {
        this.levels.push({ isList: part === '[', step: part === '[' ? 0 : undefined, taken: [] });
      } else if (top === undefined || top.column !== undefined) return;
      else if (part === '}' || part === ']') this.levels.pop();
      else if (part === ',') this.next({ ...top, step: top.isList ? Number(top.step) + 1 : undefined });
      else if (part.endsWith(':') && !top.isList && top.step === undefined) {
        const step = part.slice(0, -1);
        this.next({ ...top, step, taken: [...top.taken, step] });
      }
    }
  }

  private next(level: Level): void {
    this.levels = [...this.levels.slice(0, -1), level];
  }
}

/** How deep brackets are nested at most, those in quotes and comments counted too. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const pathOf = (levels: readonly Level[]): YamlPath => levels.flatMap(({ step }) => step ?? []);

const isInQuotes = (line: string): boolean => /["']/.test(line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ''));

/** The keys that follow in the same mapping of lines. */
function keysAfter(text: string, column: number): readonly string[] {
  const keys: string[] = [];
  for (const line of text.split('\n').slice(1)) {
    if (line.trim() === '') continue;
    if (indentOf(line) < column) break;
    const key = indentOf(line) === column ? KEY.exec(line.slice(column)) : null;
    if (key !== null) keys.push(key[1] ?? key[2] ?? key[3] ?? '');
  }
  return keys;
}

/** The keys that follow in the same braces. */
const flowKeys = (after: string): readonly string[] =>
  [...(/^[^{}\n]*/.exec(after)?.[0] ?? '').matchAll(/(?:^|[\s,])([\w-]+):(?=\s)/g)].map(
    ([, key = '']) => key,
  );
