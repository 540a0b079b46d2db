import type { SnapshotFrom } from 'xstate';
import { invariant } from '../../engine/base/invariant.ts';
import {
  conntrackFlow,
  type FlowEffect,
  type FlowEventType,
  type FlowMeta,
  type FlowState,
} from './conntrack-flow.machine.ts';
import { stepper } from './stepper.ts';

/** What one event does in one state. */
export interface FlowStep {
  readonly next: FlowState;
  readonly effect: FlowEffect;
}

export type FlowTable = Readonly<Record<FlowState, Readonly<Record<FlowEventType, FlowStep>>>>;

const DIRECTIONS = ['original', 'reply'] as const;
const KINDS = ['syn', 'synAck', 'fin', 'ack', 'rst', 'none', 'datagram', 'lateDatagram'] as const;
const OTHERS = [
  'resynchronised',
  'simultaneousAck',
  'doubtfulReset',
  'reopened',
  'refused',
  'expired',
] as const;

export const FLOW_EVENTS: readonly FlowEventType[] = [
  ...DIRECTIONS.flatMap((direction) => KINDS.map((kind) => `${direction}.${kind}` as const)),
  ...OTHERS,
];

export const FLOW_STATES = Object.keys(conntrackFlow.states) as readonly FlowState[];

export const flowMeta = (state: FlowState): FlowMeta => {
  const meta = conntrackFlow.states[state]?.meta;
  invariant(meta, `the flow state ${state} has its kernel name and timeout`);
  return meta;
};

const taken = new Map<boolean, FlowTable>();

/**
 * The compiled table, with nf_conntrack_tcp_loose on or off. It is made when first asked for: taking its three
 * hundred steps takes longer than a small scan does, which may meet no stateful firewall.
 */
export function flowTable(loose: boolean): FlowTable {
  const table = taken.get(loose) ?? compileFlowTable(loose);
  taken.set(loose, table);
  return table;
}

/**
 * Every step of the flow machine, taken once from the machine itself. A scan of a /24 makes half a million
 * steps: looking one up costs a hundredth of taking it.
 */
export function compileFlowTable(loose: boolean): FlowTable {
  const machine = stepper(conntrackFlow);
  const [initial] = machine.start({ loose });
  const stepFrom = (state: FlowState, type: FlowEventType): FlowStep => {
    const snapshot = conntrackFlow.resolveState({ value: state, context: { loose } });
    if (snapshot.status === 'done') return { next: state, effect: 'invalid' };
    const [after, effects] = machine.step(state === initial.value ? initial : snapshot, { type });
    return {
      next: stateOf(after),
      effect: effectOf(effects.map((effect) => (effect.kind === 'act' ? effect.name : ''))),
    };
  };
  const rowOf = (state: FlowState) =>
    Object.fromEntries(FLOW_EVENTS.map((type) => [type, stepFrom(state, type)]));
  return Object.fromEntries(FLOW_STATES.map((state) => [state, rowOf(state)])) as unknown as FlowTable;
}

const stateOf = (snapshot: SnapshotFrom<typeof conntrackFlow>): FlowState => snapshot.value as FlowState;

const effectOf = (names: readonly string[]): FlowEffect =>
  names.includes('invalid') ? 'invalid' : names.includes('ignore') ? 'ignore' : 'accept';
