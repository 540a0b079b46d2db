/**
 * Time as the engine knows it: whole microseconds since the scan (or the simulated world) began. The engine
 * never reads a clock; whoever drives it says what time it is.
 */
export type Us = number;

export const MS_IN_US = 1_000;
export const SECOND_IN_US = 1_000_000;

/** `14.5` ms -> `14500` us, rounded to whole microseconds. */
export const fromMs = (ms: number): Us => Math.round(ms * MS_IN_US);
