import {
  type IcmpView,
  type Ipv4View,
  icmpName,
  type Packet,
  parseQuoted,
  protocolName,
  type QuotedPacket,
  type Span,
  toBytes,
  toHex,
} from '../../engine/packet/index.ts';

/** An ICMP message: a query by its numbers' roles, an error by what it quotes of which packet. */
export function describeIcmp(icmp: IcmpView, packets: readonly Packet[]): string {
  const head = `${icmpName(icmp.typeNumber, icmp.code)} (${icmp.typeNumber}/${icmp.code})`;
  if (!icmp.isError)
    return `${head} id ${icmp.id === 0 ? '0' : 'random'} seq ${icmp.sequence} len ${length(icmp.body)}`;
  const rest = `rest ${icmp.rest.toString(16).padStart(8, '0')}`;
  const quoted = parseQuoted(icmp.quoted());
  if (!quoted.ok) return `${head} ${rest} quotes what cannot be read: ${quoted.problem.code}`;
  return `${head} ${rest} quotes ${describeQuoted(quoted.value, icmp.quoted(), packets)}`;
}

/** Compares the quoted bytes with the packet they are of: only TTL and header checksum may have changed on its way. */
function describeQuoted(quoted: QuotedPacket, span: Span, packets: readonly Packet[]): string {
  const bytes = toBytes(span);
  const what = `${length(span)} bytes of ${protocolName(quoted.ip.protocol)} :${quoted.destinationPort ?? '-'}`;
  const original = packets.find(({ ip }) => ip !== undefined && isOriginal(ip, quoted.ip, bytes));
  if (original?.ip === undefined) {
    const near = packets.find(({ ip }) => ip?.id === quoted.ip.id && ip.source === quoted.ip.source)?.ip;
    return `${what}, which nobody sent: ${toHex(bytes)}${near === undefined ? '' : `; but sent was ${toHex(toBytes(near.span))}`}`;
  }
  const hops = original.ip.ttl - quoted.ip.ttl;
  return `${what} of ${original.ip.totalLength} as sent, ttl ${hops === 0 ? 'as sent' : `-${hops}`}`;
}

const TTL = 8;
const CHECKSUM = 10;

function isOriginal(ip: Ipv4View, quoted: Ipv4View, bytes: Uint8Array): boolean {
  const sent = toBytes(ip.span);
  // One transmission of several payloads has one IP ID; the TTL it was sent with is at least what is quoted.
  if (ip.id !== quoted.id || ip.ttl < quoted.ttl || sent.length < bytes.length) return false;
  return bytes.every((byte, at) => at === TTL || at === CHECKSUM || at === CHECKSUM + 1 || byte === sent[at]);
}

const length = ({ start, end }: Span): number => end - start;
