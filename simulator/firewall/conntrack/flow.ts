import type { Us } from '../../../engine/base/time.ts';
import type { EventId } from '../../../engine/trace/index.ts';
import type { FlowDirection, FlowState } from '../../machines/index.ts';
import type { TcpMemory } from './tcp.ts';
import type { FlowTuple } from './tuple.ts';

/** The end of its packets that address translation may change. */
export type NatSide = 'source' | 'destination';

/** An entry of the table (struct nf_conn). */
export interface Flow {
  /** The key of the original tuple; the same for every flow between the same ends. */
  readonly id: string;
  readonly original: FlowTuple;
  /** What the answers look like; differs from the inverse of `original` where NAT changes the flow. */
  reply: FlowTuple;
  state: FlowState;
  /** In the table. A flow whose first packet is dropped on its way never gets there. */
  confirmed: boolean;
  seenReply: boolean;
  assured: boolean;
  readonly beganAt: Us;
  expiresAt: Us;
  readonly tcp: TcpMemory | undefined;
  /**
   * Whether NAT changes its packets: settled once, when the first of them passes (IPS_SRC_NAT_DONE, IPS_SRC_NAT,
   * and the same for the destination). What to is in `reply`.
   */
  readonly nat: Record<NatSide, 'unsettled' | 'kept' | 'changed'>;
  /** The latest event of its machine, or of the packet that began it. */
  because: EventId;
}

export type CtState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';

/** What tracking says of one packet. */
export interface Tracking {
  readonly state: CtState;
  /** Absent for INVALID and UNTRACKED. */
  readonly flow?: Flow;
  readonly direction: FlowDirection;
  readonly because: EventId;
}
