/** The one append-only record of a run: what happened, where, when, and because of what; and why. */
export type * from './event.ts';
export { createTraceLog, type TraceLog, UNTRACED } from './log.ts';
export { type PacketWords, packetWords } from './packet-words.ts';
export { scannerOf } from './scanner.ts';
export { sentenceOf } from './sentence.ts';
export { frameBehind } from './walk.ts';
export { explain, type WhyLine, whyPort } from './why.ts';
