import { SECOND_IN_US, type Us } from '../base/time.ts';

/** A run looks at its clock four times a second at least; after a longer gap the process did not run. */
const STANDSTILL: Us = SECOND_IN_US;

/**
 * Microseconds since a run began, less the times in which the whole process stood still (SIGSTOP, a machine that
 * was suspended). To the scanner no time passes then: otherwise every probe would time out at once when it goes
 * on, though its answer lies in the socket unread, and rates would make up for lost time in one burst.
 */
export class RunClock {
  readonly #clock: () => number;
  #zero: number;
  #last: number;
  #isStopped = false;

  /** `clock`: monotonic microseconds from any beginning. */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#zero = this.#last = clock();
  }

  now(): Us {
    if (this.#isStopped) return Math.floor(this.#last - this.#zero);
    const read = this.#clock();
    const gap = read - this.#last;
    if (gap > STANDSTILL) this.#zero += gap;
    this.#last = read;
    return Math.floor(read - this.#zero);
  }

  /** No time passes from here on. */
  stop(): void {
    this.now();
    this.#isStopped = true;
  }

  goOn(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    const read = this.#clock();
    this.#zero += read - this.#last;
    this.#last = read;
  }
}
