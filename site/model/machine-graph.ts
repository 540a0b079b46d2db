import type { TransitionEvent } from '../../engine/trace/index.ts';

/** The machines that are shown: those of the trace, and the life of a probe, which is drawn from its events. */
export type MachineName = TransitionEvent['machine'] | 'probe';

/** A state machine as plain data: what is drawn of it. */
export interface MachineGraph {
  readonly name: MachineName;
  readonly initial: string;
  readonly states: readonly MachineState[];
  /** One edge a pair of states, however many events lead that way. A state may lead to itself. */
  readonly edges: readonly MachineEdge[];
}

export interface MachineState {
  readonly id: string;
  readonly description: string;
  /** The RFC section, or the kernel's own name. */
  readonly source: string;
  readonly isFinal: boolean;
}

export interface MachineEdge {
  readonly from: string;
  readonly to: string;
  /** What leads that way, `segment, if isReset`. */
  readonly by: readonly string[];
}

export const edgeKey = (from: string, to: string): string => `${from}>${to}`;
