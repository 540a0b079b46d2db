import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { formatIpv4, type Ipv4 } from '../packet/index.ts';
import type { ConnectErrno } from '../scan/index.ts';

/** How a connect() ended: without errno it was accepted, and has been reset already. */
export interface ConnectEnd {
  readonly id: number;
  readonly errno?: ConnectErrno;
}

export interface ConnectorEvents {
  ended(end: ConnectEnd): void;
  /** An error that says nothing about the target: connecting cannot go on. */
  stuck(message: string): void;
}

/** libuv's names where they differ from errno(3): on Linux EOPNOTSUPP and ENOTSUP are one number. */
const ERRNO: Readonly<Record<string, ConnectErrno | 'none'>> = {
  ECONNREFUSED: 'ECONNREFUSED',
  ENETUNREACH: 'ENETUNREACH',
  EHOSTUNREACH: 'EHOSTUNREACH',
  ENOPROTOOPT: 'ENOPROTOOPT',
  ENONET: 'ENONET',
  EHOSTDOWN: 'EHOSTDOWN',
  ETIMEDOUT: 'ETIMEDOUT',
  EACCES: 'EACCES',
  ENOTSUP: 'EOPNOTSUPP',
  EOPNOTSUPP: 'EOPNOTSUPP',
  EPROTO: 'EPROTO',
  // Accepted, and reset by the other side before this process looked.
  ECONNRESET: 'none',
};

/** Standard streams, libraries, the event loop's own. */
const RESERVED_DESCRIPTORS = 64;

interface Attempt {
  readonly id: number;
  readonly address: Ipv4;
  readonly port: number;
}

/** A socket that goes from attempt to attempt: making one costs more than the connection. */
class Slot {
  readonly socket = new Socket();
  attempt: Attempt | undefined;
}

/**
 * Many connect() calls at once, without privileges. Connections that succeed are closed with a reset, as a port
 * scan wants no conversation and no TIME-WAIT.
 */
export class Connector {
  readonly #events: ConnectorEvents;
  readonly #most: number;
  readonly #free: Slot[] = [];
  readonly #busy = new Map<number, Slot>();
  readonly #waiting: Attempt[] = [];
  #open = 0;
  #isClosed = false;
  readonly #stackTraceLimit = Error.stackTraceLimit;

  constructor(events: ConnectorEvents, most = descriptorLimit() - RESERVED_DESCRIPTORS) {
    this.#events = events;
    this.#most = Math.max(1, most);
    // A refused port is an Error to Node; collecting its stack is a third of the time of a connect().
    Error.stackTraceLimit = 0;
  }

  connect(id: number, address: Ipv4, port: number): void {
    const attempt = { id, address, port };
    if (this.#open >= this.#most || this.#waiting.length > 0) this.#waiting.push(attempt);
    else this.#begin(attempt);
  }

  abandon(id: number): void {
    const waiting = this.#waiting.findIndex((attempt) => attempt.id === id);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    const slot = this.#busy.get(id);
    if (slot === undefined) return;
    this.#busy.delete(id);
    slot.attempt = undefined;
    slot.socket.destroy();
  }

  close(): void {
    this.#isClosed = true;
    Error.stackTraceLimit = this.#stackTraceLimit;
    this.#waiting.length = 0;
    for (const slot of this.#busy.values()) {
      slot.attempt = undefined;
      slot.socket.destroy();
    }
    this.#busy.clear();
  }

  #begin(attempt: Attempt): void {
    const slot = this.#free.pop() ?? this.#makeSlot();
    this.#open++;
    slot.attempt = attempt;
    this.#busy.set(attempt.id, slot);
    slot.socket.connect({
      host: formatIpv4(attempt.address),
      port: attempt.port,
      family: 4,
      autoSelectFamily: false,
    });
  }

  #makeSlot(): Slot {
    const slot = new Slot();
    slot.socket.on('connect', () => {
      slot.socket.resetAndDestroy();
      this.#end(slot, 'none');
    });
    slot.socket.on('error', (error: NodeJS.ErrnoException) => this.#end(slot, error.code ?? 'unknown'));
    slot.socket.on('close', () => this.#release(slot));
    return slot;
  }

  #end(slot: Slot, code: string): void {
    const { attempt } = slot;
    if (attempt === undefined) return;
    slot.attempt = undefined;
    this.#busy.delete(attempt.id);
    if (code === 'EMFILE' || code === 'ENFILE') {
      // Fewer descriptors than the limit promised: this attempt goes when another has ended.
      this.#waiting.unshift(attempt);
      return;
    }
    const errno = code === 'none' ? 'none' : ERRNO[code];
    if (errno === undefined)
      this.#events.stuck(`connect() to ${formatIpv4(attempt.address)}:${attempt.port} failed: ${code}`);
    else this.#events.ended(errno === 'none' ? { id: attempt.id } : { id: attempt.id, errno });
  }

  /** Only a closed socket may be used again. */
  #release(slot: Slot): void {
    this.#open--;
    if (this.#isClosed) return;
    this.#free.push(slot);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#begin(next);
  }
}

/** How many files the process may have open; Node has raised the soft limit to the hard one at its start. */
function descriptorLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? 1024);
  } catch {
    return 1024;
  }
}
