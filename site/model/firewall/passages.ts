import type {
  EventId,
  FrameEvent,
  RuleEvent,
  TraceEvent,
  TransitionEvent,
} from '../../../engine/trace/index.ts';

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
  /** The passage that an event is a step of, or the one that its frame began. */
  readonly of: ReadonlyMap<EventId, Passage>;
}

type Draft = { -readonly [K in keyof Passage]: Passage[K] } & { readonly events: EventId[]; state: string };

/** Reads all passages of a run from its events, once. */
export function passagesOf(events: readonly TraceEvent[]): Passages {
  const byHost = new Map<string, Draft[]>();
  const of = new Map<EventId, Draft>();
  const steps = new Map<EventId, Draft>();
  const frames = new Map<EventId, TraceEvent & FrameEvent>();
  for (const event of events) {
    const behind = event.because.flatMap((id) => steps.get(id) ?? []).find(({ host }) => host === event.host);
    if (isStep(event)) {
      const passage = behind !== undefined && goesOn(behind, event) ? behind : begin(event, behind);
      passage.events.push(event.id);
      if (event.kind === 'transition') passage.state = event.to;
      steps.set(event.id, passage);
      of.set(event.id, passage);
    } else if (event.kind === 'frame' && event.what === 'received') frames.set(event.id, event);
    else if (behind !== undefined) {
      if (event.kind === 'frame') behind.leftIn ??= event.id;
      else behind.effect ??= event.id;
    }
  }
  return { byHost, of };

  function begin(event: PassageStep, behind: Draft | undefined): Draft {
    const frame = event.because.map((id) => frames.get(id)).find((one) => one?.host === event.host);
    const passage: Draft = { host: event.host, events: [], state: ARRIVED };
    if (frame !== undefined) {
      passage.arrivedIn = frame.id;
      of.set(frame.id, passage);
    }
    if (behind?.state === 'rejected') behind.answer ??= passage;
    const all = byHost.get(event.host) ?? [];
    all.push(passage);
    byHost.set(event.host, all);
    return passage;
  }
}

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
  const own = passages.of.get(cursor);
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
