import {
  cidrContains,
  decodeIp,
  type Ipv4,
  type Ipv4View,
  internetChecksum,
  type Packet,
  setU8,
  setU16,
  u8,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HookName } from '../firewall/index.ts';
import type { Culprit, IcmpErrors } from './icmp-errors.ts';
import type { IpOutput } from './ip-output.ts';
import type { HostInterface, Kernel } from './kernel.ts';
import type { Reassembly } from './reassembly.ts';
import { LOOPBACK_NETWORK } from './routes.ts';

/** A packet on its way up through a host. */
export interface Arrival {
  /** Holds the IPv4 packet from `start` on; the bytes of the packet alone are `bytesOf`. */
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly packet: Packet;
  readonly arrivedBy: HostInterface;
  /** It came in a frame to all, or is for a broadcast or multicast address. */
  readonly isBroadcast: boolean;
  readonly because: EventId;
}

export interface IpInput {
  /** At `start` an IPv4 header begins; padding may follow the packet. */
  receive(
    buffer: Uint8Array,
    start: number,
    arrivedBy: HostInterface,
    isToAll: boolean,
    because: EventId,
  ): void;
}

export interface InputSurroundings {
  /** Passes packets that are not for this host on to others. */
  readonly forwards: boolean;
  readonly output: IpOutput;
  readonly errors: IcmpErrors;
  readonly reassembly: Reassembly;
  /** Hands a whole packet for this host to its transport protocol. */
  deliver(arrival: Arrival, ip: Ipv4View): void;
  reject(answer: Uint8Array | undefined, arrival: Arrival, because: EventId): void;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

const UNREACHABLE_NETWORK = 0;

/** ip_rcv, the routing decision, ip_local_deliver and ip_forward. */
export function createIpInput(kernel: Kernel, surroundings: InputSurroundings): IpInput {
  const { forwards, output, errors, reassembly, deliver, reject, drop } = surroundings;
  const { firewall, routes, clock } = kernel;

  /** Undefined where the firewall ends the packet's way. */
  const pass = (hook: HookName, arrival: Arrival): Arrival | undefined => {
    if (firewall.idle) return arrival;
    const { arrivedBy, because } = arrival;
    const bytes = bytesOf(arrival);
    const passage = firewall.traverse(hook, bytes, { at: clock.now, in: arrivedBy.name, because });
    if (passage.verdict === 'accept') {
      const packet = passage.bytes === bytes ? arrival.packet : decodeIp(passage.bytes);
      return { ...arrival, buffer: passage.bytes, start: 0, packet, because: passage.because };
    }
    drop(arrival, `firewall, ${hook}`, passage.because);
    if (passage.verdict === 'reject') reject(passage.answer, arrival, passage.because);
    return undefined;
  };

  const deliverLocally = (arrival: Arrival): void => {
    const whole = reassembly.add(arrival);
    if (whole === undefined) return;
    const judged = pass('INPUT', whole);
    if (judged?.packet.ip !== undefined) deliver(judged, judged.packet.ip);
  };

  const forward = (arrival: Arrival, ip: Ipv4View): void => {
    const { arrivedBy, isBroadcast, because } = arrival;
    if (!forwards || isBroadcast) {
      drop(arrival, 'not for this host, which does not forward');
      return;
    }
    const route = routes.lookup(ip.destination);
    if (route === undefined) {
      drop(arrival, 'no route');
      errors.send('unreachable', UNREACHABLE_NETWORK, inTransit(arrival), [
        because,
        kernel.journal.fact('no-route', 'no route'),
      ]);
    } else if (ip.ttl <= 1) {
      drop(arrival, 'time to live is used up');
      errors.send('time-exceeded', 0, inTransit(arrival), [because]);
    } else {
      output.forward(countedDown(bytesOf(arrival), ip.headerLength), route, arrivedBy, [because]);
    }
  };

  const route = (arrival: Arrival, ip: Ipv4View): void => {
    const { arrivedBy } = arrival;
    if (arrivedBy.kind !== 'loopback' && isMartian(kernel, ip)) {
      drop(arrival, 'an address that cannot come from the network');
      return;
    }
    const kind = routes.kindOf(ip.destination);
    if (kind === 'local') deliverLocally(arrival);
    else if (kind === 'remote') forward(arrival, ip);
    else if (kind === 'broadcast') deliverLocally({ ...arrival, isBroadcast: true });
    else drop(arrival, 'a multicast group that this host is not in');
  };

  return {
    receive(buffer, start, arrivedBy, isToAll, because) {
      kernel.counters.packetsReceived += 1;
      const packet = decodeIp(buffer, start);
      const { ip } = packet;
      const arrival = { buffer, start, packet, arrivedBy, isBroadcast: isToAll, because };
      if (ip === undefined) {
        drop(arrival, 'no valid IPv4 header');
        return;
      }
      if (internetChecksum(buffer, start, start + ip.headerLength) !== 0) {
        drop(arrival, 'wrong IPv4 header checksum');
        return;
      }
      // Connection tracking sees whole packets only (nf_defrag_ipv4), stateless rules see fragments.
      const first = firewall.stateful ? reassembly.add(arrival) : arrival;
      const judged = first && pass('PREROUTING', first);
      if (judged?.packet.ip !== undefined) route(judged, judged.packet.ip);
    },
  };
}

/** The bytes of the packet alone, not copied: without a link header and without padding. */
export function bytesOf({ buffer, start, packet }: Arrival): Uint8Array {
  const end = packet.ip === undefined ? buffer.length : start + packet.ip.totalLength;
  return start === 0 && end === buffer.length ? buffer : buffer.subarray(start, end);
}

const inTransit = (arrival: Arrival): Culprit => ({
  bytes: bytesOf(arrival),
  packet: arrival.packet,
  isForUs: false,
  isBroadcast: false,
});

/** Sources and destinations that ip_route_input refuses on a network (RFC 1812 section 5.3.7). */
function isMartian({ routes }: Kernel, { source, destination }: Ipv4View): boolean {
  const isNobody = (address: Ipv4): boolean => address >>> 24 === 0;
  if (isNobody(destination) || cidrContains(LOOPBACK_NETWORK, destination)) return true;
  if (isNobody(source) || source === 0xffff_ffff) return true;
  const kind = routes.kindOf(source);
  return kind === 'local' || kind === 'multicast';
}

/** A copy with the time to live one less and the checksum made anew. */
function countedDown(bytes: Uint8Array, headerLength: number): Uint8Array {
  const copy = bytes.slice();
  setU8(copy, 8, u8(copy, 8) - 1);
  setU16(copy, 10, 0);
  setU16(copy, 10, internetChecksum(copy, 0, headerLength));
  return copy;
}
