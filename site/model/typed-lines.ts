/** The lines typed so far and where in them one is, as a shell keeps them. */
export interface TypedLines {
  readonly lines: readonly string[];
  /** Index of the line shown; `lines.length` is the one being typed. */
  readonly at: number;
  /** What was being typed when one went back. */
  readonly draft: string;
}

/** As many as a session of an afternoon has. */
const MOST = 500;

export const typedBefore = (lines: readonly string[]): TypedLines => ({ lines, at: lines.length, draft: '' });

/** A line repeated at once is remembered once. */
export const entered = ({ lines }: TypedLines, line: string): TypedLines =>
  typedBefore(lines.at(-1) === line ? lines : [...lines, line].slice(-MOST));

/** `shown` is what stands in the line now. */
export const older = (typed: TypedLines, shown: string): TypedLines =>
  typed.at === 0
    ? typed
    : { ...typed, at: typed.at - 1, draft: typed.at === typed.lines.length ? shown : typed.draft };

export const newer = (typed: TypedLines): TypedLines =>
  typed.at === typed.lines.length ? typed : { ...typed, at: typed.at + 1 };

export const shownLine = ({ lines, at, draft }: TypedLines): string => lines[at] ?? draft;
