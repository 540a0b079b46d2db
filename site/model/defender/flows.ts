import type { Us } from '../../../engine/base/time.ts';
import type { EventId, TraceEvent, TransitionEvent } from '../../../engine/trace/index.ts';
import type { Passages } from '../firewall/passages.ts';

/** An entry of the table of flows, as `conntrack -L` names its state. */
export interface FlowEntry {
  /** `tcp 198.18.10.2:40000 > 198.18.10.28:22` */
  readonly flow: string;
  readonly state: string;
  readonly since: Us;
  /** The step that brought it there. */
  readonly event: EventId;
}

/** The kernel's names; those of simulator/machines/conntrack-flow.machine.ts, as a test proves. */
export const KERNEL_STATES: Readonly<Record<string, string>> = {
  synSent: 'SYN_SENT',
  synSent2: 'SYN_SENT2',
  synRecv: 'SYN_RECV',
  established: 'ESTABLISHED',
  finWait: 'FIN_WAIT',
  closeWait: 'CLOSE_WAIT',
  lastAck: 'LAST_ACK',
  timeWait: 'TIME_WAIT',
  close: 'CLOSE',
  unreplied: 'UNREPLIED',
  replied: 'REPLIED',
  stream: 'ASSURED',
};

type Step = TraceEvent & TransitionEvent;

/** The steps of a host's flows; those left out whose first packet was dropped: they never get a place in the table. */
export function flowSteps(events: readonly TraceEvent[], host: string, passages: Passages): readonly Step[] {
  const refused = new Set<EventId>();
  for (const { events: steps } of passages.byHost.get(host) ?? []) {
    const last = events[(steps.at(-1) ?? 0) - 1];
    if (last?.kind !== 'transition' || !ENDS.has(last.to)) continue;
    for (const id of steps) for (const cause of events[id - 1]?.because ?? []) refused.add(cause);
  }
  return events.filter(
    (event): event is Step =>
      event.kind === 'transition' &&
      event.machine === 'conntrack-flow' &&
      event.host === host &&
      !(event.from === 'none' && refused.has(event.id)),
  );
}

const ENDS: ReadonlySet<string> = new Set(['dropped', 'rejected']);

/** The table right after an event, the latest change first. */
export function flowsAt(steps: readonly Step[], cursor: EventId): readonly FlowEntry[] {
  const table = new Map<string, FlowEntry>();
  for (const { id, at, instance, to } of steps) {
    if (id > cursor) break;
    table.delete(instance);
    const state = KERNEL_STATES[to];
    if (state !== undefined) table.set(instance, { flow: instance, state, since: at, event: id });
  }
  return [...table.values()].reverse();
}
