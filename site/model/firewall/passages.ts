import type { EventId, RuleEvent, TraceEvent, TransitionEvent } from '../../../engine/trace/index.ts';

/** One packet's way through one host's firewall: what the machine `firewall-passage` and the rules said, in order. */
export interface Passage {
  readonly host: string;
  /** At least one, ascending. */
  readonly events: readonly EventId[];
  /** The frame that came in with the packet; absent for packets of the host's own. */
  readonly arrivedIn?: EventId;
  /** The first frame in which the packet, or what came of it, left the host. */
  readonly leftIn?: EventId;
  /** The passage of the answer that a rule gave in place of the host. */
  readonly answer?: Passage;
  /** The first event at the host that came of it, neither rule nor frame. */
  readonly effect?: EventId;
}

export type PassageStep = TraceEvent & (RuleEvent | TransitionEvent);

export interface Passages {
  /** Of each host, in the order of their beginnings. */
  readonly byHost: ReadonlyMap<string, readonly Passage[]>;
  /** At an event's id: the passage that it is a step of, or the one that its frame began. */
  readonly of: readonly (Passage | undefined)[];
}

type Draft = { -readonly [K in keyof Passage]: Passage[K] } & { readonly events: EventId[]; state: string };

/** Reads all passages of a run from its events, once. */
export function passagesOf(events: readonly TraceEvent[]): Passages {
  const byHost = new Map<string, Draft[]>();
  const of: (Draft | undefined)[] = new Array(events.length + 1).fill(undefined);
  const begin = (event: PassageStep, behind: Draft | undefined): Draft => {
    const passage: Draft = { host: event.host, events: [], state: ARRIVED };
    const frame = event.because.find((id) => isArrival(events[id - 1], event.host));
    if (frame !== undefined) {
      passage.arrivedIn = frame;
      of[frame] = passage;
    }
    if (behind?.state === 'rejected') behind.answer ??= passage;
    const all = byHost.get(event.host);
    if (all === undefined) byHost.set(event.host, [passage]);
    else all.push(passage);
    return passage;
  };
  for (const event of events) {
    const behind = behindOf(event);
    if (isStep(event)) {
      const passage = behind !== undefined && goesOn(behind, event) ? behind : begin(event, behind);
      passage.events.push(event.id);
      if (event.kind === 'transition') passage.state = event.to;
      of[event.id] = passage;
    } else if (behind === undefined || isArrival(event, event.host)) continue;
    else if (event.kind === 'frame') behind.leftIn ??= event.id;
    else behind.effect ??= event.id;
  }
  return { byHost, of };

  /** The passage at the same host of which a step is among the causes. */
  function behindOf({ because, host }: TraceEvent): Draft | undefined {
    for (const id of because) {
      const passage = of[id];
      if (passage !== undefined && passage.host === host && passage.arrivedIn !== id) return passage;
    }
    return undefined;
  }
}

const isArrival = (event: TraceEvent | undefined, host: string): boolean =>
  event?.kind === 'frame' && event.what === 'received' && event.host === host;

export const isStep = (event: TraceEvent): event is PassageStep =>
  event.kind === 'rule' || (event.kind === 'transition' && event.machine === 'firewall-passage');

const ARRIVED = 'arrived';

/** The machine begins anew with each packet; the raw table speaks before it makes its first step. */
function goesOn({ state }: Draft, event: PassageStep): boolean {
  if (event.kind === 'transition') return event.from === state;
  return event.table !== 'raw' || state === ARRIVED;
}

/**
 * The passage that is to be shown at a host: the one that the cursor is in, or the latest that had begun by then.
 * Undefined where no packet had come yet.
 */
export function passageAt(passages: Passages, host: string, cursor: EventId): Passage | undefined {
  const own = passages.of[cursor];
  if (own?.host === host) return own;
  const all = passages.byHost.get(host) ?? [];
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beginningOf(all[middle]) <= cursor) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

const beginningOf = (passage: Passage | undefined): EventId => passage?.events[0] ?? Number.POSITIVE_INFINITY;
