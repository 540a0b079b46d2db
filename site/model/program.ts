import type { Program } from '../../engine/report/index.ts';

/** Put in at build time, from package.json. */
declare const __HALFOPEN_VERSION__: string;

/** How reports name the program, as the command itself does. */
export const PROGRAM: Program = { version: __HALFOPEN_VERSION__, world: 'simulated' };
