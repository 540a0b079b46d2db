import { internetChecksum, PROTOCOL, setU16, setU32, u8, u16, u32 } from '../../engine/packet/index.ts';
import type { Flow, NatSide, Tracking } from './conntrack/index.ts';
import type { FlowTuple } from './conntrack/tuple.ts';

/** An address and port to be written into a packet. Of ICMP queries the port is the identifier. */
interface Place {
  readonly address: number;
  readonly port: number;
}

/**
 * The packet of a flow as it is behind a hook that changes this side of packets (nf_nat_packet): the same array
 * where nothing changes, a copy otherwise.
 */
export function translated(
  bytes: Uint8Array,
  { flow, state, direction }: Tracking,
  side: NatSide,
): Uint8Array {
  if (!flow) return bytes;
  // What is the source on the way forth is the destination on the way back.
  const settledSide = direction === 'original' ? side : otherSide(side);
  if (flow.nat[settledSide] !== 'changed') return bytes;
  const place = placeAt(flow, direction, side);
  const copy = bytes.slice();
  const header = (u8(copy, 0) & 15) * 4;
  const end = Math.min(u16(copy, 2), copy.length);
  const isError = state === 'RELATED' && u8(copy, 9) === PROTOCOL.ICMP;
  write(copy, { header: 0, transport: header, end }, side, isError ? { ...place, port: -1 } : place);
  if (isError) writeQuoted(copy, header, end, otherSide(side), place);
  return copy;
}

const otherSide = (side: NatSide): NatSide => (side === 'source' ? 'destination' : 'source');

/** What a packet in a direction has on a side once it is translated: the other direction's tuple, turned round. */
function placeAt(flow: Flow, direction: Tracking['direction'], side: NatSide): Place {
  const opposite: FlowTuple = direction === 'original' ? flow.reply : flow.original;
  const isIcmp = opposite.protocol === PROTOCOL.ICMP;
  return side === 'source'
    ? { address: opposite.destination, port: isIcmp ? opposite.sourcePort : opposite.destinationPort }
    : { address: opposite.source, port: opposite.sourcePort };
}

/** Where the parts of an IPv4 packet begin and end. */
interface Layout {
  readonly header: number;
  readonly transport: number;
  readonly end: number;
}

const SHORTEST_QUOTE = 28;

/** An ICMP error quotes a packet as whoever gets the error knows it (nf_nat_icmp_reply_translation). */
function writeQuoted(bytes: Uint8Array, message: number, end: number, side: NatSide, place: Place): void {
  const header = message + 8;
  if (end - header < SHORTEST_QUOTE) return;
  write(bytes, { header, transport: header + (u8(bytes, header) & 15) * 4, end }, side, place);
  setU16(bytes, message + 2, 0);
  setU16(bytes, message + 2, internetChecksum(bytes, message, end));
}

/** Where each protocol has what identifies its flow, and its checksum; a port of -1 is not written. */
function write(bytes: Uint8Array, layout: Layout, side: NatSide, { address, port }: Place): void {
  const { header, transport, end } = layout;
  const protocol = u8(bytes, header + 9);
  const addressAt = header + (side === 'source' ? 12 : 16);
  const before = u32(bytes, addressAt);
  setU32(bytes, addressAt, address);
  adjust(bytes, header + 10, [before >>> 16, before & 0xffff], [address >>> 16, address & 0xffff]);
  const checksumAt = transport + checksumOffset(protocol);
  const portAt = transport + (protocol === PROTOCOL.ICMP ? 4 : side === 'source' ? 0 : 2);
  if (port < 0 || checksumAt === transport || portAt + 2 > end) return;
  const old = u16(bytes, portAt);
  setU16(bytes, portAt, port);
  // A quoted TCP header may end before its checksum; a UDP checksum of 0 is none (RFC 768).
  if (checksumAt + 2 > end || (protocol === PROTOCOL.UDP && u16(bytes, checksumAt) === 0)) return;
  const pseudo = protocol === PROTOCOL.ICMP ? [] : [before >>> 16, before & 0xffff];
  const newPseudo = protocol === PROTOCOL.ICMP ? [] : [address >>> 16, address & 0xffff];
  adjust(bytes, checksumAt, [...pseudo, old], [...newPseudo, port]);
  if (protocol === PROTOCOL.UDP && u16(bytes, checksumAt) === 0) setU16(bytes, checksumAt, 0xffff);
}

/** 0 for protocols of whose headers NAT here knows nothing. */
function checksumOffset(protocol: number): number {
  if (protocol === PROTOCOL.TCP) return 16;
  if (protocol === PROTOCOL.UDP) return 6;
  return protocol === PROTOCOL.ICMP ? 2 : 0;
}

/** RFC 1624 equation 3: what was wrong before stays wrong by as much. */
function adjust(bytes: Uint8Array, at: number, before: readonly number[], after: readonly number[]): void {
  let sum = ~u16(bytes, at) & 0xffff;
  for (const word of before) sum += ~word & 0xffff;
  for (const word of after) sum += word;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  setU16(bytes, at, ~sum & 0xffff);
}
