export { createConntrack } from './conntrack.ts';
export type { CtState, Flow, NatSide, Tracking } from './flow.ts';
export type { Conntrack, ConntrackSurroundings, FlowRecord } from './table.ts';
export type { FlowTuple } from './tuple.ts';
