import type { Block, Lesson } from './blocks.ts';
import type { Problem } from './problem.ts';

/** What our prose does not have. Patterns are looked for in words, not in code. */
const UNWANTED: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an exclamation mark', pattern: /[^\s!]*\s?!+/g },
  {
    what: 'a link should say where it leads',
    pattern: /\b(?:click here|klicke? hier|this link|read more)\b/gi,
  },
  { what: 'a word stands twice', pattern: /\b(\p{L}{2,})\s+\1\b/giu },
  { what: 'a dash made of hyphens', pattern: /\S+ --+ \S+/g },
];
/** Said twice on purpose, in German grammar. */
const TWICE = /^(?:die|der|das|sie)\s/i;

/** An odd quote has no partner, and the build would curl it the wrong way. */
const oddQuote = ({ words }: Block): number | undefined => {
  const quotes = [...words.matchAll(/"/g)];
  return quotes.length % 2 === 1 ? quotes.at(-1)?.index : undefined;
};

export function styleProblems({ path, blocks }: Lesson): Problem[] {
  return blocks.flatMap((block) => {
    const unwanted = UNWANTED.flatMap(({ what, pattern }) =>
      [...block.words.matchAll(pattern)]
        .filter(([words]) => !TWICE.test(words))
        .map((match) => ({ path, line: block.lineAt(match.index), what, words: match[0] })),
    );
    const odd = oddQuote(block);
    if (odd === undefined) return unwanted;
    const words = block.text.slice(Math.max(0, odd - 20), odd + 20);
    return [...unwanted, { path, line: block.lineAt(odd), what: 'a quote without its partner', words }];
  });
}
