import type { Us } from '../base/time.ts';
import type { EventId } from '../trace/index.ts';

/** No probe. */
export const NONE = -1;

/** The life of a probe. */
export const PROBE = {
  FREE: 0,
  /** Sent, neither answered nor timed out. */
  ACTIVE: 1,
  /** Timed out, to be sent again. */
  WAITING: 2,
  /** Timed out at the highest try allowed so far; sent again only if that grows. */
  CAPPED: 3,
  /** Sent again, or its port has a verdict; a late answer still counts until it expires. */
  OLD: 4,
} as const;

/**
 * All probes of a phase, field by field in typed arrays: a scan may have a hundred thousand of them outstanding,
 * and an object each would cost five times the memory. A probe is named by its index; freed ones are used again.
 * The readers take an index on trust: whoever holds one got it from `allocate`.
 */
export class ProbePool {
  /** Which lane (host of the phase) and which item (port, or kind of ping) it is for. */
  lane = new Int32Array(64);
  item = new Int32Array(64);
  state = new Uint8Array(64);
  /** Twice the try for a scan probe; twice the sequence number plus one for a timing ping. */
  opaque = new Uint8Array(64);
  sentAt: Float64Array = new Float64Array(64);
  /** When the try before it was sent. */
  previousSentAt: Float64Array = new Float64Array(64);
  /** Neighbours in the lane's list of active probes, which is in the order of sending. */
  next = new Int32Array(64);
  previous = new Int32Array(64);
  /** The try before it for the same item, if still known. */
  older = new Int32Array(64);
  /** ICMP identifier, or number of the connect(). */
  key: Float64Array = new Float64Array(64);
  /** Its events in the trace. */
  sentEvent = new Uint32Array(64);
  timedOutEvent = new Uint32Array(64);
  /** Probes in use, and the most there ever were. */
  used = 0;
  #capacity = 64;
  #fresh = 0;
  #freeHead = NONE;

  allocate(lane: number, item: number, opaque: number, sentAt: Us): number {
    let id = this.#freeHead;
    if (id !== NONE) this.#freeHead = this.nextOf(id);
    else {
      if (this.#fresh === this.#capacity) this.#grow();
      id = this.#fresh++;
    }
    this.used++;
    this.lane[id] = lane;
    this.item[id] = item;
    this.opaque[id] = opaque;
    this.state[id] = PROBE.ACTIVE;
    this.sentAt[id] = sentAt;
    this.previousSentAt[id] = sentAt;
    this.next[id] = this.previous[id] = this.older[id] = NONE;
    this.key[id] = this.sentEvent[id] = this.timedOutEvent[id] = 0;
    return id;
  }

  free(id: number): void {
    this.used--;
    this.state[id] = PROBE.FREE;
    this.next[id] = this.#freeHead;
    this.#freeHead = id;
  }

  laneOf(id: number): number {
    return this.lane[id] as number;
  }
  itemOf(id: number): number {
    return this.item[id] as number;
  }
  stateOf(id: number): number {
    return this.state[id] as number;
  }
  opaqueOf(id: number): number {
    return this.opaque[id] as number;
  }
  sentAtOf(id: number): Us {
    return this.sentAt[id] as number;
  }
  previousSentAtOf(id: number): Us {
    return this.previousSentAt[id] as number;
  }
  nextOf(id: number): number {
    return this.next[id] as number;
  }
  previousOf(id: number): number {
    return this.previous[id] as number;
  }
  olderOf(id: number): number {
    return this.older[id] as number;
  }
  keyOf(id: number): number {
    return this.key[id] as number;
  }
  sentEventOf(id: number): EventId {
    return this.sentEvent[id] as number;
  }
  timedOutEventOf(id: number): EventId {
    return this.timedOutEvent[id] as number;
  }

  #grow(): void {
    const size = this.#capacity * 2;
    this.lane = grown(this.lane, new Int32Array(size));
    this.item = grown(this.item, new Int32Array(size));
    this.state = grown(this.state, new Uint8Array(size));
    this.opaque = grown(this.opaque, new Uint8Array(size));
    this.sentAt = grown(this.sentAt, new Float64Array(size));
    this.previousSentAt = grown(this.previousSentAt, new Float64Array(size));
    this.next = grown(this.next, new Int32Array(size));
    this.previous = grown(this.previous, new Int32Array(size));
    this.older = grown(this.older, new Int32Array(size));
    this.key = grown(this.key, new Float64Array(size));
    this.sentEvent = grown(this.sentEvent, new Uint32Array(size));
    this.timedOutEvent = grown(this.timedOutEvent, new Uint32Array(size));
    this.#capacity = size;
  }

  /** The number of the try, from 0. */
  attempt(id: number): number {
    return this.opaqueOf(id) >> 1;
  }

  isPing(id: number): boolean {
    return (this.opaqueOf(id) & 1) === 1;
  }

  isActive(id: number): boolean {
    return this.state[id] === PROBE.ACTIVE;
  }

  eventsOf(id: number): readonly EventId[] {
    return [this.timedOutEventOf(id), this.sentEventOf(id)];
  }
}

function grown<A extends { set(from: A): void }>(from: A, into: A): A {
  into.set(from);
  return into;
}
