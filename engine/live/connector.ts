import { readFileSync } from 'node:fs';
import * as net from 'node:net';
import { CONNECT_ERRNOS, type ConnectErrno } from '../base/errno.ts';
import { formatIpv4, type Ipv4 } from '../packet/index.ts';
import { type ConnectLoop, connectLoop, type Ended } from './connect-loop.ts';
import { ConnectThread } from './connect-thread.ts';

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

export interface ConnectorLimits {
  /** Sockets open at once. */
  readonly sockets?: number;
  /** How many attempts will be made, as far as that is known: for many, threads are worth their start. */
  readonly expected?: number;
}

/** What of a thread is used; tests have others. */
type Thread = Pick<ConnectThread, keyof ConnectThread>;

/** libuv's names; one of them differs from errno(3): on Linux EOPNOTSUPP and ENOTSUP are one number. */
const ERRNO: ReadonlyMap<string, ConnectErrno> = new Map([
  ...CONNECT_ERRNOS.map((name) => [name, name] as const),
  ['ENOTSUP', 'EOPNOTSUPP'],
]);
/** No error, or one that comes after success: accepted, and reset before this process looked. */
const ACCEPTED: readonly string[] = ['', 'ECONNRESET'];
/** Fewer descriptors than the limit promised. */
const NO_DESCRIPTOR: readonly string[] = ['EMFILE', 'ENFILE'];

/** Standard streams, libraries, the event loop's own. */
const RESERVED_DESCRIPTORS = 64;
const THREADS = 2;
/** From how many attempts on they gain more than their start costs. */
const WORTH_THREADS = 3_000;

interface Attempt {
  readonly id: number;
  readonly address: Ipv4;
  readonly port: number;
}

/**
 * connect() calls without privileges, as many as may be open at once. Connections that succeed are closed with a
 * reset, as a port scan wants no conversation and no TIME-WAIT.
 */
export class Connector {
  readonly #events: ConnectorEvents;
  readonly #most: number;
  readonly #loop = connectLoop(net, (id, code) => this.#end(id, code));
  readonly #open = new Map<number, Attempt>();
  readonly #waiting: Attempt[] = [];
  readonly #stackTraceLimit = Error.stackTraceLimit;
  readonly #threads: readonly Thread[];

  constructor(
    events: ConnectorEvents,
    { sockets, expected = 0 }: ConnectorLimits = {},
    startThread: (ended: Ended) => Thread = (ended) => new ConnectThread(ended),
  ) {
    this.#events = events;
    this.#most = Math.max(1, sockets ?? descriptorLimit() - RESERVED_DESCRIPTORS);
    // A refused port is an Error to Node; collecting its stack is a third of the time of a connect().
    Error.stackTraceLimit = 0;
    const threads = expected < WORTH_THREADS ? 0 : THREADS;
    this.#threads = Array.from({ length: threads }, () => startThread((id, code) => this.#end(id, code)));
  }

  connect(id: number, address: Ipv4, port: number): void {
    const attempt = { id, address, port };
    if (this.#open.size >= this.#most || this.#waiting.length > 0) this.#waiting.push(attempt);
    else this.#begin(attempt);
  }

  abandon(id: number): void {
    const waiting = this.#waiting.findIndex((attempt) => attempt.id === id);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    if (!this.#open.delete(id)) return;
    this.#loop.abandon(id);
    for (const thread of this.#threads) thread.abandon(id);
    this.#beginNext();
  }

  close(): void {
    Error.stackTraceLimit = this.#stackTraceLimit;
    this.#waiting.length = 0;
    for (const id of this.#open.keys()) this.#loop.abandon(id);
    this.#open.clear();
    for (const thread of this.#threads) thread.close();
  }

  #begin(attempt: Attempt): void {
    const { id, address, port } = attempt;
    this.#open.set(id, attempt);
    this.#idlest().connect(id, address, port);
  }

  /** The thread with the least to do; this one while no other has started, since no probe should wait for that. */
  #idlest(): ConnectLoop {
    let idlest: Thread | undefined;
    for (const thread of this.#threads)
      if (thread.isReady && (idlest === undefined || thread.open < idlest.open)) idlest = thread;
    return idlest ?? this.#loop;
  }

  #beginNext(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) this.#begin(next);
  }

  #end(id: number, code: string): void {
    const attempt = this.#open.get(id);
    if (attempt === undefined) return;
    this.#open.delete(id);
    if (NO_DESCRIPTOR.includes(code)) {
      setTimeout(() => this.#begin(attempt), 10);
      return;
    }
    const errno = ERRNO.get(code);
    if (ACCEPTED.includes(code)) this.#events.ended({ id });
    else if (errno !== undefined) this.#events.ended({ id, errno });
    else this.#events.stuck(`connect() to ${formatIpv4(attempt.address)}:${attempt.port} failed: ${code}`);
    this.#beginNext();
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
