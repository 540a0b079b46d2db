import type { TraceEvent } from '../../engine/trace/index.ts';
import { type EventQuestion, eventAsked } from '../../site/model/event-question.ts';
import type { ScanView } from '../../site/model/scan-view.ts';
import type { Place } from './playlist.ts';

/** What a place is in a scan, by the target's address; undefined where the scan has no such target. */
export function questionOf(
  { hosts }: ScanView,
  place: Place,
): (EventQuestion & Required<Pick<EventQuestion, 'target' | 'protocol'>>) | undefined {
  const host = hosts.find(
    ({ name, address }) => place.target === undefined || place.target === name || place.target === address,
  );
  return host === undefined ? undefined : { ...place, target: host.address };
}

/** The event at a place of a run. */
export function eventOf(events: readonly TraceEvent[], scan: ScanView, place: Place): TraceEvent | undefined {
  const question = questionOf(scan, place);
  const id = question && eventAsked(events, question);
  return id === undefined ? undefined : events[id - 1];
}
