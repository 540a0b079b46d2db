import { ETHERTYPE, type Ipv4, u8, u16, u32 } from '../packet/index.ts';
import type { Scope } from './scope.ts';

/** Why a finished frame may not leave. */
export interface Refusal {
  readonly code:
    | 'too-short'
    | 'not-ipv4-or-arp'
    | 'not-ipv4'
    | 'bad-lengths'
    | 'source-route'
    | 'group-address'
    | 'bad-arp'
    | 'out-of-scope';
  readonly destination?: Ipv4;
}

const ETHERNET = 14;
const ARP = 28;
const OPTION = { END: 0, NOP: 1, LOOSE_SOURCE_ROUTE: 131, STRICT_SOURCE_ROUTE: 137 } as const;

/**
 * The last look at a frame before it leaves: its own bytes decide, not what anyone meant to build. Whatever is
 * not plainly IPv4 or ARP towards an allowed address is refused: VLAN tags, IPv6, cut and odd headers.
 * The frame is the first `length` bytes. Undefined: it may leave.
 */
export function refusalOf(
  scope: Scope,
  link: 'ethernet' | 'raw',
  frame: Uint8Array,
  length: number = frame.length,
): Refusal | undefined {
  if (length > frame.length) return { code: 'bad-lengths' };
  if (link === 'raw') return refusalOfIpv4(scope, frame, 0, length);
  if (length < ETHERNET) return { code: 'too-short' };
  const etherType = u16(frame, 12);
  if (etherType === ETHERTYPE.ARP) return refusalOfArp(scope, frame, length);
  if (etherType !== ETHERTYPE.IPV4) return { code: 'not-ipv4-or-arp' };
  // A packet for one host in a frame for all hosts would reach hosts outside.
  if ((u8(frame, 0) & 1) === 1) return { code: 'group-address' };
  return refusalOfIpv4(scope, frame, ETHERNET, length);
}

function refusalOfIpv4(scope: Scope, frame: Uint8Array, start: number, end: number): Refusal | undefined {
  const have = end - start;
  if (have < 20) return { code: 'too-short' };
  const first = u8(frame, start);
  if (first >>> 4 !== 4) return { code: 'not-ipv4' };
  const headerLength = (first & 0xf) * 4;
  const totalLength = u16(frame, start + 2);
  if (headerLength < 20 || totalLength < headerLength || totalLength > have) return { code: 'bad-lengths' };
  const destination = u32(frame, start + 16) as Ipv4;
  if (!scope.allowed.has(destination)) return { code: 'out-of-scope', destination };
  if (headerLength > 20 && hasSourceRoute(frame, start + 20, start + headerLength))
    return { code: 'source-route', destination };
  return undefined;
}

/** With a source route the destination field names the next hop only (RFC 791 3.1). */
function hasSourceRoute(frame: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const kind = u8(frame, at);
    if (kind === OPTION.END) return false;
    if (kind === OPTION.LOOSE_SOURCE_ROUTE || kind === OPTION.STRICT_SOURCE_ROUTE) return true;
    const length = kind === OPTION.NOP ? 1 : at + 1 < end ? u8(frame, at + 1) : 0;
    // An option list that cannot be read might hide a source route.
    if (kind !== OPTION.NOP && length < 2) return true;
    at += length;
  }
  return false;
}

function refusalOfArp(scope: Scope, frame: Uint8Array, length: number): Refusal | undefined {
  if (length < ETHERNET + ARP) return { code: 'too-short' };
  const isIpv4OverEthernet = u32(frame, ETHERNET) === 0x0001_0800 && u16(frame, ETHERNET + 4) === 0x0604;
  if (!isIpv4OverEthernet) return { code: 'bad-arp' };
  const destination = u32(frame, ETHERNET + 24) as Ipv4;
  if (scope.allowed.has(destination) || scope.askable.has(destination)) return undefined;
  return { code: 'out-of-scope', destination };
}
