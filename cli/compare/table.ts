import {
  type Column,
  type Comparison,
  type Row,
  type Verdict,
  verdictText,
} from '../../engine/compare/index.ts';

/** More equal ports than this with one and the same verdict become one line. */
const FOLD_FROM = 6;
/** How many port ranges a folded line names before it says how many more there are. */
const RANGES_SHOWN = 5;

interface Line {
  readonly mark: string;
  readonly port: string;
  readonly cells: readonly string[];
  readonly note: string;
}

/**
 * The comparison as a table. A difference has the mark `!` in front and its cause behind; equal ports with one
 * verdict are folded.
 */
export function comparisonTable(
  comparison: Comparison,
  titles: Readonly<Record<Column, string>>,
  causeOf: (row: Row) => string,
): string {
  const { columns } = comparison;
  const targets = [...new Set(comparison.rows.map((row) => targetOf(row)))];
  const header: Line = { mark: '', port: 'PORT', cells: columns.map((column) => titles[column]), note: '' };
  const body = targets.flatMap((target) => {
    const lines = linesOf(
      comparison.rows.filter((row) => targetOf(row) === target),
      columns,
      causeOf,
    );
    return targets.length > 1 ? [{ mark: '', port: `-- ${target}`, cells: [], note: '' }, ...lines] : lines;
  });
  return layOut([header, ...body]);
}

function linesOf(rows: readonly Row[], columns: readonly Column[], causeOf: (row: Row) => string): Line[] {
  const byVerdict = new Map<string, Row[]>();
  for (const row of rows.filter((one) => one.agrees)) {
    const group = `${protocolOf(row)} ${textOf(row.verdicts.simulated)}`;
    byVerdict.set(group, [...(byVerdict.get(group) ?? []), row]);
  }
  const folded = new Set([...byVerdict.values()].filter((group) => group.length >= FOLD_FROM).flat());
  const single = rows.filter((row) => !folded.has(row)).map((row) => lineOf(row, columns, causeOf));
  const groups = [...byVerdict.values()].filter((group) => group.length >= FOLD_FROM);
  return [...single, ...groups.map((group) => foldedLine(group, columns))];
}

function lineOf(row: Row, columns: readonly Column[], causeOf: (row: Row) => string): Line {
  const cells = columns.map((column) => textOf(row.verdicts[column]));
  return { mark: row.agrees ? '' : '!', port: portOf(row), cells, note: row.agrees ? '' : causeOf(row) };
}

function foldedLine(group: readonly Row[], columns: readonly Column[]): Line {
  const [first] = group;
  const text = textOf(first?.verdicts.simulated);
  const ranges = portRanges(group.map((row) => Number(portOf(row).split('/')[0])));
  const shown = ranges.slice(0, RANGES_SHOWN).join(',');
  const more = ranges.length > RANGES_SHOWN ? `, and ${ranges.length - RANGES_SHOWN} more ranges` : '';
  const protocol = first === undefined ? '' : protocolOf(first);
  return {
    mark: '',
    port: `${group.length} ${protocol}`,
    cells: columns.map(() => text),
    note: `${shown}${more}`,
  };
}

/** `[1, 2, 3, 7]` -> `['1-3', '7']` */
export function portRanges(ports: readonly number[]): string[] {
  const sorted = [...ports].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const port of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === port - 1) last[1] = port;
    else ranges.push([port, port]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
}

function layOut(lines: readonly Line[]): string {
  const columns = Math.max(...lines.map((line) => line.cells.length));
  const portWidth = Math.max(
    ...lines.filter((line) => line.cells.length > 0).map((line) => line.port.length),
  );
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...lines.map((line) => line.cells[i]?.length ?? 0)),
  );
  return lines
    .map((line) => {
      const cells = line.cells.map((cell, i) => cell.padEnd(widths[i] ?? 0));
      return `${line.mark.padEnd(2)}${[line.port.padEnd(portWidth), ...cells, line.note].join('  ')}`.trimEnd();
    })
    .join('\n');
}

const textOf = (verdict: Verdict | undefined): string => (verdict === undefined ? '-' : verdictText(verdict));
const targetOf = (row: Row): string => row.key.split(' ')[0] ?? '';
/** `tcp/22` -> `22/tcp`, as nmap writes it. */
const portOf = (row: Row): string => row.key.split(' ')[1]?.split('/').reverse().join('/') ?? '';
const protocolOf = (row: Row): string => row.key.split(' ')[1]?.split('/')[0] ?? '';
