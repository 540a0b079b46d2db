/** A scan's result and trace as text: every format that nmap knows, and two of our own. */
export type { ReportInput } from './input.ts';
export { interactiveLines } from './normal.ts';
export type { Clock } from './wall-time.ts';
export { writeWhy } from './why.ts';
export { REPORT_LINES } from './write.ts';
