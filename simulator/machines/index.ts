/** State machines of a host's kernel. Pure: a snapshot and an event in, a snapshot and effects out. */
export {
  conntrackFlow,
  type FlowDirection,
  type FlowEffect,
  type FlowEventType,
  type FlowState,
  type TcpKind,
} from './conntrack-flow.machine.ts';
export {
  firewallPassage,
  type PassageContext,
  type PassageEvent,
  type PassageState,
} from './firewall-passage.machine.ts';
export { type FlowStep, type FlowTable, flowMeta, flowTable } from './flow-table.ts';
export { type Negotiation, type OutgoingSegment, resetFor, type Segment } from './segment.ts';
export { type MachineEffect, type Stepped, type Stepper, stepper } from './stepper.ts';
export { type ClientEvent, type ConnectNews, tcpClient } from './tcp-client.machine.ts';
export { LINUX_MSS, type Offer } from './tcp-endpoint.context.ts';
export { tcpEndpoint } from './tcp-endpoint.machine.ts';
export type { ApplicationNews, TcpEvent } from './tcp-endpoint.parts.ts';
