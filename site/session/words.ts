/**
 * A line as a shell cuts it into words: blanks separate, quotes and backslashes hold together. Nothing is expanded;
 * an unclosed quote reaches to the end.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const piece = /((?:\\.|"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s\\"'])+)/gs;
  for (const [word] of line.matchAll(piece)) words.push(unquoted(word));
  return words;
}

const unquoted = (word: string): string =>
  word.replace(/\\(.)|"((?:\\.|[^"\\])*)"?|'([^']*)'?/gs, (_, escaped, double, single) => {
    if (escaped !== undefined) return escaped;
    return single ?? String(double ?? '').replace(/\\(["\\$`])/g, '$1');
  });
