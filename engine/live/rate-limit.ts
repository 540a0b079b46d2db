import { SECOND_IN_US, type Us } from '../base/time.ts';

/**
 * A token bucket that fills at `perSecond` and holds at most `burst`: after any pause no more than `burst`
 * packets leave at once. Kept as the time at which the bucket will be full (the virtual scheduling form of
 * GCRA, ITU-T I.371), so that there is nothing to refill.
 */
export class TokenBucket {
  readonly #intervalUs: Us;
  readonly #slackUs: Us;
  #fullAt: Us = 0;

  constructor(perSecond: number, burst: number) {
    this.#intervalUs = SECOND_IN_US / perSecond;
    this.#slackUs = (burst - 1) * this.#intervalUs;
  }

  /** When the next packet may leave; in the past or now: at once. */
  get readyAt(): Us {
    return this.#fullAt - this.#slackUs;
  }

  /** Takes a token; only to be called at or after `readyAt`. */
  take(now: Us): void {
    this.#fullAt = Math.max(this.#fullAt, now) + this.#intervalUs;
  }
}

/**
 * Slows a scan down that is told to go away: where more than a fifth of what was sent is answered by
 * "administratively prohibited", the rate is halved; at the second time the scan should end.
 */
export class Restraint {
  #sent = 0;
  #prohibited = 0;
  /** 1, or 2 after the first time. */
  factor = 1;
  isOver = false;

  sent(): void {
    this.#sent++;
  }

  prohibited(): void {
    this.#prohibited++;
    if (this.#sent < 50 || this.#prohibited <= this.#sent / 5) return;
    if (this.factor > 1) this.isOver = true;
    this.factor = 2;
    this.#sent = 0;
    this.#prohibited = 0;
  }
}
