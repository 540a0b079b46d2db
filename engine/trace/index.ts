/** The one append-only record of a run: what happened, where, when, and because of what. */
export type * from './event.ts';
export { createTraceLog, type TraceLog, UNTRACED } from './log.ts';
