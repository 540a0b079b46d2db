import type { FrameEvent, TraceEvent } from '../../engine/trace/index.ts';

export type Framed = TraceEvent & FrameEvent;

/** The sending of the frame that ended with this event, over what a link did to it; undefined for a sending itself. */
export function sentCauseOf(events: readonly TraceEvent[], end: Framed): Framed | undefined {
  if (end.what === 'sent' || end.what === 'dropped') return undefined;
  for (const id of end.because) {
    const cause = events[id - 1];
    if (cause?.kind !== 'frame') continue;
    if (cause.what === 'sent') return cause;
    if (cause.what === 'duplicated') return sentCauseOf(events, cause);
  }
  return undefined;
}
