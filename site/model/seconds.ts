import { SECOND_IN_US, type Us } from '../../engine/base/time.ts';

/** A moment of a run, `0.0412 s`. */
export const seconds = (at: Us): string => `${(at / SECOND_IN_US).toFixed(4)} s`;
