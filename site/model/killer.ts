import type { EventId, RuleEvent, TraceEvent } from '../../engine/trace/index.ts';
import type { Framed } from './flights.ts';

/** The nearest rule or fact behind the drop of a packet; the drop itself where its note says all. */
export function killerOf(events: readonly TraceEvent[], dropped: Framed): EventId {
  const queue: EventId[] = [...dropped.because];
  for (const id of queue) {
    const cause = events[id - 1];
    if (cause === undefined || cause.kind === 'frame') continue;
    if (cause.kind === 'rule' || cause.kind === 'fact') return id;
    for (const next of cause.because) if (!queue.includes(next)) queue.push(next);
  }
  return dropped.id;
}

/** What ended a packet, short enough to stand beside a cross: `INPUT rule 1 DROP`. */
export function killerText(killer: TraceEvent): string {
  if (killer.kind === 'rule') return ruleText(killer);
  if (killer.kind === 'fact') return killer.text;
  if (killer.kind !== 'frame') return killer.kind;
  return killer.what === 'lost' ? `lost on ${killer.host}` : (killer.note ?? 'dropped');
}

/** `INPUT rule 1 DROP`, `FORWARD policy DROP`, `nat PREROUTING rule 2 REDIRECT`. */
export function ruleText({ table, chain, number, target }: RuleEvent): string {
  const place = table === 'filter' ? chain : `${table} ${chain}`;
  const which = number === 0 ? 'policy' : `rule ${number}`;
  return `${place} ${which}${target === '' ? '' : ` ${target}`}`;
}
