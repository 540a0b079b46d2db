import type { Ipv4 } from '../packet/index.ts';
import { asIpv4 } from '../packet/index.ts';
import { PORT_STATES, type PortState, REASONS, type Reason } from '../technique/index.ts';
import type { EventId } from '../trace/index.ts';
import type { PortReport, PortTable, Protocol } from './report.ts';

/** The typed arrays hold places in this list, and in PORT_STATES counted from 1: state 0 is "no verdict yet". */
const REASON_NAMES = Object.keys(REASONS) as Reason[];
const REASON_CODES = new Map(REASON_NAMES.map((reason, code) => [reason, code]));

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A verdict about a port, as the scanner comes to it. */
export interface Verdict {
  readonly state: PortState;
  readonly reason: Reason;
  readonly ttl?: number;
  readonly from?: Ipv4;
}

/**
 * The verdicts of one host, by index: TCP ports ascending, then UDP ports ascending. Three bytes a port, and
 * more only where a scan needs it, since a scan may have millions.
 */
export class PortResults implements PortTable {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
  /** Ports with a verdict. */
  settled = 0;
  readonly #state: Uint8Array;
  readonly #reason: Uint8Array;
  readonly #ttl: Uint8Array;
  #from: Uint32Array | undefined;
  #event: Uint32Array | undefined;

  constructor(ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] }) {
    this.tcp = ports.tcp;
    this.udp = ports.udp;
    this.#state = new Uint8Array(this.size);
    this.#reason = new Uint8Array(this.size);
    this.#ttl = new Uint8Array(this.size);
  }

  get size(): number {
    return this.tcp.length + this.udp.length;
  }

  /** The state of the port at `index`; `undefined` before a verdict. */
  stateAt(index: number): PortState | undefined {
    return PORT_STATES[(this.#state[index] as number) - 1];
  }

  reasonAt(index: number): Reason | undefined {
    return this.#state[index] ? REASON_NAMES[this.#reason[index] as number] : undefined;
  }

  set(index: number, verdict: Verdict, event: EventId): void {
    if (this.#state[index] === 0) this.settled++;
    this.#state[index] = PORT_STATES.indexOf(verdict.state) + 1;
    this.#reason[index] = REASON_CODES.get(verdict.reason) ?? 0;
    this.#ttl[index] = verdict.ttl ?? 0;
    if (verdict.from !== undefined || this.#from) {
      this.#from ??= new Uint32Array(this.size);
      this.#from[index] = verdict.from ?? 0;
    }
    if (event !== 0) {
      this.#event ??= new Uint32Array(this.size);
      this.#event[index] = event;
    }
  }

  /** Takes the verdict back. */
  clear(index: number): void {
    if (this.#state[index] !== 0) this.settled--;
    this.#state[index] = this.#reason[index] = this.#ttl[index] = 0;
    if (this.#from) this.#from[index] = 0;
    if (this.#event) this.#event[index] = 0;
  }

  get(protocol: Protocol, port: number): PortReport | undefined {
    const found = indexOf(protocol === 'tcp' ? this.tcp : this.udp, port);
    if (found === -1) return undefined;
    return this.at(protocol === 'tcp' ? found : this.tcp.length + found);
  }

  /** The row at `index`; a port without verdict is `unknown`. */
  at(index: number): PortReport {
    const isTcp = index < this.tcp.length;
    const port = (isTcp ? this.tcp[index] : this.udp[index - this.tcp.length]) as number;
    const ttl = this.#ttl[index] as number;
    const from = this.#from?.[index] ?? 0;
    const row: Mutable<PortReport> = {
      protocol: isTcp ? 'tcp' : 'udp',
      port,
      state: this.stateAt(index) ?? 'unknown',
      reason: this.reasonAt(index) ?? 'unknown-response',
      verdict: this.#event?.[index] ?? 0,
    };
    if (ttl !== 0) row.ttl = ttl;
    if (from !== 0) row.from = asIpv4(from);
    return row;
  }

  *[Symbol.iterator](): Iterator<PortReport> {
    for (let index = 0; index < this.size; index++) yield this.at(index);
  }
}

/** Binary search in ascending numbers; -1 where `port` is not among them. */
function indexOf(ports: readonly number[], port: number): number {
  let low = 0;
  let high = ports.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ports[middle] as number;
    if (found === port) return middle;
    if (found < port) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
