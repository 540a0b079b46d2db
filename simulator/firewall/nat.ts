import {
  type Ipv4,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  setU16,
  setU32,
  u8,
  u16,
  u32,
} from '../../engine/packet/index.ts';
import type { Flow } from './conntrack/index.ts';
import type { HookName } from './ruleset.ts';

/** An address and port to be written into a packet. */
interface Place {
  readonly address: number;
  readonly port: number;
}

/**
 * Changes a flow so that its packets go to this host itself. Of a range of ports, the one that the original
 * port falls on is taken (nf_nat_l4proto_unique_tuple).
 */
export function redirectFlow(
  flow: Flow,
  address: number,
  ports: readonly [number, number] | undefined,
): void {
  const { original } = flow;
  const port = ports
    ? ports[0] + (original.destinationPort % (ports[1] - ports[0] + 1))
    : original.destinationPort;
  flow.redirect = { address, port };
  flow.reply = {
    protocol: original.protocol,
    source: address,
    destination: original.source,
    sourcePort: original.protocol === PROTOCOL.ICMP ? original.sourcePort : port,
    destinationPort: original.protocol === PROTOCOL.ICMP ? flow.reply.destinationPort : original.sourcePort,
  };
}

/** Where a redirected flow's packets are rewritten: on their way in towards the new place, on their way out back. */
export const FORTH: ReadonlySet<HookName> = new Set(['PREROUTING', 'OUTPUT']);
export const BACK: ReadonlySet<HookName> = new Set(['POSTROUTING', 'INPUT']);

/** A copy of a packet of the flow with its destination rewritten to where it is redirected. */
export const rewriteForth = (bytes: Uint8Array, { redirect }: Flow): Uint8Array =>
  redirect ? rewrite(bytes, 'destination', redirect) : bytes;

/** A copy of an answer with its source rewritten to what the asker asked. */
export function rewriteBack(bytes: Uint8Array, flow: Flow): Uint8Array {
  if (!flow.redirect) return bytes;
  const place = { address: flow.original.destination, port: flow.original.destinationPort };
  if (u8(bytes, 9) !== PROTOCOL.ICMP || flow.original.protocol === PROTOCOL.ICMP)
    return rewrite(bytes, 'source', place);
  return rewriteQuoted(bytes, place);
}

function rewrite(bytes: Uint8Array, side: 'source' | 'destination', place: Place): Uint8Array {
  const copy = bytes.slice();
  writeAddress(copy, 0, side, place);
  const at = (u8(copy, 0) & 15) * 4;
  const end = Math.min(u16(copy, 2), copy.length);
  setTransport(copy, at, end, side, place);
  return copy;
}

/** An ICMP error about a redirected packet quotes it as its sender knows it (nf_nat_icmp_reply_translation). */
function rewriteQuoted(bytes: Uint8Array, place: Place): Uint8Array {
  const copy = rewrite(bytes, 'source', place);
  const message = (u8(copy, 0) & 15) * 4;
  const quoted = message + 8;
  const end = Math.min(u16(copy, 2), copy.length);
  if (end - quoted < 28) return copy;
  writeAddress(copy, quoted, 'destination', place);
  const at = quoted + (u8(copy, quoted) & 15) * 4;
  const whole = end - quoted >= u16(copy, quoted + 2);
  if (whole) setTransport(copy, at, end, 'destination', place, quoted);
  else setU16(copy, at + 2, place.port);
  setU16(copy, message + 2, 0);
  setU16(copy, message + 2, internetChecksum(copy, message, end));
  return copy;
}

function writeAddress(
  bytes: Uint8Array,
  header: number,
  side: 'source' | 'destination',
  { address }: Place,
): void {
  setU32(bytes, header + (side === 'source' ? 12 : 16), address);
  setU16(bytes, header + 10, 0);
  setU16(bytes, header + 10, internetChecksum(bytes, header, header + (u8(bytes, header) & 15) * 4));
}

/** Writes the port and computes the checksum anew; a UDP datagram without one stays without. */
function setTransport(
  bytes: Uint8Array,
  at: number,
  end: number,
  side: 'source' | 'destination',
  { port }: Place,
  header = 0,
): void {
  const protocol = u8(bytes, header + 9);
  const field = protocol === PROTOCOL.TCP ? 16 : 6;
  if ((protocol !== PROTOCOL.TCP && protocol !== PROTOCOL.UDP) || end - at < field + 2) return;
  setU16(bytes, at + (side === 'source' ? 0 : 2), port);
  if (protocol === PROTOCOL.UDP && u16(bytes, at + field) === 0) return;
  const [source, destination] = [u32(bytes, header + 12) as Ipv4, u32(bytes, header + 16) as Ipv4];
  setU16(bytes, at + field, 0);
  const sum = internetChecksum(bytes, at, end, pseudoHeaderSum(source, destination, protocol, end - at));
  // RFC 768: a computed 0 is sent as all ones, since 0 means "none".
  setU16(bytes, at + field, sum === 0 && protocol === PROTOCOL.UDP ? 0xffff : sum);
}
