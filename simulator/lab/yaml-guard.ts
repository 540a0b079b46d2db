import { CST, Lexer } from 'yaml';
import type { Complaint } from '../../engine/base/result.ts';
import { LIMIT } from './limits.ts';

/**
 * Looks over the words of a YAML text before it is parsed, and refuses what costs a parser or its caller far
 * more than its size: aliases (a "billion laughs" file goes off when it is walked), deep nesting, floods of
 * tokens; and what a lab file has no use for: tags, directives, several documents.
 *
 * The lexer takes linear time and keeps no tree. Gives the first complaint, or nothing.
 */
export function guardYaml(text: string): Complaint | undefined {
  if (text.length > LIMIT.fileSize) return tooLarge(text);
  const guard = new Guard();
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    const objection = guard.look(token, offset, text);
    if (objection !== undefined) return { ...objection, ...lineAndColumn(text, offset) };
    if (token !== CST.SCALAR && token !== CST.DOCUMENT && token !== CST.FLOW_END) offset += token.length;
  }
  return undefined;
}

/** Line and column, from 1, of an offset in a text. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

function tooLarge(text: string): Complaint {
  return {
    message: `The file has ${text.length} characters, more than the ${LIMIT.fileSize} that a lab file may have`,
    remedy: 'Split it into several labs.',
    ...lineAndColumn(text, LIMIT.fileSize),
  };
}

type Objection = Pick<Complaint, 'message' | 'remedy'>;

const REFUSED: Partial<Record<CST.TokenType, Objection>> = {
  alias: { message: 'An alias (*) has no place in a lab file', remedy: 'Write the value out.' },
  anchor: {
    message: 'An anchor (&) has no place in a lab file',
    remedy: 'Write the value out where it is used.',
  },
  tag: {
    message: 'A tag (!) has no place in a lab file',
    remedy: 'Leave it out, or put the text in quotes if it begins with "!".',
  },
  'directive-line': {
    message: 'A directive (%) has no place in a lab file',
    remedy: 'Remove the line; lab files are YAML 1.2 as it is.',
  },
  'doc-end': { message: 'A lab file is one YAML document', remedy: 'Remove the line "...".' },
  'explicit-key-ind': {
    message: 'A key introduced by "?" has no place in a lab file',
    remedy: 'Write "key: value".',
  },
};

class Guard {
  private tokens = 0;
  private documents = 0;
  private flowDepth = 0;
  private lineStart = 0;
  private lineIsEmpty = true;
  private scalarFollows = false;
  /** Columns at which the open block collections begin. */
  private readonly columns: number[] = [];

  look(token: string, offset: number, text: string): Objection | undefined {
    if (++this.tokens > LIMIT.tokens) return TOO_MANY;
    if (this.scalarFollows) return this.lookAtScalar(token, offset, text);
    const type = CST.tokenType(token);
    if (type === 'scalar') {
      this.scalarFollows = true;
      return undefined;
    }
    if (type === 'newline') return this.newLine(offset + token.length);
    if (type === 'space' || type === 'comment' || type === 'doc-mode' || type === null) return undefined;
    if (type === 'doc-start' && ++this.documents > 1)
      return {
        message: 'A lab file is one YAML document',
        remedy: 'Put the second lab into a file of its own.',
      };
    if (type.endsWith('-quoted-scalar') && (token.length < 2 || token.at(-1) !== token[0])) return NOT_CLOSED;
    const refused = REFUSED[type];
    if (refused !== undefined) return refused;
    return this.nest(type, offset) > LIMIT.depth ? TOO_DEEP : undefined;
  }

  private lookAtScalar(token: string, offset: number, text: string): Objection | undefined {
    this.scalarFollows = false;
    const depth = this.nest('scalar', offset);
    const lastBreak = token.lastIndexOf('\n');
    if (lastBreak !== -1) this.newLine(offset + lastBreak + 1);
    // A block scalar ends with its line break; what follows begins a line.
    this.lineIsEmpty = text[offset + token.length - 1] === '\n';
    return depth > LIMIT.depth ? TOO_DEEP : undefined;
  }

  private newLine(start: number): undefined {
    this.lineStart = start;
    this.lineIsEmpty = true;
  }

  private nest(type: CST.TokenType, offset: number): number {
    if (type === 'flow-map-start' || type === 'flow-seq-start') this.flowDepth++;
    if (type === 'flow-map-end' || type === 'flow-seq-end') this.flowDepth = Math.max(0, this.flowDepth - 1);
    const opensBlock = this.lineIsEmpty || type === 'seq-item-ind';
    if (opensBlock && this.flowDepth === 0 && type !== 'doc-start') this.nestBlock(offset - this.lineStart);
    this.lineIsEmpty = false;
    return this.flowDepth + this.columns.length;
  }

  private nestBlock(column: number): void {
    while ((this.columns.at(-1) ?? -1) > column) this.columns.pop();
    if ((this.columns.at(-1) ?? -1) < column) this.columns.push(column);
  }
}

const NOT_CLOSED: Objection = {
  message: 'This quote is never closed',
  remedy: "Close it, or write a quote inside quotes as \\\" between double ones, as '' between single ones.",
};
const TOO_MANY: Objection = {
  message: `The file has more than ${LIMIT.tokens} words and signs of YAML, more than any lab needs`,
  remedy: 'Split it into several labs.',
};
const TOO_DEEP: Objection = {
  message: `Lists and mappings are nested deeper than ${LIMIT.depth}`,
  remedy: 'A lab file needs six levels at most; look for a bracket that is never closed.',
};
