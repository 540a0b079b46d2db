import type { Us } from '../../engine/base/time.ts';
import { asIpv4, BROADCAST_MAC, type Ipv4, u32 } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HookName, Passage } from '../firewall/index.ts';
import { type Arp, frameTo } from './arp.ts';
import type { HostInterface, Kernel } from './kernel.ts';
import type { Route } from './routes.ts';

/** What became of a packet that a host wanted to send: it left (or waits for ARP), or there was no way. */
export type Sending = 'sent' | 'no-route' | 'refused';

export interface IpOutput {
  /** Sends a packet of this host's own. */
  send(packet: Uint8Array, because: readonly EventId[]): Sending;
  /** Sends on a packet that is not for this host; its TTL is counted down already. */
  forward(packet: Uint8Array, route: Route, arrivedBy: HostInterface, because: readonly EventId[]): void;
  /** The address this host uses towards a destination; undefined where there is no way. */
  sourceFor(destination: Ipv4): Ipv4 | undefined;
}

export interface OutputSurroundings {
  readonly arp: Arp;
  transmit(out: HostInterface, frame: Uint8Array, because: readonly EventId[]): void;
  /** The firewall rejects a packet on its way out. */
  reject(answer: Uint8Array | undefined, packet: Uint8Array, because: EventId): void;
  /** A packet of this host to itself. */
  receiveOnLoopback(packet: Uint8Array, because: EventId): void;
}

/** What one crossing of the loopback takes: a few microseconds. It must not be nothing, or loops would stop time. */
const LOOPBACK_US: Us = 5;

export function createIpOutput(kernel: Kernel, surroundings: OutputSurroundings): IpOutput {
  const { arp, transmit, reject, receiveOnLoopback } = surroundings;
  const { routes, firewall, clock, journal, counters } = kernel;

  const routeOf = (destination: Ipv4): Route | undefined =>
    routes.kindOf(destination) === 'local'
      ? { network: routes.loopback.subnet, interface: routes.loopback }
      : routes.lookup(destination);

  const leave = (
    packet: Uint8Array,
    { interface: out, gateway }: Route,
    because: readonly EventId[],
  ): void => {
    counters.packetsSent += 1;
    if (out.kind === 'loopback') {
      const sent = journal.sent(out, packet, because);
      clock.schedule(clock.now + LOOPBACK_US, () => receiveOnLoopback(packet, sent));
      return;
    }
    const destination = destinationOf(packet);
    if (routes.kindOf(destination) !== 'remote') transmit(out, frameTo(BROADCAST_MAC, out, packet), because);
    else arp.send(out, gateway ?? destination, packet, because);
  };

  /** Undefined where the packet ended there. */
  const pass = (
    hook: HookName,
    packet: Uint8Array,
    out: HostInterface,
    because: readonly EventId[],
    arrivedBy?: HostInterface,
  ): Extract<Passage, { verdict: 'accept' }> | undefined => {
    const ways = arrivedBy === undefined ? { out: out.name } : { in: arrivedBy.name, out: out.name };
    const passage = firewall.traverse(hook, packet, { at: clock.now, ...ways, because: because[0] ?? 0 });
    if (passage.verdict === 'accept') return passage;
    counters.packetsDropped += 1;
    journal.dropped(out, packet, [passage.because], `firewall, ${hook}`);
    if (passage.verdict === 'reject') reject(passage.answer, packet, passage.because);
    return undefined;
  };

  const send: IpOutput['send'] = (packet, because) => {
    const route = routeOf(destinationOf(packet));
    if (route === undefined) {
      counters.packetsDropped += 1;
      return 'no-route';
    }
    if (firewall.idle) {
      leave(packet, route, because);
      return 'sent';
    }
    const judged = pass('OUTPUT', packet, route.interface, because);
    if (judged === undefined) return 'refused';
    // nat may have given it another destination, and with it another way.
    const onward = routeOf(destinationOf(judged.bytes));
    if (onward === undefined) return 'no-route';
    const last = pass('POSTROUTING', judged.bytes, onward.interface, [judged.because]);
    if (last === undefined) return 'refused';
    // The firewall's events lead back to the first cause; facts stand beside it.
    leave(last.bytes, onward, [last.because, ...because.slice(1)]);
    return 'sent';
  };

  return {
    send,
    forward(packet, route, arrivedBy, because) {
      counters.packetsForwarded += 1;
      if (firewall.idle) {
        leave(packet, route, because);
        return;
      }
      const out = route.interface;
      const judged = pass('FORWARD', packet, out, because, arrivedBy);
      if (judged === undefined) return;
      const last = pass('POSTROUTING', judged.bytes, out, [judged.because]);
      if (last !== undefined) leave(last.bytes, route, [last.because]);
    },
    sourceFor(destination) {
      if (routes.kindOf(destination) === 'local') return destination;
      return routes.lookup(destination)?.interface.address;
    },
  };
}

const destinationOf = (packet: Uint8Array): Ipv4 => asIpv4(u32(packet, 16));
