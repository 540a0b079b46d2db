import {
  cidrContains,
  decodeIp,
  type Ipv4,
  type Ipv4View,
  internetChecksum,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HookName } from '../firewall/index.ts';
import { type Arrival, bytesOf } from './arrival.ts';
import { createForwarding, type ForwardingSurroundings } from './forwarding.ts';
import type { HostInterface, Kernel } from './kernel.ts';
import type { Reassembly } from './reassembly.ts';
import { LOOPBACK_NETWORK } from './routes.ts';

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

export interface InputSurroundings extends ForwardingSurroundings {
  readonly reassembly: Reassembly;
  /** Hands a whole packet for this host to its transport protocol. */
  deliver(arrival: Arrival, ip: Ipv4View): void;
  reject(answer: Uint8Array | undefined, arrival: Arrival, because: EventId): void;
}

/** ip_rcv, the routing decision and ip_local_deliver. */
export function createIpInput(kernel: Kernel, surroundings: InputSurroundings): IpInput {
  const { reassembly, deliver, reject, drop } = surroundings;
  const { firewall, routes, clock } = kernel;
  const forward = createForwarding(kernel, surroundings);

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

/** Sources and destinations that ip_route_input refuses on a network (RFC 1812 section 5.3.7). */
function isMartian({ routes }: Kernel, { source, destination }: Ipv4View): boolean {
  const isNobody = (address: Ipv4): boolean => address >>> 24 === 0;
  if (isNobody(destination) || cidrContains(LOOPBACK_NETWORK, destination)) return true;
  if (isNobody(source) || source === 0xffff_ffff) return true;
  const kind = routes.kindOf(source);
  return kind === 'local' || kind === 'multicast';
}
