import { formatIpv4 } from '../packet/index.ts';
import { scannerOf } from '../trace/index.ts';
import { type Drawn, drawingOf } from './arrows.ts';
import { commandLine, PROGRAM_NAME, type ReportInput } from './input.ts';
import { mermaidText } from './mermaid-text.ts';
import { selectConversations } from './selection.ts';

/** More lines than this make no picture. */
const MOST_LINES = 500;

/**
 * -oM: a Mermaid sequence diagram of the trace. Of a long scan it draws the ports that the table lists and one
 * example of each folded group, and says what it left out.
 */
export function* mermaidLines(input: ReportInput): Generator<string> {
  const { report, events = [] } = input;
  const selection = selectConversations(report);
  const scanner = scannerOf(events) ?? 'scanner';
  const drawing: Drawn[] = [];
  let tooMany = 0;
  for (const drawn of drawingOf(events, selection)) {
    if (drawing.length < MOST_LINES) drawing.push(drawn);
    else tooMany++;
  }
  const notes = [...selection.notes, ...(tooMany > 0 ? [`Not drawn: ${tooMany} more steps`] : [])];
  if (events.length === 0) notes.unshift('There is no trace of this scan to draw');
  const cast = castOf(scanner, drawing);
  const nameless = (name: string): string => `p${cast.indexOf(name) + 1}`;
  yield 'sequenceDiagram';
  yield `  accTitle: ${mermaidText(`${PROGRAM_NAME}: ${commandLine(report.request.args)}`)}`;
  const targets = report.hosts.map((host) => formatIpv4(host.address)).slice(0, 8);
  yield `  accDescr: ${mermaidText(`Packets between ${scanner} and ${targets.join(', ') || 'no target'}`)}`;
  for (const name of cast) yield `  participant ${nameless(name)} as ${mermaidText(name)}`;
  for (const drawn of drawing) yield `  ${drawnLine(drawn, nameless)}`;
  for (const note of notes) yield `  Note over ${nameless(scanner)}: ${mermaidText(note)}`;
}

/** Everybody who is drawn, in the order of entering; the scanner first. */
function castOf(scanner: string, drawing: readonly Drawn[]): string[] {
  const cast = new Set([scanner]);
  for (const drawn of drawing) {
    for (const name of drawn.kind === 'arrow' ? [drawn.from, drawn.to] : [drawn.over]) cast.add(name);
  }
  return [...cast];
}

/** Questions with a full line, answers with a broken one, a cross where a packet ends unheard. */
function drawnLine(drawn: Drawn, nameless: (name: string) => string): string {
  const text = mermaidText(drawn.text);
  if (drawn.kind === 'note') return `Note over ${nameless(drawn.over)}: ${text}`;
  const line = drawn.answer ? '--' : '-';
  return `${nameless(drawn.from)}${line}${drawn.lost ? 'x' : '>>'}${nameless(drawn.to)}: ${text}`;
}
