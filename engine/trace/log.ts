import type { Us } from '../base/time.ts';
import type { EventBody, EventId, TraceEvent } from './event.ts';

/** The one append-only trace of a run. The scanner and the world both write to it, in the order of events. */
export interface TraceLog {
  /** Adds an event and gives back its id, to be named as a cause by later ones. */
  append(at: Us, host: string, because: readonly EventId[], body: EventBody): EventId;
  /** All events so far; event `id` is at index `id - 1`. */
  readonly events: readonly TraceEvent[];
}

export function createTraceLog(): TraceLog {
  const events: TraceEvent[] = [];
  return {
    events,
    append(at, host, because, body) {
      const id = events.length + 1;
      events.push({ id, at, host, because: because.filter((cause) => cause !== 0), ...body });
      return id;
    },
  };
}

/**
 * A trace nobody reads: appends cost nothing and give id 0. Whoever builds a costly event body asks
 * `trace === UNTRACED` first.
 */
export const UNTRACED: TraceLog = { events: [], append: () => 0 };
