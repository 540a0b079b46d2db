import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A paragraph, heading, list item or table cell as its reader gets it. */
export interface Block {
  readonly kind: 'heading' | 'prose';
  readonly text: string;
  /** The same, as long, with code and what is computed as `COMPUTED`: the words that were written as words. */
  readonly words: string;
  /** The line of the file on which the character at `index` of `text` stands, from 1. */
  readonly lineAt: (index: number) => number;
}

export interface Link {
  readonly to: string;
  readonly line: number;
}

/** What checks of prose look at in an MDX file. */
export interface Lesson {
  readonly path: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

/** What of the syntax tree of Markdown with MDX is used here. */
interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
  readonly line: number;
}

/** A component within a sentence stands for words that the build computes. */
export const COMPUTED = '\uFFFC';

const BLOCKS = new Set(['paragraph', 'heading', 'tableCell']);
/** Components that hold words to be read; what others hold is theirs. */
const HTML = /^[a-z]/;
/** Elements whose text is typed or shown as it is, like code. */
const LITERAL = /^(?:code|pre|kbd|samp|script|style)$/;

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/** The front matter is kept as empty lines, so that lines keep their numbers. */
const withoutFrontMatter = (source: string): string =>
  source.replace(/^---\n[\s\S]*?\n---(?=\n|$)/, (matter) => matter.replace(/[^\n]/g, ''));

export function readLesson(path: string, source: string): Lesson {
  const tree: Node = parser.parse(withoutFrontMatter(source));
  return { path, blocks: blocksOf(tree), links: linksOf(tree) };
}

const lineOf = (node: Node): number => node.position?.start.line ?? 1;
const isElement = (node: Node): boolean => node.type.startsWith('mdxJsx');

function blocksOf(node: Node): Block[] {
  if (BLOCKS.has(node.type)) {
    return [block(node.type === 'heading' ? 'heading' : 'prose', piecesOf(node))];
  }
  const children = node.children ?? [];
  if (isElement(node) && LITERAL.test(node.name ?? '')) return [];
  // Text straight within an element (`<p>words</p>`) is a paragraph of its own.
  if (node.type === 'mdxJsxFlowElement' && children.some(({ type }) => type === 'text')) {
    return [block('prose', children.flatMap(piecesOf))];
  }
  return children.flatMap(blocksOf);
}

function piecesOf(node: Node): Piece[] {
  const at = (text: string, isCode = false): Piece[] => [{ text, isCode, line: lineOf(node) }];
  if (node.type === 'text') return at(node.value ?? '');
  if (node.type === 'inlineCode') return at(node.value ?? '', true);
  if (node.type === 'break') return at('\n');
  if (node.type === 'mdxTextExpression') return at(COMPUTED);
  if (isElement(node) && (node.children ?? []).length === 0)
    return at(HTML.test(node.name ?? '') ? '' : COMPUTED);
  return (node.children ?? []).flatMap(piecesOf);
}

function block(kind: Block['kind'], pieces: readonly Piece[]): Block {
  const lineAt = (index: number): number => {
    let from = 0;
    for (const { text, line } of pieces) {
      if (index < from + text.length) return line + text.slice(0, index - from).split('\n').length - 1;
      from += text.length;
    }
    return pieces.at(-1)?.line ?? 1;
  };
  const words = pieces.map(({ text, isCode }) => (isCode ? COMPUTED.repeat(text.length) : text)).join('');
  return { kind, text: pieces.map(({ text }) => text).join(''), words, lineAt };
}

function linksOf(node: Node): Link[] {
  const own = [
    ...(node.type === 'link' || node.type === 'definition' ? [node.url] : []),
    ...(node.attributes ?? []).filter(({ name }) => name === 'href').map(({ value }) => value),
  ];
  return [
    ...own.flatMap((to) => (typeof to === 'string' ? [{ to, line: lineOf(node) }] : [])),
    ...(node.children ?? []).flatMap(linksOf),
  ];
}
