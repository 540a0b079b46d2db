/** Something that a reader would stumble over. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  /** The words it is about, as they stand. */
  readonly words: string;
}

const SHOWN = 120;
const shortened = (words: string): string => (words.length > SHOWN ? `${words.slice(0, SHOWN)} ...` : words);

export const problemText = ({ path, line, what, words }: Problem): string =>
  `${path}:${line}: ${what}: ${shortened(words.replace(/\s+/g, ' ').trim())}`;
