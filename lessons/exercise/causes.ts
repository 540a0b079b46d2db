import type { EventId, TraceEvent } from '../../engine/trace/index.ts';

/** Whether an event is among the causes of another, however far. Causes have smaller numbers than what they bring about. */
export function comesFrom(events: readonly TraceEvent[], event: TraceEvent, cause: EventId): boolean {
  const seen = new Set<EventId>();
  const edge = [...event.because];
  for (const id of edge) {
    if (id === cause) return true;
    if (id < cause || seen.has(id)) continue;
    seen.add(id);
    edge.push(...(events[id - 1]?.because ?? []));
  }
  return false;
}
