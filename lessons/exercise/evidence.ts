import { type EventId, explain } from '../../engine/trace/index.ts';
import type { Evidence } from './outcome.ts';
import type { Ran } from './run.ts';

/** More steps than are read below a mark; the sandbox shows the rest. */
const MOST_STEPS = 10;

/** Where a verdict, or any event, came from. */
export function evidenceOf(labText: string, ran: Ran, event: EventId, from?: string): Evidence {
  const why = explain(ran.events, event)
    .slice(0, MOST_STEPS)
    .map(({ depth, text }) => ({ depth, text }));
  return { labText, line: ran.line, event, why, ...(from === undefined ? {} : { from }) };
}
