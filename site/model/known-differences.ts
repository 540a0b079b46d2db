/** A piece of a sentence: plain, or code. */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

export interface DifferenceLine {
  readonly id: string;
  readonly difference: readonly Piece[];
  readonly why: readonly Piece[];
}

export interface DifferenceGroup {
  readonly title: string;
  readonly lines: readonly DifferenceLine[];
}

const ROW = /^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$/;

/** The tables of FIDELITY.md. */
export function differenceGroups(markdown: string): readonly DifferenceGroup[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return { title, lines: lines.flatMap(differenceLine) };
    });
}

function differenceLine(line: string): DifferenceLine[] {
  const [, id, difference, why] = ROW.exec(line) ?? [];
  if (id === undefined || difference === undefined || why === undefined) return [];
  return [{ id, difference: piecesOf(difference), why: piecesOf(why) }];
}

/** Between two backquotes stands code; nothing else is marked up in these tables. */
const piecesOf = (text: string): readonly Piece[] =>
  text
    .split('`')
    .map((piece, index) => ({ text: piece, isCode: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
