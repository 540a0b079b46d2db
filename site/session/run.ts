import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { ScanView } from '../model/scan-view.ts';

/** One command that put packets on the network, and all that came of it. */
export interface Run {
  readonly id: number;
  /** As typed, `nmap -sS target`. */
  readonly line: string;
  /** nmap's words of it, the program's name left out; none for a ping. */
  readonly args: readonly string[];
  readonly lab: Lab;
  readonly labText: string;
  /** Event `id` is at index `id - 1`; empty where `traced` is false. */
  readonly events: readonly TraceEvent[];
  readonly traced: boolean;
  /** Absent for a ping. */
  readonly scan?: ScanView;
}

/** The cursor before anything happened. */
export const BEGINNING: EventId = 0;

/** The event at the cursor; undefined at the beginning. */
export const eventAt = ({ events }: Run, cursor: EventId): TraceEvent | undefined => events[cursor - 1];
