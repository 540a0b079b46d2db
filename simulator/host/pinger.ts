import { SECOND_IN_US, type Us } from '../../engine/base/time.ts';
import { formatIpv4, type Ipv4, setU32 } from '../../engine/packet/index.ts';
import type { EchoClient, EchoSocket } from './echo-client.ts';
import type { Kernel } from './kernel.ts';

/** What ping is told on its command line. */
export interface PingOrder {
  readonly destination: Ipv4;
  /** -c: stop after so many answers. */
  readonly count: number;
  /** -i: from one request to the next. */
  readonly intervalUs: Us;
  /** -W: how long to wait after the last request, where nothing was ever answered. */
  readonly lingerUs: Us;
  /** -t: time to live of the requests. */
  readonly ttl: number;
}

/** What ping has to tell, in the order of its happening. */
export type PingNews =
  | {
      readonly type: 'reply';
      readonly from: Ipv4;
      readonly sequence: number;
      readonly ttl: number;
      /** Of the ICMP message. */
      readonly bytes: number;
      readonly rttUs: Us;
      readonly isDuplicate: boolean;
    }
  | {
      readonly type: 'error';
      readonly from: Ipv4;
      readonly sequence: number;
      readonly typeNumber: number;
      readonly code: number;
    }
  /** The host's own firewall did not let the request out (EPERM). */
  | { readonly type: 'refused'; readonly sequence: number };

/** A ping that runs, or has run. */
export interface Pinging {
  readonly isOver: boolean;
  readonly news: readonly PingNews[];
  readonly sent: number;
  /** From the first request to the last one. */
  readonly sendingUs: Us;
  /** The most requests that were under way when an answer or error came. */
  readonly pipe: number;
}

/** 56 bytes behind the ICMP header, of which the time takes sixteen. */
const DATA_LENGTH = 56;

/** Runs ping of iputils on a host. Undefined where no route leads to the destination. */
export function startPing(kernel: Kernel, echo: EchoClient, order: PingOrder): Pinging | undefined {
  const pinger = new Pinger(kernel, order);
  const socket = echo.open(order.destination, pinger);
  if (socket !== undefined) pinger.start(socket);
  return socket && pinger;
}

class Pinger implements Pinging {
  isOver = false;
  sent = 0;
  pipe = 0;
  readonly news: PingNews[] = [];
  private readonly kernel: Kernel;
  private readonly order: PingOrder;
  private socket: EchoSocket | undefined;
  private readonly sentAt: Us[] = [];
  private readonly answered = new Set<number>();
  private errors = 0;
  private longestUs: Us = 0;

  constructor(kernel: Kernel, order: PingOrder) {
    this.kernel = kernel;
    this.order = order;
  }

  get sendingUs(): Us {
    return (this.sentAt.at(-1) ?? 0) - (this.sentAt[0] ?? 0);
  }

  start(socket: EchoSocket): void {
    this.socket = socket;
    this.request();
  }

  reply(from: Ipv4, sequence: number, ttl: number, bytes: number): void {
    const sentAt = this.sentAt[sequence - 1];
    if (this.isOver || sentAt === undefined) return;
    const rttUs = this.kernel.clock.now - sentAt;
    const isDuplicate = this.answered.has(sequence);
    this.answered.add(sequence);
    this.longestUs = Math.max(this.longestUs, rttUs);
    this.acknowledge(sequence);
    this.news.push({ type: 'reply', from, sequence, ttl, bytes, rttUs, isDuplicate });
    this.endIfAnswered();
  }

  error(from: Ipv4, sequence: number, typeNumber: number, code: number): void {
    if (this.isOver) return;
    this.errors += 1;
    this.acknowledge(sequence);
    this.news.push({ type: 'error', from, sequence, typeNumber, code });
    this.endIfAnswered();
  }

  private request(): void {
    if (this.isOver) return;
    const { kernel, order, socket } = this;
    const { now } = kernel.clock;
    this.sent += 1;
    this.sentAt.push(now);
    const { sent: sequence } = this;
    const text = `ping ${formatIpv4(order.destination)} was started`;
    const begun = kernel.journal.fact('ping', text);
    const sending = socket?.send(sequence & 0xffff, order.ttl, dataAt(now), [begun]);
    if (sending !== 'sent') this.news.push({ type: 'refused', sequence });
    if (sequence < order.count) kernel.clock.schedule(now + order.intervalUs, () => this.request());
    else kernel.clock.schedule(now + this.patienceUs(), () => this.end());
  }

  /** Twice the longest round trip, a second (-i) at least; or -W, where nobody has answered yet (__schedule_exit). */
  private patienceUs(): Us {
    const { intervalUs, lingerUs } = this.order;
    return this.answered.size > 0 ? Math.max(2 * this.longestUs, intervalUs) : lingerUs;
  }

  private acknowledge(sequence: number): void {
    this.pipe = Math.max(this.pipe, this.sent - sequence + 1);
  }

  /** Errors count as answers. */
  private endIfAnswered(): void {
    if (this.answered.size + this.errors >= this.order.count) this.end();
  }

  private end(): void {
    this.isOver = true;
    this.socket?.close();
  }
}

/** A struct timeval of a 64-bit machine, least byte first, and a pattern: each byte is its own number. */
function dataAt(at: Us): Uint8Array {
  const data = Uint8Array.from({ length: DATA_LENGTH }, (_, index) => index);
  data.fill(0, 0, 16);
  setU32(data, 0, swapped(Math.floor(at / SECOND_IN_US)));
  setU32(data, 8, swapped(at % SECOND_IN_US));
  return data;
}

const swapped = (value: number): number =>
  ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0;
