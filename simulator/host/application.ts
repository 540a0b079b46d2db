import type { Us } from '../../engine/base/time.ts';

/** What it takes to wake a process that waits on a socket, and for it to answer. */
export const APPLICATION_US: Us = 100;
