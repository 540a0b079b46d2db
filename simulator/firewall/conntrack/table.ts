import type { Us } from '../../../engine/base/time.ts';
import type { EventId, TraceLog } from '../../../engine/trace/index.ts';
import type { Judged } from '../judged.ts';
import type { Flow, Tracking } from './flow.ts';
import type { FlowTuple } from './tuple.ts';

export interface ConntrackSurroundings {
  readonly host: string;
  readonly trace: TraceLog;
  /** nf_conntrack_tcp_loose: pick up TCP flows in their middle. Linux does. */
  readonly loose?: boolean;
  /** nf_conntrack_max: so many flows at once. Absent: as Linux sets it on a machine with plenty of memory. */
  readonly most?: number;
}

/** A host's table of flows, as Linux's nf_conntrack keeps it. */
export interface Conntrack {
  /** How many entries it holds, those among them that nobody looked at since they expired. */
  readonly size: number;
  /**
   * Takes a packet that arrives or is about to leave; done once for each packet. Undefined where the table is full
   * and a new flow finds no room: Linux drops such a packet.
   */
  track(packet: Judged, because: EventId): Tracking | undefined;
  /**
   * The packet leaves the firewall alive: its flow gets into the table. False where that cannot be, because
   * another flow has its tuple: Linux drops such a packet.
   */
  confirm(tracking: Tracking, at: Us): boolean;
  /** Do the answers to another flow look like this? */
  isTaken(reply: FlowTuple, flow: Flow, at: Us): boolean;
  /** Is there such a flow, by the id of `Flow`, that has not ended? */
  isOpen(id: string, at: Us): boolean;
  /** What an answer made by the firewall itself belongs to: the flow of the packet it answers. */
  related(tracking: Tracking): Tracking;
  /** As `conntrack -L` lists them, in the order of their beginning. */
  snapshot(at: Us): readonly FlowRecord[];
}

/** One line of `conntrack -L`. */
export interface FlowRecord {
  readonly protocol: number;
  readonly original: FlowTuple;
  readonly reply: FlowTuple;
  /** `SYN_SENT` ...; for flows without states of their own, `UNREPLIED`, `REPLIED`, `ASSURED`. */
  readonly state: string;
  readonly seenReply: boolean;
  readonly assured: boolean;
  readonly secondsLeft: number;
}
