export { type Conntrack, type ConntrackSurroundings, createConntrack, type FlowRecord } from './conntrack.ts';
export type { CtState, Flow, Tracking } from './flow.ts';
