import {
  type Ipv4View,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  type UdpView,
  udpPacket,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { ServiceSpec } from '../lab/index.ts';
import { APPLICATION_US } from './application.ts';
import type { Arrival } from './arrival.ts';
import type { IpIdent } from './ip-ident.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';
import type { Listeners } from './listeners.ts';

export interface Udp {
  receive(arrival: Arrival, ip: Ipv4View, udp: UdpView): void;
}

export interface UdpSurroundings {
  readonly output: IpOutput;
  readonly ident: IpIdent;
  readonly listeners: Listeners;
  /** Nobody listens: the sender is told (ICMP 3/3). */
  portUnreachable(arrival: Arrival, because: readonly EventId[]): void;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

export function createUdp(kernel: Kernel, surroundings: UdpSurroundings): Udp {
  const { output, ident, listeners, portUnreachable, drop } = surroundings;
  const { ttl, dontFragment } = kernel.profile;
  // As daemons do so that an answer comes from the address that was asked (ntpd, named), and as the real lab does.
  const listensOnEach = kernel.routes.interfaces.filter(({ kind }) => kind === 'ethernet').length > 1;

  const reply = (ip: Ipv4View, udp: UdpView, payload: Uint8Array, because: readonly EventId[]): void => {
    const source =
      kernel.routes.kindOf(ip.destination) === 'local' ? ip.destination : output.sourceFor(ip.source);
    if (source === undefined) return;
    const { source: destination } = ip;
    const ports = { sourcePort: udp.destinationPort, destinationPort: udp.sourcePort, payload };
    const { clock } = kernel;
    clock.schedule(clock.now + APPLICATION_US, () => {
      const id = ident(destination, PROTOCOL.UDP, clock.now);
      const header = { id, dontFragment: dontFragment.udp, ttl, source, destination };
      output.send(udpPacket(header, ports), because);
    });
  };

  const take = (arrival: Arrival, ip: Ipv4View, udp: UdpView, service: ServiceSpec): void => {
    const fact = listeners.factOf(service);
    if (service.reply === undefined) drop(arrival, 'the service does not answer', fact);
    else reply(ip, udp, service.reply, [arrival.because, fact]);
  };

  return {
    receive(arrival, ip, udp) {
      if (!isChecksumRight(ip, udp)) {
        drop(arrival, 'wrong UDP checksum');
        return;
      }
      const isToAll = kernel.routes.kindOf(ip.destination) !== 'local';
      if (isToAll && listensOnEach) {
        drop(
          arrival,
          'UDP services of a host with several addresses listen on each of them, not to broadcasts',
        );
        return;
      }
      const found = listeners.find('udp', udp.destinationPort, isToAll ? undefined : ip.destination);
      if (found.service !== undefined) take(arrival, ip, udp, found.service);
      else portUnreachable(arrival, [arrival.because, found.because]);
    },
  };
}

/** 0 means that the sender computed none (RFC 768). */
function isChecksumRight({ source, destination }: Ipv4View, udp: UdpView): boolean {
  if (udp.checksum === 0) return true;
  const { bytes, start } = udp.span;
  const seed = pseudoHeaderSum(source, destination, PROTOCOL.UDP, udp.length);
  return internetChecksum(bytes, start, start + udp.length, seed) === 0;
}
