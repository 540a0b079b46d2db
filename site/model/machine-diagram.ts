import { mermaidText } from '../../engine/report/index.ts';
import type { MachineGraph } from './machine-graph.ts';

/** More than these at one edge make no picture; the others are counted. */
const MOST_LABELS = 3;

/** A state machine as Mermaid draws it: the text that can be pasted into any page that knows Mermaid. */
export function machineDiagram({ name, initial, states, edges }: MachineGraph): string {
  const lines = [
    'stateDiagram-v2',
    `  accTitle: ${mermaidText(`State machine ${name}`)}`,
    `  accDescr: ${mermaidText(`${states.length} states, begins in ${initial}`)}`,
    `  [*] --> ${initial}`,
    ...edges.map(({ from, to, by }) => `  ${from} --> ${to}: ${labelOf(by)}`),
    ...states.filter(({ isFinal }) => isFinal).map(({ id }) => `  ${id} --> [*]`),
  ];
  return `${lines.join('\n')}\n`;
}

function labelOf(by: readonly string[]): string {
  const shown = by.slice(0, MOST_LABELS).map(mermaidText);
  const more = by.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('<br/>');
}
