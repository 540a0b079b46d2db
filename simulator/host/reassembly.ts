import type { Us } from '../../engine/base/time.ts';
import { SECOND_IN_US } from '../../engine/base/time.ts';
import { decodeIp, type Ipv4View, internetChecksum, setU16 } from '../../engine/packet/index.ts';
import type { Arrival } from './arrival.ts';
import type { Timer } from './clock.ts';
import type { Kernel } from './kernel.ts';

/** Puts fragments together (RFC 791 section 3.2; RFC 815's holes are not needed for so few). */
export interface Reassembly {
  /** The packet itself where it is whole, the datagram where this was its last missing fragment. */
  add(arrival: Arrival): Arrival | undefined;
}

export interface ReassemblySurroundings {
  /** A datagram with its first fragment stayed incomplete; the sender is told (ICMP 11/1). */
  timedOut(first: Arrival): void;
  drop(arrival: Arrival, note: string): void;
}

/** ipfrag_time. */
const PATIENCE_US: Us = 30 * SECOND_IN_US;
/** A datagram in more pieces than that is no honest one. */
const PIECES_MAX = 512;

interface Pieces {
  readonly pieces: Map<number, Arrival>;
  readonly timer: Timer;
}

export function createReassembly({ clock }: Kernel, { timedOut, drop }: ReassemblySurroundings): Reassembly {
  const datagrams = new Map<string, Pieces>();
  const open = (key: string): Pieces => {
    const timer = clock.schedule(clock.now + PATIENCE_US, () => {
      const first = datagrams.get(key)?.pieces.get(0);
      datagrams.delete(key);
      if (first !== undefined) timedOut(first);
    });
    const opened = { pieces: new Map(), timer };
    datagrams.set(key, opened);
    return opened;
  };
  return {
    add(arrival) {
      const { ip } = arrival.packet;
      if (ip === undefined || !ip.isFragment) return arrival;
      const key = `${ip.source} ${ip.destination} ${ip.protocol} ${ip.id}`;
      const datagram = datagrams.get(key) ?? open(key);
      if (datagram.pieces.has(ip.fragmentOffset) || datagram.pieces.size === PIECES_MAX) {
        drop(arrival, 'a fragment that is there already');
        return undefined;
      }
      datagram.pieces.set(ip.fragmentOffset, arrival);
      const whole = join(datagram.pieces);
      if (whole === undefined) return undefined;
      datagram.timer.cancel();
      datagrams.delete(key);
      return { ...arrival, buffer: whole, start: 0, packet: decodeIp(whole) };
    },
  };
}

/** Undefined while something is missing. Pieces that overlap never fit, and end with the timer (RFC 5722's reasons). */
function join(pieces: ReadonlyMap<number, Arrival>): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  let first: Ipv4View | undefined;
  for (;;) {
    const piece = pieces.get(length);
    const ip = piece?.packet.ip;
    if (piece === undefined || ip === undefined) return undefined;
    first ??= ip;
    const { bytes, start, end } = ip.payload;
    parts.push(bytes.subarray(start, end));
    length += end - start;
    if (!ip.moreFragments) break;
    if (start === end) return undefined;
  }
  return first === undefined ? undefined : datagramOf(first, parts, length);
}

function datagramOf(first: Ipv4View, parts: readonly Uint8Array[], length: number): Uint8Array {
  const { bytes, start } = first.span;
  const { headerLength } = first;
  const whole = new Uint8Array(headerLength + length);
  whole.set(bytes.subarray(start, start + headerLength));
  let at = headerLength;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  setU16(whole, 2, whole.length);
  setU16(whole, 6, 0);
  setU16(whole, 10, 0);
  setU16(whole, 10, internetChecksum(whole, 0, headerLength));
  return whole;
}
