import {
  COLUMNS,
  type Column,
  type Comparison,
  knownDifference,
  type LabFacts,
  likelyCause,
  type Row,
  verdictText,
} from '../../../engine/compare/index.ts';

/** A port of a target, with what every column says of it. */
export interface PortLine {
  readonly kind: 'port';
  readonly row: Row;
  /** `22/tcp` */
  readonly port: string;
  /** The id under which the difference is known and explained. */
  readonly known?: string;
  /** The likeliest cause, where the columns differ. */
  readonly cause?: string;
  /** The column that says something else than the two others, where it is one. */
  readonly odd?: Column;
}

/** Ports that all columns say the same of, too many for lines of their own. */
export interface FoldedLine {
  readonly kind: 'folded';
  readonly rows: readonly Row[];
  readonly protocol: string;
  readonly ports: readonly number[];
}

export interface TargetLines {
  readonly target: string;
  readonly lines: readonly (PortLine | FoldedLine)[];
}

/** More equal ports than this with one and the same verdict become one line. */
const FOLD_FROM = 12;

export interface Circumstance {
  readonly labName: string;
  readonly facts: LabFacts;
}

/** The comparison by targets. Differences come first; nothing is folded while one guesses. */
export function portTable(
  { rows }: Comparison,
  { labName, facts }: Circumstance,
  { isFolding }: { readonly isFolding: boolean },
): readonly TargetLines[] {
  const targets = [...new Set(rows.map((row) => partsOf(row).target))];
  return targets.map((target) => {
    const own = rows.filter((row) => partsOf(row).target === target);
    const folds = isFolding ? foldsOf(own) : [];
    const folded = new Set(folds.flatMap((fold) => fold.rows));
    const lines = own
      .filter((row) => !folded.has(row))
      .map((row) => portLine(row, labName, facts))
      .sort((a, b) => Number(a.row.agrees) - Number(b.row.agrees));
    return { target, lines: [...lines, ...folds] };
  });
}

function portLine(row: Row, labName: string, facts: LabFacts): PortLine {
  const { protocol, port } = partsOf(row);
  const line = { kind: 'port', row, port: `${port}/${protocol}` } as const;
  if (row.agrees) return line;
  const known = knownDifference(labName, row);
  const odd = oddColumn(row);
  return {
    ...line,
    cause: likelyCause({ row, lab: facts }),
    ...(odd === undefined ? {} : { odd }),
    ...(known === undefined ? {} : { known: known.id }),
  };
}

function oddColumn({ verdicts }: Row): Column | undefined {
  const said = COLUMNS.flatMap((column) => {
    const verdict = verdicts[column];
    return verdict === undefined ? [] : [{ column, text: verdictText(verdict) }];
  });
  if (said.length < COLUMNS.length) return undefined;
  const alone = said.filter(({ text }) => said.filter((other) => other.text === text).length === 1);
  return alone.length === 1 ? alone[0]?.column : undefined;
}

function foldsOf(rows: readonly Row[]): FoldedLine[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const [verdict] = Object.values(row.verdicts);
    if (!row.agrees || verdict === undefined) continue;
    const key = `${partsOf(row).protocol} ${verdictText(verdict)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()]
    .filter((group) => group.length >= FOLD_FROM)
    .map((group) => ({
      kind: 'folded',
      rows: group,
      protocol: group[0] === undefined ? '' : partsOf(group[0]).protocol,
      ports: group.map((row) => partsOf(row).port),
    }));
}

/** The parts of a row's key, `198.18.10.28 tcp/22`. */
export function partsOf({ key }: Row): {
  readonly target: string;
  readonly protocol: string;
  readonly port: number;
} {
  const [target = '', service = ''] = key.split(' ');
  const [protocol = '', port = ''] = service.split('/');
  return { target, protocol, port: Number(port) };
}
