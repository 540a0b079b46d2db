/** A scan's result and trace as text: every format that nmap knows, two of our own, and recordings of live scans. */
export { consolidate, type HiddenState } from './consolidate.ts';
export type { Program, ReportInput } from './input.ts';
export { mermaidText } from './mermaid-text.ts';
export { needsTrace } from './needs-trace.ts';
export { interactiveLines } from './normal.ts';
export type {
  RecordedHost,
  RecordedNmap,
  RecordedNmapHost,
  RecordedNmapPort,
  RecordedPort,
  RecordedScan,
  Recording,
} from './recording.ts';
export { RECORDING_FORMAT, RECORDING_KIND } from './recording.ts';
export { RECORDING_LIMIT, readRecording } from './recording-read.ts';
export { recordedScan, writeRecording } from './recording-write.ts';
export type { Clock } from './wall-time.ts';
export { writeWhy } from './why.ts';
export { REPORT_LINES, writeReport } from './write.ts';
