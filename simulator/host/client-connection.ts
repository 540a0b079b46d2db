import { MS_IN_US } from '../../engine/base/time.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import {
  type ConnectNews,
  type OutgoingSegment,
  type Segment,
  stepper,
  tcpClient,
} from '../machines/index.ts';
import type { Arrival } from './arrival.ts';
import type { Connection, EndpointSurroundings } from './endpoints.ts';
import { type Errno, errnoOf } from './errno.ts';
import type { Kernel } from './kernel.ts';
import { type Running, run } from './machine-runner.ts';
import { type Ends, packetOf, timestampAt, wordsFor } from './segments.ts';

/** The application that has called connect(). */
export interface Connecting {
  /** Its call, in the trace. */
  readonly begun: EventId;
  /** connect() ended; without `errno` it succeeded. */
  finish(errno: Errno | undefined, because: readonly EventId[]): void;
  /** It closed the socket before. */
  abandoned(): void;
}

const clientStepper = stepper(tcpClient);

/** One socket from its connect() on: puts the machine's segments on the way, and its news before the application. */
export class ClientConnection implements Connection {
  readonly ends: Ends;
  private readonly kernel: Kernel;
  private readonly surroundings: EndpointSurroundings;
  private readonly application: Connecting;
  private readonly iss: number;
  /** Where the clock of its timestamps begins. */
  private readonly beginning: number;
  private id: number;
  private running: Running<typeof tcpClient> | undefined;
  /** The packet that the machine is hearing of. */
  private arrival: Arrival | undefined;
  private news: { readonly errno: Errno | undefined; readonly because: readonly EventId[] } | undefined;

  constructor(kernel: Kernel, surroundings: EndpointSurroundings, ends: Ends, application: Connecting) {
    this.kernel = kernel;
    this.surroundings = surroundings;
    this.ends = ends;
    this.application = application;
    const random = kernel.random(`socket ${ends.localPort}>${ends.remote}:${ends.remotePort}`);
    this.iss = random.uint32();
    this.beginning = random.uint32();
    this.id = random.below(0x1_0000);
  }

  /** Sends the SYN. */
  open(): void {
    const { kernel, ends } = this;
    const { connections } = this.surroundings;
    connections.set(ends, this);
    this.running = run({
      kernel,
      stepper: clientStepper,
      machine: 'tcp-client',
      instance: `${kernel.name}:${ends.localPort} -> ${formatIpv4(ends.remote)}:${ends.remotePort}`,
      input: { iss: this.iss },
      because: [this.application.begun],
      act: (effect, params, because) => this.act(effect, params, because),
      done: () => connections.delete(ends),
      settled: () => this.settle(),
    });
  }

  get state(): string {
    return this.running?.state ?? 'synSent';
  }

  segment(arrival: Arrival, segment: Segment, because: readonly EventId[]): void {
    this.arrival = arrival;
    const atMs = this.kernel.clock.now / MS_IN_US;
    this.running?.handle({ type: 'segment', segment, atMs }, wordsFor(segment), because);
    this.arrival = undefined;
    this.settle();
  }

  icmpError(typeNumber: number, code: number, sequence: number | undefined, because: EventId): void {
    const errno = errnoOf(typeNumber, code);
    if (errno === undefined || sequence !== this.iss) return;
    this.running?.handle({ type: 'icmp.unreachable', errno }, `ICMP ${typeNumber}/${code}`, [because]);
    this.settle();
  }

  /** The application closes the socket; where it is closed already nothing happens. */
  abandon(): void {
    const { local, localPort, remote, remotePort } = this.ends;
    if (this.surroundings.connections.get(local, localPort, remote, remotePort) !== this) return;
    this.application.abandoned();
    this.running?.handle({ type: 'app.abort' }, 'close', [this.application.begun]);
  }

  private act(effect: string, params: unknown, because: readonly EventId[]): void {
    if (effect === 'send') this.send(params as OutgoingSegment, because);
    else if (effect === 'tell')
      this.news = { errno: (params as ConnectNews).errno as Errno | undefined, because };
    else if (this.arrival !== undefined)
      this.surroundings.drop(this.arrival, (params as { reason: string }).reason, because[0]);
  }

  private send(segment: OutgoingSegment, because: readonly EventId[]): void {
    const isOwn = segment.sender === 'socket';
    const tos = isOwn ? 0 : (this.arrival?.packet.ip?.tos ?? 0);
    const id = isOwn ? this.id++ & 0xffff : 0;
    const timestamp = timestampAt(this.beginning, this.kernel.clock.now);
    this.surroundings.output.send(packetOf(this.kernel, this.ends, segment, { tos, id, timestamp }), because);
  }

  /** Tells only when the machine has come to rest: the application closes at once, and may connect anew. */
  private settle(): void {
    if (this.news === undefined) return;
    const { errno, because } = this.news;
    this.news = undefined;
    if (errno === undefined) this.running?.handle({ type: 'app.abort' }, 'close with SO_LINGER 0', because);
    this.application.finish(errno, because);
  }
}
