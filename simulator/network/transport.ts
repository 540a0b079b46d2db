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
      let isFinished = false;
      let wakeAt: Us | undefined;
      const sockets = new Map<number, ClientSocket>();
      const connected: WorldInput[] = [];

      const connect = (effect: Extract<WorldEffect, { type: 'connect' }>): void => {
        const { id, address, port, because } = effect;
        let isOver = false;
        const socket = scanner.connect(address, port, because, (errno, ended) => {
          isOver = true;
          sockets.delete(id);
          const input = { type: 'connected', at: timeline.now, id, because: ended } as const;
          connected.push(errno === undefined ? input : { ...input, errno });
        });
        if (!isOver) sockets.set(id, socket);
      };
      const carryOut = (effect: WorldEffect): void => {
        switch (effect.type) {
          case 'send-ip':
            scanner.sendPacket(effect.bytes, effect.because);
            break;
          case 'send-ethernet':
            scanner.sendFrame(effect.interface, effect.bytes, effect.because);
            break;
          case 'connect':
            connect(effect);
            break;
          case 'abandon-connect':
            sockets.get(effect.id)?.abandon();
            sockets.delete(effect.id);
            break;
          case 'wake':
            wakeAt = effect.at;
            break;
          case 'finished':
            isFinished = true;
        }
      };
      const tell = (input: WorldInput): void => {
        for (const effect of step(input)) if (!isFinished) carryOut(effect);
      };
      /** Once what happens at this time has happened: the ends of connects, then the wake-up. */
      const settle = (): void => {
        for (let input = connected.shift(); input !== undefined && !isFinished; input = connected.shift())
          tell(input);
      };

      tap.watch((link, bytes, because) => {
        if (!isFinished) tell({ type: 'captured', at: timeline.now, link, bytes, because });
      });
      tell({ type: 'start', at: timeline.now });
      while (!isFinished) {
        const { next } = timeline;
        if (connected.length > 0 && next !== timeline.now) settle();
        else if (next !== undefined && (wakeAt === undefined || next <= wakeAt)) timeline.advance();
        else if (wakeAt !== undefined) {
          const at = Math.max(wakeAt, timeline.now);
          timeline.waitUntil(at);
          wakeAt = undefined;
          tell({ type: 'woke', at });
        } else invariant(false, 'a scanner that waits for nothing has finished');
      }
      tap.watch(undefined);
      for (const socket of sockets.values()) socket.abandon();
    },
  };
}
