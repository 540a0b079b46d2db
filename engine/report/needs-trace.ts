import type { ScanRequest } from '../scan/index.ts';

/** Whether anything that was asked for is written from the trace. */
export const needsTrace = ({ output }: ScanRequest): boolean =>
  output.packetTrace ||
  output.verbosity > 0 ||
  output.files.some((file) => file.format === 'json' || file.format === 'mermaid');
