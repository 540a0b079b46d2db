import { type Ipv4View, internetChecksum, setU8, setU16, u8 } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { type Arrival, bytesOf } from './arrival.ts';
import type { Culprit, IcmpErrors } from './icmp-errors.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';

export interface ForwardingSurroundings {
  /** Passes packets that are not for this host on to others. */
  readonly forwards: boolean;
  readonly output: IpOutput;
  readonly errors: IcmpErrors;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

const UNREACHABLE_NETWORK = 0;

/** What becomes of packets that are for others (ip_forward). */
export function createForwarding(
  { routes, journal }: Kernel,
  { forwards, output, errors, drop }: ForwardingSurroundings,
): (arrival: Arrival, ip: Ipv4View) => void {
  return (arrival, ip) => {
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
        journal.fact('no-route', 'no route'),
      ]);
    } else if (ip.ttl <= 1) {
      drop(arrival, 'time to live is used up');
      errors.send('time-exceeded', 0, inTransit(arrival), [because]);
    } else {
      output.forward(countedDown(bytesOf(arrival), ip.headerLength), route, arrivedBy, [because]);
    }
  };
}

const inTransit = (arrival: Arrival): Culprit => ({
  bytes: bytesOf(arrival),
  packet: arrival.packet,
  isForUs: false,
  isBroadcast: false,
});

/** A copy with the time to live one less and the checksum made anew. */
function countedDown(bytes: Uint8Array, headerLength: number): Uint8Array {
  const copy = bytes.slice();
  setU8(copy, 8, u8(copy, 8) - 1);
  setU16(copy, 10, 0);
  setU16(copy, 10, internetChecksum(copy, 0, headerLength));
  return copy;
}
