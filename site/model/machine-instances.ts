import { bisector, bisectRight } from 'd3';
import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import type { MachineName } from './machine-graph.ts';
import { PROBE_GRAPH, probeName, probeStateAfter } from './probe-machine.ts';
import { ITEMS_A_SLICE, type Sliced } from './slices.ts';

/** One connection, flow, passage or probe, from its first step to its last. */
export interface Instance {
  readonly machine: MachineName;
  readonly name: string;
  readonly host: string;
  /** Ascending. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly event: EventId;
  readonly from: string;
  readonly to: string;
  /** What moved it. */
  readonly by: string;
}

/** All instances of a run by machine, read once; what was moved last is found from the cursor backwards. */
export type Instances = Readonly<Record<MachineName, Moves>>;

const NO_MOVES: Moves = { all: [], events: [], movers: [] };

/** Of no run, or of one that is not read yet. */
export const NO_INSTANCES: Instances = {
  'tcp-endpoint': NO_MOVES,
  'tcp-client': NO_MOVES,
  'conntrack-flow': NO_MOVES,
  'firewall-passage': NO_MOVES,
  probe: NO_MOVES,
};

export interface Moves {
  readonly all: readonly Instance[];
  /** The events of all their steps, ascending, and beside each its instance. */
  readonly events: readonly EventId[];
  readonly movers: readonly Instance[];
}

interface Draft {
  all: Instance[];
  events: EventId[];
  movers: Instance[];
  /** The instance that a name means now. */
  open: Map<string, Instance & { steps: Step[] }>;
}

const draft = (): Draft => ({ all: [], events: [], movers: [], open: new Map() });

export function* instancesOf(events: readonly TraceEvent[]): Sliced<Instances> {
  const drafts: Record<MachineName, Draft> = {
    'tcp-endpoint': draft(),
    'tcp-client': draft(),
    'conntrack-flow': draft(),
    'firewall-passage': draft(),
    probe: draft(),
  };
  for (const event of events) {
    if (event.id % ITEMS_A_SLICE === 0) yield;
    if (event.kind === 'transition') {
      const { machine, instance, host, from, to, event: by } = event;
      move(drafts[machine], { machine, name: instance, host }, { event: event.id, from, to, by });
    } else if (event.kind === 'probe') {
      const name = probeName(event);
      const from = stateOf(drafts.probe, event.host, name) ?? PROBE_GRAPH.initial;
      const by = event.what === 'sent' ? `sent, try ${event.attempt + 1}` : event.what;
      const step = {
        event: event.id,
        from: isAgain(event) ? PROBE_GRAPH.initial : from,
        to: probeStateAfter(event),
        by,
      };
      move(drafts.probe, { machine: 'probe', name, host: event.host }, step);
    } else if (event.kind === 'verdict' || event.kind === 'discovery') answer(drafts.probe, events, event);
  }
  return drafts;
}

/** A verdict that a packet brought about answers the probe among its causes. */
function answer(
  probes: Draft,
  events: readonly TraceEvent[],
  verdict: Extract<TraceEvent, { readonly kind: 'verdict' | 'discovery' }>,
): void {
  const cause = verdict.because.map((id) => events[id - 1]).find((one) => one?.kind === 'probe');
  if (cause?.kind !== 'probe' || cause.what === 'given-up') return;
  const name = probeName(cause);
  const from = stateOf(probes, cause.host, name);
  if (from === undefined || from === 'answered' || from === 'givenUp') return;
  const by = `${from === 'timedOut' ? 'late answer' : 'answer'}: ${verdict.reason}`;
  move(probes, { machine: 'probe', name, host: cause.host }, { event: verdict.id, from, to: 'answered', by });
}

/** A first try of what was probed before: another probe of the same name. */
const isAgain = (event: Extract<TraceEvent, { readonly kind: 'probe' }>): boolean =>
  event.what === 'sent' && event.attempt === 0;

const stateOf = ({ open }: Draft, host: string, name: string): string | undefined =>
  open.get(`${host} ${name}`)?.steps.at(-1)?.to;

/** A step from another state than the last one reached begins a new life under an old name. */
function move(moves: Draft, { machine, name, host }: Omit<Instance, 'steps'>, step: Step): void {
  const key = `${host} ${name}`;
  let instance = moves.open.get(key);
  if (instance === undefined || instance.steps.at(-1)?.to !== step.from) {
    instance = { machine, name, host, steps: [] };
    moves.open.set(key, instance);
    moves.all.push(instance);
  }
  instance.steps.push(step);
  moves.events.push(step.event);
  moves.movers.push(instance);
}

/** How many steps back instances are looked for: a list longer than a person reads needs no more. */
const FARTHEST_BACK = 400;

/** The instances that moved last before or at the cursor, the latest first; at most `count`. */
export function latestAt({ events, movers }: Moves, cursor: EventId, count: number): readonly Instance[] {
  const latest = new Set<Instance>();
  const last = bisectRight(events, cursor) - 1;
  for (let at = last; at >= Math.max(0, last - FARTHEST_BACK) && latest.size < count; at--) {
    const mover = movers[at];
    if (mover !== undefined) latest.add(mover);
  }
  return [...latest];
}

/** The last step at the cursor; undefined before the first. */
export const stepAt = ({ steps }: Instance, cursor: EventId): Step | undefined =>
  steps[stepsBy(steps, cursor) - 1];

const stepsBy = bisector((step: Step) => step.event).right;

/** The last entering of a state up to the cursor, else the first one after it. */
export function enteredAt({ steps }: Instance, state: string, cursor: EventId): EventId | undefined {
  const entries = steps.filter(({ to }) => to === state);
  return (entries.findLast(({ event }) => event <= cursor) ?? entries[0])?.event;
}
