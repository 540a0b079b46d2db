/** The longest text that all of them begin with; empty for none. */
export function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const text of others) {
    length = Math.min(length, text.length);
    while (!text.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
