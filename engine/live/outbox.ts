import { fromMs, type Us } from '../base/time.ts';
import { u32 } from '../packet/index.ts';
import type { EventId } from '../trace/index.ts';
import type { Refusal } from './destination.ts';
import type { FrameSender } from './frame-sender.ts';
import { Restraint, TokenBucket } from './rate-limit.ts';
import type { ScopeLimits } from './scope.ts';

type Link = 'ethernet' | 'raw';

/** What the outbox tells about frames; `frame` is only good during the call. */
export interface OutboxEvents {
  sent(device: string, link: Link, frame: Uint8Array, length: number, because: EventId): void;
  refused(device: string, refusal: Refusal, because: EventId): void;
  /** The interface is down or gone; the frame is lost. */
  down(message: string): void;
  /** Sending cannot go on. */
  stuck(message: string): void;
}

interface Waiting {
  readonly device: string;
  readonly link: Link;
  readonly frame: Uint8Array;
  readonly because: EventId;
}

const RETRY_AFTER = fromMs(10);
const MOST_ERRORS_IN_A_ROW = 50;

/**
 * Frames on their way out, in their order. Where nothing limits the rate a frame leaves at once; otherwise it
 * waits for its token. A full kernel queue (ENOBUFS) is tried again every 10 ms.
 */
export class Outbox {
  readonly #sender: FrameSender;
  readonly #events: OutboxEvents;
  readonly #limits: ScopeLimits | undefined;
  readonly #restraint = new Restraint();
  readonly #hosts = new Map<number, TokenBucket>();
  readonly #waiting: Waiting[] = [];
  #all: TokenBucket | undefined;
  #pausedUntil: Us = 0;
  #errorsInARow = 0;

  constructor(sender: FrameSender, limits: ScopeLimits | undefined, events: OutboxEvents) {
    this.#sender = sender;
    this.#events = events;
    this.#limits = limits;
    this.#setRate();
  }

  /** Takes the first `length` bytes of `frame`; copies them if they have to wait. */
  submit(device: string, link: Link, frame: Uint8Array, length: number, because: EventId, now: Us): void {
    const mayLeave = this.#waiting.length === 0 && this.#readyAt(link, frame) <= now;
    if (mayLeave && this.#attempt(device, link, frame, length, because, now)) return;
    this.#waiting.push({ device, link, frame: frame.slice(0, length), because });
  }

  /** Sends what may leave by now. */
  drain(now: Us): void {
    for (let head = this.#waiting[0]; head !== undefined; head = this.#waiting[0]) {
      if (this.#readyAt(head.link, head.frame) > now) return;
      if (!this.#attempt(head.device, head.link, head.frame, head.frame.length, head.because, now)) return;
      this.#waiting.shift();
    }
  }

  /** Drops what waits. */
  clear(): void {
    this.#waiting.length = 0;
    this.#errorsInARow = 0;
  }

  /** When `drain` has something to do; undefined: nothing waits. */
  get nextAt(): Us | undefined {
    const head = this.#waiting[0];
    return head && this.#readyAt(head.link, head.frame);
  }

  /** An ICMP "administratively prohibited" came in. */
  noteProhibited(): void {
    if (this.#limits === undefined) return;
    const before = this.#restraint.factor;
    this.#restraint.prohibited();
    if (this.#restraint.isOver)
      this.#events.stuck('The network keeps answering that this is prohibited; stopped.');
    else if (this.#restraint.factor !== before) this.#setRate();
  }

  #setRate(): void {
    this.#hosts.clear();
    if (this.#limits !== undefined)
      this.#all = new TokenBucket(this.#limits.maxPps / this.#restraint.factor, this.#limits.burst);
  }

  #readyAt(link: Link, frame: Uint8Array): Us {
    if (this.#all === undefined) return this.#pausedUntil;
    return Math.max(this.#pausedUntil, this.#all.readyAt, this.#bucketOf(link, frame)?.readyAt ?? 0);
  }

  #bucketOf(link: Link, frame: Uint8Array): TokenBucket | undefined {
    // The destination of an IPv4 packet; of an ARP request it is elsewhere, and the common bucket is enough.
    const at = link === 'ethernet' ? 30 : 16;
    if (this.#limits === undefined || frame.length < at + 4) return undefined;
    const host = u32(frame, at);
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const { maxPpsToOneHost, burst } = this.#limits;
    const bucket = new TokenBucket(maxPpsToOneHost / this.#restraint.factor, burst);
    this.#hosts.set(host, bucket);
    return bucket;
  }

  /** False: the frame stays and is tried again. */
  #attempt(
    device: string,
    link: Link,
    frame: Uint8Array,
    length: number,
    because: EventId,
    now: Us,
  ): boolean {
    const sending = this.#sender.send(device, link, frame, length);
    switch (sending.type) {
      case 'sent':
        this.#errorsInARow = 0;
        if (this.#all !== undefined) this.#spend(link, frame, now);
        this.#events.sent(device, link, frame, length, because);
        return true;
      case 'refused':
        this.#events.refused(device, sending.refusal, because);
        return true;
      case 'lost':
        this.#events.down(`${device}: ${sending.message.replace(/^send: /, '')}`);
        return true;
      case 'busy':
        this.#pausedUntil = now + RETRY_AFTER;
        return this.#isEnough(`${device}: no buffer space; a full queue or an egress rule holds frames back`);
      case 'failed':
        this.#isEnough(`${device}: ${sending.message}`);
        return true;
    }
  }

  #spend(link: Link, frame: Uint8Array, now: Us): void {
    this.#restraint.sent();
    this.#all?.take(now);
    this.#bucketOf(link, frame)?.take(now);
  }

  #isEnough(message: string): boolean {
    if (++this.#errorsInARow < MOST_ERRORS_IN_A_ROW) return false;
    this.#events.stuck(`${message} (${this.#errorsInARow} times in a row)`);
    return true;
  }
}
