import { fromMs, SECOND_IN_US, type Us } from '../base/time.ts';

/** How long a lost link is waited for, all its losses together, so that a loose plug keeps no scan for ever. */
export class Outage {
  readonly #clock: () => number;
  #leftUs: Us;
  #message = '';
  #began: number | undefined;

  /** `clock`: monotonic microseconds from any beginning. */
  constructor(clock: () => number, mostMs: number) {
    this.#clock = clock;
    this.#leftUs = fromMs(mostMs);
  }

  get isOn(): boolean {
    return this.#began !== undefined;
  }

  /** Whether it has been waited for long enough. */
  get isOver(): boolean {
    return this.#lastedUs >= this.#leftUs;
  }

  /** What to say at once. */
  begin(message: string): string {
    this.#message = message;
    this.#began = this.#clock();
    return `${message} Waiting for up to ${seconds(this.#leftUs)} s for it to come back.`;
  }

  /** What to say for good. */
  end(): string {
    const lasted = this.#lastedUs;
    this.#leftUs -= lasted;
    this.#began = undefined;
    return `${this.#message} After ${seconds(lasted)} s all was as before; what was unanswered was asked anew.`;
  }

  get #lastedUs(): Us {
    return this.#began === undefined ? 0 : this.#clock() - this.#began;
  }
}

/** With one decimal. */
const seconds = (us: Us): string => (us / SECOND_IN_US).toFixed(1);
