import type { ConnectErrno } from '../base/errno.ts';
import type { Us } from '../base/time.ts';
import { formatIpv4, type Ipv4, toHex } from '../packet/index.ts';
import { type EventId, type TraceLog, UNTRACED } from '../trace/index.ts';

/** One connect() call, for the trace. */
export interface TracedConnect {
  readonly address: Ipv4;
  readonly port: number;
  readonly because: EventId;
}

/** Writes what happens at the scanner's own interfaces into the trace; costs nothing where nobody reads it. */
export class LiveLog {
  readonly #trace: TraceLog;
  readonly #host: string;
  readonly #isRead: boolean;

  constructor(trace: TraceLog, host: string) {
    this.#trace = trace;
    this.#host = host;
    this.#isRead = trace !== UNTRACED;
  }

  /** The first `length` bytes of `frame`, as hex. */
  frame(
    what: 'sent' | 'received',
    device: string,
    link: 'ethernet' | 'raw',
    frame: Uint8Array,
    length: number,
    because: EventId,
    at: Us,
  ): EventId {
    if (!this.#isRead) return 0;
    const hex = toHex({ bytes: frame, start: 0, end: length });
    const body = { kind: 'frame', what, interface: device, link, hex } as const;
    return this.#trace.append(at, this.#host, [because], body);
  }

  connect(
    what: 'begun' | 'connected' | 'failed' | 'abandoned',
    { address, port, because }: TracedConnect,
    at: Us,
    errno?: ConnectErrno,
  ): EventId {
    if (!this.#isRead) return 0;
    const body = { kind: 'connect', what, address: formatIpv4(address), port } as const;
    return this.#trace.append(at, this.#host, [because], errno === undefined ? body : { ...body, errno });
  }

  arpFailed(device: string, address: Ipv4, causes: readonly EventId[], at: Us): void {
    if (!this.#isRead) return;
    const text = `${formatIpv4(address)} does not answer ARP on ${device}; ${causes.length} packets were not sent`;
    this.#trace.append(at, this.#host, causes, { kind: 'fact', code: 'arp-failed', text });
  }
}
