import type { TraceEvent } from './event.ts';

const OF_THE_SCANNER: ReadonlySet<TraceEvent['kind']> = new Set(['phase', 'probe', 'discovery', 'verdict']);

/** The name of the host that scans: the one that writes phases, probes and verdicts. Undefined without any. */
export const scannerOf = (events: readonly TraceEvent[]): string | undefined =>
  events.find((event) => OF_THE_SCANNER.has(event.kind))?.host;
