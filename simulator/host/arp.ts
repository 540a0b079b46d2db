import { SECOND_IN_US } from '../../engine/base/time.ts';
import {
  ARP_OPERATION,
  type ArpView,
  arpFrame,
  asIpv4,
  BROADCAST_MAC,
  ETHERTYPE,
  ethernetFrame,
  type Ipv4,
  type Mac,
  u32,
  ZERO_MAC,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HostInterface, Kernel } from './kernel.ts';

/** mcast_solicit: three questions, a second apart (retrans_time), then the neighbour counts as unreachable. */
const SOLICITATIONS = 3;
/** unres_qlen_bytes (212,992) holds that many small packets, of 768 bytes of memory each; a further one pushes out the oldest. */
const QUEUE_LENGTH = 277;

/** A packet that waits for its neighbour's address. */
interface Waiting {
  readonly packet: Uint8Array;
  readonly because: readonly EventId[];
}

interface Neighbour {
  mac: Mac | undefined;
  waiting: Waiting[];
}

export interface Arp {
  /** Sends a packet to a neighbour, after asking for its address where that is not known. */
  send(out: HostInterface, neighbour: Ipv4, packet: Uint8Array, because: readonly EventId[]): void;
  receive(arrivedBy: HostInterface, arp: ArpView, because: EventId): void;
}

export interface ArpSurroundings {
  transmit(out: HostInterface, frame: Uint8Array, because: readonly EventId[]): void;
  /** The neighbour of a packet did not answer. */
  unreachable(packet: Uint8Array, because: readonly EventId[]): void;
}

/** Address resolution (RFC 826) as Linux does it with arp_ignore and arp_announce at 0. */
export function createArp(kernel: Kernel, { transmit, unreachable }: ArpSurroundings): Arp {
  const tables = new Map<HostInterface, Map<Ipv4, Neighbour>>(
    kernel.routes.interfaces.map((one) => [one, new Map()]),
  );
  const tableOf = (one: HostInterface): Map<Ipv4, Neighbour> => tables.get(one) ?? new Map();

  const send: Arp['send'] = (out, address, packet, because) => {
    const table = tableOf(out);
    let neighbour = table.get(address);
    if (neighbour?.mac !== undefined) {
      transmit(out, frameTo(neighbour.mac, out, packet), because);
      return;
    }
    const isNew = neighbour === undefined;
    neighbour ??= { mac: undefined, waiting: [] };
    table.set(address, neighbour);
    if (neighbour.waiting.length === QUEUE_LENGTH) neighbour.waiting.shift();
    neighbour.waiting.push({ packet, because });
    if (isNew) solicit(out, address, neighbour, 1, because);
  };

  const solicit = (
    out: HostInterface,
    address: Ipv4,
    neighbour: Neighbour,
    attempt: number,
    because: readonly EventId[],
  ): void => {
    transmit(out, question(kernel, out, address, neighbour), because);
    kernel.clock.schedule(kernel.clock.now + SECOND_IN_US, () => {
      if (neighbour.mac !== undefined) return;
      const timer = kernel.journal.append(because, { kind: 'timer', name: 'ARP answer overdue' });
      if (attempt < SOLICITATIONS) solicit(out, address, neighbour, attempt + 1, [timer]);
      else giveUp(out, address, neighbour, timer);
    });
  };

  const giveUp = (out: HostInterface, address: Ipv4, neighbour: Neighbour, timer: EventId): void => {
    tableOf(out).delete(address);
    for (const { packet, because } of neighbour.waiting) unreachable(packet, [timer, ...because]);
  };

  const learn = (table: Map<Ipv4, Neighbour>, out: HostInterface, arp: ArpView, because: EventId): void => {
    const neighbour = table.get(arp.senderIp);
    if (neighbour === undefined) return;
    neighbour.mac = arp.senderMac;
    const { waiting } = neighbour;
    neighbour.waiting = [];
    for (const one of waiting)
      transmit(out, frameTo(arp.senderMac, out, one.packet), [because, ...one.because]);
  };

  return {
    send,
    receive(arrivedBy, arp, because) {
      const { operation, senderIp, senderMac, targetIp } = arp;
      // A host that uses our address, or none, is no neighbour (arp_process).
      const isForUs = kernel.routes.kindOf(targetIp) === 'local' && targetIp >>> 24 !== 127;
      const isKnowable = senderIp !== 0 && kernel.routes.kindOf(senderIp) === 'remote';
      const table = tableOf(arrivedBy);
      if (operation === ARP_OPERATION.REQUEST && isForUs) {
        // Whoever asks for us is about to talk to us: Linux takes note of its address.
        if (isKnowable && !table.has(senderIp)) table.set(senderIp, { mac: undefined, waiting: [] });
        if (isKnowable) learn(table, arrivedBy, arp, because);
        transmit(arrivedBy, answer(arrivedBy, targetIp, senderMac, senderIp), [because]);
      } else if (isKnowable) {
        // Others' questions and answers only renew what is known or asked for (arp_accept 0).
        learn(table, arrivedBy, arp, because);
      }
    },
  };
}

export const frameTo = (destination: Mac, out: HostInterface, packet: Uint8Array): Uint8Array =>
  ethernetFrame({ destination, source: out.mac, etherType: ETHERTYPE.IPV4 }, packet);

/** Asks in the name of the waiting packet's source, if that is ours (arp_announce 0). */
function question(kernel: Kernel, out: HostInterface, targetIp: Ipv4, neighbour: Neighbour): Uint8Array {
  const [first] = neighbour.waiting;
  const source = first === undefined ? out.address : asIpv4(u32(first.packet, 12));
  const senderIp = kernel.routes.kindOf(source) === 'local' ? source : out.address;
  return arpFrame(
    { destination: BROADCAST_MAC, source: out.mac },
    { operation: ARP_OPERATION.REQUEST, senderMac: out.mac, senderIp, targetMac: ZERO_MAC, targetIp },
  );
}

function answer(out: HostInterface, senderIp: Ipv4, targetMac: Mac, targetIp: Ipv4): Uint8Array {
  return arpFrame(
    { destination: targetMac, source: out.mac },
    { operation: ARP_OPERATION.REPLY, senderMac: out.mac, senderIp, targetMac, targetIp },
  );
}
