import type { TraceLog } from '../../engine/trace/index.ts';

/** A host's table of flows. */
export interface Conntrack {
  /** How many flows it holds. */
  readonly size: number;
}

export function createConntrack(_surroundings: {
  readonly host: string;
  readonly trace: TraceLog;
}): Conntrack {
  return { size: 0 };
}
