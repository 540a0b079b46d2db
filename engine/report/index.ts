/** A scan's result and trace as text: every format that nmap knows, and two of our own. */
export { consolidate, type HiddenGroup, type HiddenState, type PortSummary } from './consolidate.ts';
export { hostBlock, hostCount, hostName, reasonText } from './host-block.ts';
export { commandLine, PROGRAM_NAME, type Program, type ReportInput } from './input.ts';
export { JSON_FORMAT } from './json.ts';
export { interactiveLines } from './normal.ts';
export { byteCount, latency } from './numbers.ts';
export { createPacketFilter } from './packet-filter.ts';
export { packetText } from './packet-text.ts';
export { packetTraceLine } from './packet-trace.ts';
export { formatPorts } from './port-ranges.ts';
export { tableLines } from './table.ts';
export { type TimelineItem, timeline } from './timeline.ts';
export type { Clock } from './wall-time.ts';
export { whyLines, writeWhy } from './why.ts';
export { REPORT_LINES, writeReport } from './write.ts';
