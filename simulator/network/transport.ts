import { invariant } from '../../engine/base/invariant.ts';
import type { Us } from '../../engine/base/time.ts';
import type { Cidr, Ipv4, Mac } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { ClientSocket, Errno, Host } from '../host/index.ts';
import type { Timeline } from './timeline.ts';

/** What the world tells a scanner. */
export type WorldInput =
  | { readonly type: 'start'; readonly at: Us }
  | {
      readonly type: 'captured';
      readonly at: Us;
      readonly link: 'ethernet' | 'raw';
      readonly bytes: Uint8Array;
      readonly because: EventId;
    }
  | {
      readonly type: 'connected';
      readonly at: Us;
      readonly id: number;
      readonly errno?: Errno;
      readonly because: EventId;
    }
  | { readonly type: 'woke'; readonly at: Us };

/** What a scanner wants done. */
export type WorldEffect =
  | { readonly type: 'send-ip'; readonly bytes: Uint8Array; readonly because: EventId }
  | {
      readonly type: 'send-ethernet';
      readonly interface: string;
      readonly bytes: Uint8Array;
      readonly because: EventId;
    }
  | {
      readonly type: 'connect';
      readonly id: number;
      readonly address: Ipv4;
      readonly port: number;
      readonly because: EventId;
    }
  | { readonly type: 'abandon-connect'; readonly id: number }
  | { readonly type: 'wake'; readonly at: Us }
  | { readonly type: 'finished' };

export interface SimulatedTransport {
  /** Runs a scanner in virtual time until it says `finished`; gives back when that was. */
  run(step: (input: WorldInput) => readonly WorldEffect[]): void;
}

/** Where a scanner stands: interfaces and routes as `ip address` and `ip route` show them. */
export interface WorldVantage {
  readonly interfaces: readonly {
    readonly name: string;
    readonly address: Ipv4;
    readonly prefix: number;
    readonly kind: 'ethernet' | 'loopback';
    readonly mac?: Mac;
  }[];
  readonly routes: readonly { readonly network: Cidr; readonly interface: string; readonly gateway?: Ipv4 }[];
}

type See = (link: 'ethernet' | 'raw', bytes: Uint8Array, because: EventId) => void;

/** Hands what the scanner's host sees to whichever scan is running, to none between scans. */
export interface Tap {
  readonly see: See;
  watch(see: See | undefined): void;
}

export function createTap(): Tap {
  let watcher: See | undefined;
  return {
    see: (link, bytes, because) => watcher?.(link, bytes, because),
    watch: (see) => {
      watcher = see;
    },
  };
}

export function vantageOf(scanner: Host | undefined): WorldVantage {
  if (scanner === undefined) return { interfaces: [], routes: [] };
  const { interfaces, loopback, routes } = scanner.routes;
  return {
    interfaces: [
      { name: loopback.name, address: loopback.address, prefix: loopback.subnet.prefix, kind: loopback.kind },
      ...interfaces.map(({ name, address, subnet, kind, mac }) => ({
        name,
        address,
        prefix: subnet.prefix,
        kind,
        mac,
      })),
    ],
    routes: [
      { network: loopback.subnet, interface: loopback.name },
      ...routes.map(({ network, interface: through, gateway }) =>
        gateway === undefined
          ? { network, interface: through.name }
          : { network, interface: through.name, gateway },
      ),
    ],
  };
}

interface Surroundings {
  readonly timeline: Timeline;
  readonly scanner: Host | undefined;
  readonly tap: Tap;
}

export function simulatedTransport({ timeline, scanner, tap }: Surroundings): SimulatedTransport {
  return {
    run(step) {
      invariant(scanner, 'a lab has a scanner');
      const run = new ScannerRun(timeline, scanner, step);
      tap.watch((link, bytes, because) => run.captured(link, bytes, because));
      run.toTheEnd();
      tap.watch(undefined);
    },
  };
}

/** One scanner from its start to its end: what it waits for, and when. */
class ScannerRun {
  private readonly timeline: Timeline;
  private readonly scanner: Host;
  private readonly step: (input: WorldInput) => readonly WorldEffect[];
  private isFinished = false;
  private wakeAt: Us | undefined;
  private readonly sockets = new Map<number, ClientSocket>();
  /** connect() calls that ended, not told to the scanner yet. */
  private readonly connected: WorldInput[] = [];

  constructor(timeline: Timeline, scanner: Host, step: (input: WorldInput) => readonly WorldEffect[]) {
    this.timeline = timeline;
    this.scanner = scanner;
    this.step = step;
  }

  captured(link: 'ethernet' | 'raw', bytes: Uint8Array, because: EventId): void {
    if (!this.isFinished) this.tell({ type: 'captured', at: this.timeline.now, link, bytes, because });
  }

  /** Once what happens at one time has happened: the ends of connects, then the wake-up. */
  toTheEnd(): void {
    const { timeline, connected } = this;
    this.tell({ type: 'start', at: timeline.now });
    while (!this.isFinished) {
      const { next } = timeline;
      if (connected.length > 0 && next !== timeline.now) this.tellConnected();
      else if (next !== undefined && (this.wakeAt === undefined || next <= this.wakeAt)) timeline.advance();
      else this.wake();
    }
    for (const socket of this.sockets.values()) socket.abandon();
  }

  private tell(input: WorldInput): void {
    for (const effect of this.step(input)) if (!this.isFinished) this.carryOut(effect);
  }

  private tellConnected(): void {
    const { connected } = this;
    for (let input = connected.shift(); input !== undefined && !this.isFinished; input = connected.shift())
      this.tell(input);
  }

  private wake(): void {
    invariant(this.wakeAt !== undefined, 'a scanner that waits for nothing has finished');
    const at = Math.max(this.wakeAt, this.timeline.now);
    this.timeline.waitUntil(at);
    this.wakeAt = undefined;
    this.tell({ type: 'woke', at });
  }

  private carryOut(effect: WorldEffect): void {
    switch (effect.type) {
      case 'send-ip':
        this.scanner.sendPacket(effect.bytes, effect.because);
        break;
      case 'send-ethernet':
        this.scanner.sendFrame(effect.interface, effect.bytes, effect.because);
        break;
      case 'connect':
        this.connect(effect);
        break;
      case 'abandon-connect':
        this.sockets.get(effect.id)?.abandon();
        this.sockets.delete(effect.id);
        break;
      case 'wake':
        this.wakeAt = effect.at;
        break;
      case 'finished':
        this.isFinished = true;
    }
  }

  private connect({ id, address, port, because }: Extract<WorldEffect, { type: 'connect' }>): void {
    let isOver = false;
    const socket = this.scanner.connect(address, port, because, (errno, ended) => {
      isOver = true;
      this.sockets.delete(id);
      const input = { type: 'connected', at: this.timeline.now, id, because: ended } as const;
      this.connected.push(errno === undefined ? input : { ...input, errno });
    });
    if (!isOver) this.sockets.set(id, socket);
  }
}
