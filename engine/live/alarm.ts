import type { Us } from '../base/time.ts';

/** Timers of libuv count whole milliseconds and may be one late; the last stretch is waited out turn by turn. */
const LAST_STRETCH: Us = 1_000;

/**
 * Rings once at a time given in microseconds. Far times cost a timer and no CPU; the last millisecond passes in
 * turns of the event loop, each of which also delivers what was captured.
 */
export class Alarm {
  readonly #now: () => Us;
  readonly #ring: () => void;
  #at: Us | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timerAt: Us = 0;
  #immediate: NodeJS.Immediate | undefined;

  constructor(now: () => Us, ring: () => void) {
    this.#now = now;
    this.#ring = ring;
  }

  /** Replaces the time set before. A time that has come rings in the next turn, never during the call. */
  set(at: Us | undefined): void {
    this.#at = at;
    if (at !== undefined) this.#arm(at);
  }

  get at(): Us | undefined {
    return this.#at;
  }

  stop(): void {
    this.#at = undefined;
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#timer = undefined;
    this.#immediate = undefined;
  }

  #arm(at: Us): void {
    if (this.#immediate !== undefined) return;
    const left = at - this.#now();
    if (left <= LAST_STRETCH) {
      this.#immediate = setImmediate(this.#turn);
      return;
    }
    const wait = Math.min(Math.floor((left - LAST_STRETCH / 2) / 1000), 0x7fff_ffff);
    // A timer that fires earlier than needed looks again; only a later one has to be replaced.
    if (this.#timer !== undefined && this.#timerAt <= at) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(this.#timedOut, Math.max(1, wait));
  }

  readonly #timedOut = (): void => {
    this.#timer = undefined;
    this.#look();
  };

  readonly #turn = (): void => {
    this.#immediate = undefined;
    this.#look();
  };

  #look(): void {
    const at = this.#at;
    if (at === undefined) return;
    if (at > this.#now()) {
      this.#arm(at);
      return;
    }
    this.#at = undefined;
    this.#ring();
  }
}
