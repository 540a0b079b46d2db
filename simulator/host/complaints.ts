import { decodeIp, PROTOCOL } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { type Arrival, bytesOf } from './arrival.ts';
import type { Culprit, ErrorKind, IcmpErrors } from './icmp-errors.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';

/** How a host says no. */
export interface Complaints {
  /** About a packet that was for this host. */
  aboutArrival(kind: ErrorKind, code: number, arrival: Arrival, because: readonly EventId[]): void;
  /** No neighbour answers for a packet on its way out, this host's own or another's. */
  aboutNeighbour(packet: Uint8Array, because: readonly EventId[]): void;
  /** The firewall rejects: by the reset it has built, or by an ICMP error like any other. */
  reject(answer: Uint8Array | undefined, culprit: Culprit, because: EventId): void;
}

const HOST_UNREACHABLE = 1;

export function createComplaints(
  { journal }: Kernel,
  { output, errors }: { readonly output: () => IpOutput; readonly errors: IcmpErrors },
): Complaints {
  return {
    aboutArrival: (kind, code, arrival, because) => errors.send(kind, code, culpritOf(arrival), because),
    aboutNeighbour(packet, because) {
      const text = 'no answer to three ARP questions';
      const fact = journal.append([], { kind: 'fact', code: 'arp-failed', text });
      errors.send('unreachable', HOST_UNREACHABLE, outgoing(packet), [fact, ...because]);
    },
    reject(answer, culprit, because) {
      if (answer === undefined) return;
      const { ip, icmp } = decodeIp(answer);
      if (ip?.protocol !== PROTOCOL.ICMP) output().send(answer, [because]);
      else if (icmp !== undefined) errors.send('unreachable', icmp.code, culprit, [because]);
    },
  };
}

/** A packet that was for this host: errors come from the address it was sent to. */
export const culpritOf = (arrival: Arrival): Culprit => ({
  bytes: bytesOf(arrival),
  packet: arrival.packet,
  isForUs: true,
  isBroadcast: arrival.isBroadcast,
});

/** A packet on its way out: errors come from the address nearest to its source. */
export const outgoing = (bytes: Uint8Array): Culprit => ({
  bytes,
  packet: decodeIp(bytes),
  isForUs: false,
  isBroadcast: false,
});
