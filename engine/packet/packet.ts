import { type ArpView, parseArp } from './arp.ts';
import { type Span, spanOf } from './bytes.ts';
import { type EthernetView, parseEthernet } from './ethernet.ts';
import { type IcmpView, parseIcmp } from './icmp.ts';
import { type Ipv4View, parseIpv4Packet } from './ipv4.ts';
import { ETHERTYPE, PROTOCOL } from './numbers.ts';
import type { Decoded, PacketProblem } from './problem.ts';
import { parseTcp, type TcpView } from './tcp.ts';
import { parseUdp, parseUdpHeader, type UdpView } from './udp.ts';

/**
 * The layers of a packet, as far as they could be read. `problem` says what stopped the reading; what lies
 * outside the protocols known here is no problem, it just has no view. Views read the bytes that were given:
 * they are good as long as nobody writes there.
 */
export interface Packet {
  readonly ethernet?: EthernetView;
  readonly arp?: ArpView;
  readonly ip?: Ipv4View;
  /** Also of a first fragment, if it holds the header; never of a later fragment. Ask `ip.isFragment`. */
  readonly tcp?: TcpView;
  readonly udp?: UdpView;
  readonly icmp?: IcmpView;
  readonly problem?: PacketProblem;
}

type Draft = { -readonly [K in keyof Packet]: Packet[K] };

/** `bytes` begin with an Ethernet header. */
export function decodeFrame(bytes: Uint8Array): Packet {
  const draft: Draft = {};
  const view = keep(draft, parseEthernet(spanOf(bytes)));
  if (view === undefined) return draft;
  draft.ethernet = view;
  const { etherType } = view;
  if (etherType === ETHERTYPE.IPV4) walkIpv4(draft, view.payload);
  else if (etherType === ETHERTYPE.ARP) assign(draft, 'arp', parseArp(view.payload));
  return draft;
}

/** `bytes` from `start` to `end` begin with an IPv4 header. */
export function decodeIp(bytes: Uint8Array, start = 0, end = bytes.length): Packet {
  const draft: Draft = {};
  walkIpv4(draft, { bytes, start, end });
  return draft;
}

export const decode = (link: 'ethernet' | 'raw', bytes: Uint8Array): Packet =>
  link === 'ethernet' ? decodeFrame(bytes) : decodeIp(bytes);

/** A later fragment has no transport header; its first bytes are data that would pass for ports. */
function walkIpv4(draft: Draft, span: Span): void {
  const ip = keep(draft, parseIpv4Packet(span));
  if (ip === undefined) return;
  draft.ip = ip;
  if (ip.fragmentOffset > 0) return;
  const { payload } = ip;
  switch (ip.protocol) {
    case PROTOCOL.TCP:
      assign(draft, 'tcp', parseTcp(payload));
      break;
    case PROTOCOL.UDP:
      assign(draft, 'udp', ip.moreFragments ? parseUdpHeader(payload) : parseUdp(payload));
      break;
    case PROTOCOL.ICMP:
      assign(draft, 'icmp', parseIcmp(payload));
      break;
  }
}

function assign<K extends keyof Draft>(
  draft: Draft,
  layer: K,
  decoded: Decoded<NonNullable<Draft[K]>>,
): void {
  if (decoded.ok) draft[layer] = decoded.value;
  else draft.problem = decoded.problem;
}

function keep<T>(draft: Draft, decoded: Decoded<T>): T | undefined {
  if (decoded.ok) return decoded.value;
  draft.problem = decoded.problem;
  return undefined;
}
