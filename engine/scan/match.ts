import {
  ICMP_TYPE,
  type IcmpView,
  type Ipv4,
  type Ipv4View,
  isIcmpError,
  type Packet,
  PROTOCOL,
  parseQuoted,
  type QuotedPacket,
  TCP_FLAG,
  type TcpView,
  type UdpView,
  u32,
} from '../packet/index.ts';
import type { Response } from '../technique/index.ts';
import { isIntact, repeatsCookie } from './authenticity.ts';
import { findProbe, findQuery, specAsked } from './find.ts';
import { type Lane, newestOf } from './lane.ts';
import type { Phase } from './phase.ts';
import { NONE } from './pool.ts';
import { cookie } from './probe.ts';

/** What a packet is to a verdict; ARP replies are none of the techniques' responses. */
export type Evidence = Response | { readonly on: 'arp' };

/** A captured packet, and which probe it answers. It says nothing yet about what the answer means. */
export interface Answer {
  readonly lane: Lane;
  readonly id: number;
  readonly evidence: Evidence;
  /** TTL of the answering packet; 0 for ARP. */
  readonly ttl: number;
  /** Who answered. */
  readonly from: Ipv4;
}

/** A packet that concerns the scan and still changes nothing. */
export interface Ignored {
  readonly code: string;
  readonly text: string;
}

/** `undefined`: not for us, or not about what we scan. */
export type Match = Answer | Ignored | undefined;

const IGNORED = {
  checksum: { code: 'bad-checksum', text: 'a checksum of the packet is wrong: it was damaged on the way' },
  fragment: { code: 'fragment', text: 'a later fragment has no ports that could name a probe' },
  malformed: { code: 'malformed', text: 'the packet cannot be read to its end' },
  forged: {
    code: 'acknowledges-nothing',
    text: 'it acknowledges nothing we sent, by none of the conventions of real stacks: it may be forged',
  },
  answered: { code: 'not-outstanding', text: 'its probe is not outstanding: answered before, or never sent' },
  quote: { code: 'foreign-quote', text: 'the packet that this ICMP error quotes is not one of ours' },
} as const satisfies Record<string, Ignored>;

/** The answer is to our probe, but says nothing. */
export const NO_RULE: Ignored = {
  code: 'no-rule',
  text: 'no rule of the technique speaks about such an answer',
};

/** Finds the probe that a captured packet answers. Constant time: by address, port, and the try in our port. */
export function matchPacket(phase: Phase, packet: Packet): Match {
  if (packet.arp) return matchArp(phase, packet);
  const { ip } = packet;
  if (ip === undefined) return undefined;
  if (packet.icmp && isIcmpError(packet.icmp.typeNumber)) return matchError(phase, packet, ip, packet.icmp);
  const lane = phase.byAddress.get(ip.source);
  if (lane === undefined || ip.destination !== lane.host.source) return undefined;
  if (ip.fragmentOffset > 0) return IGNORED.fragment;
  if (packet.problem || (packet.tcp && !hasReadableOptions(packet.tcp))) return IGNORED.malformed;
  if (!isIntact(packet)) return IGNORED.checksum;
  if (packet.tcp) return matchTcp(phase, lane, ip, packet.tcp);
  if (packet.udp) return matchUdp(phase, lane, ip, packet.udp);
  if (packet.icmp) return matchReply(phase, lane, ip, packet.icmp);
  return undefined;
}

const hasReadableOptions = (tcp: TcpView): boolean => tcp.dataOffset === 5 || tcp.options().ok;

function matchArp(phase: Phase, { arp }: Packet): Match {
  if (arp === undefined || arp.operation !== 2 || phase.work.means !== 'arp') return undefined;
  const lane = phase.byAddress.get(arp.senderIp);
  if (lane === undefined || arp.targetIp !== lane.host.source) return undefined;
  const outstanding = newestOf(lane, 0);
  const id = outstanding === NONE ? (lane.pings[0] ?? NONE) : outstanding;
  if (id === NONE) return IGNORED.answered;
  return { lane, id, evidence: { on: 'arp' }, ttl: 0, from: arp.senderIp };
}

function matchTcp(phase: Phase, lane: Lane, ip: Ipv4View, tcp: TcpView): Match {
  const opaque = opaqueOf(phase, tcp.destinationPort);
  if (opaque === undefined) return undefined;
  const asked = specAsked(phase, lane, 'tcp', tcp.sourcePort, opaque);
  if (asked?.kind !== 'tcp' || isOwn(phase, ip, tcp, asked.flags)) return undefined;
  const id = findProbe(phase, lane, 'tcp', tcp.sourcePort, opaque);
  if (id === NONE) return IGNORED.answered;
  const { flags, window } = tcp;
  if (!repeatsCookie(phase.marks, opaque, tcp)) return IGNORED.forged;
  // A SYN+ACK answers a SYN and nothing else: to other probes it belongs to somebody else's conversation.
  if ((flags & SYN_ACK) === SYN_ACK && (asked.flags & TCP_FLAG.SYN) === 0) return NO_RULE;
  return { lane, id, evidence: { on: 'tcp', flags, window }, ttl: ip.ttl, from: ip.source };
}

const SYN_ACK = TCP_FLAG.SYN | TCP_FLAG.ACK;

/** The byte that our probes carry in their source port; `undefined`: the port is none of this phase's. */
function opaqueOf({ marks }: Phase, port: number): number | undefined {
  const opaque = port - marks.basePort;
  return opaque >= 0 && opaque <= 0xff ? opaque : undefined;
}

/** On loopback our own probes are captured too; one is known by carrying its number in the very same field. */
function isOwn(phase: Phase, ip: Ipv4View, tcp: TcpView, asked: number): boolean {
  if (ip.source !== ip.destination || tcp.flags !== asked) return false;
  const opaque = opaqueOf(phase, tcp.sourcePort);
  if (opaque === undefined) return false;
  const number = (asked & TCP_FLAG.ACK) !== 0 ? tcp.acknowledgment : tcp.sequence;
  return number === cookie(phase.marks, opaque);
}

function matchUdp(phase: Phase, lane: Lane, ip: Ipv4View, udp: UdpView): Match {
  const opaque = opaqueOf(phase, udp.destinationPort);
  if (opaque === undefined || !specAsked(phase, lane, 'udp', udp.sourcePort, opaque)) return undefined;
  const id = findProbe(phase, lane, 'udp', udp.sourcePort, opaque);
  if (id === NONE) return IGNORED.answered;
  return { lane, id, evidence: { on: 'udp' }, ttl: ip.ttl, from: ip.source };
}

/** An echo or timestamp reply: the identifier names the probe. */
function matchReply(phase: Phase, lane: Lane, ip: Ipv4View, icmp: IcmpView): Match {
  const { typeNumber: type, code } = icmp;
  if (type !== ICMP_TYPE.ECHO_REPLY && type !== ICMP_TYPE.TIMESTAMP_REPLY) return undefined;
  const message = type === ICMP_TYPE.ECHO_REPLY ? 'echo' : 'timestamp';
  const id = findQuery(phase, lane, icmp.id, message);
  if (id === NONE) return phase.work.icmpItems.length > 0 ? IGNORED.answered : undefined;
  return { lane, id, evidence: { on: 'icmp', type, code, fromTarget: true }, ttl: ip.ttl, from: ip.source };
}

/** An ICMP error answers the probe that it quotes, whoever sent it (RFC 792). */
function matchError(phase: Phase, packet: Packet, outer: Ipv4View, icmp: IcmpView): Match {
  const quoted = parseQuoted(icmp.quoted());
  if (!quoted.ok) return undefined;
  const { ip } = quoted.value;
  const lane = phase.byAddress.get(ip.destination);
  if (lane === undefined || ip.source !== lane.host.source) return undefined;
  if (outer.destination !== lane.host.source) return undefined;
  if (!isIntact(packet)) return IGNORED.checksum;
  if (quoted.value.transportBytes < 8) return IGNORED.quote;
  const id = quotedProbe(phase, lane, quoted.value);
  if (id === undefined) return IGNORED.quote;
  if (id === NONE) return IGNORED.answered;
  const { typeNumber: type, code } = icmp;
  const fromTarget = outer.source === lane.host.address;
  return { lane, id, evidence: { on: 'icmp', type, code, fromTarget }, ttl: outer.ttl, from: outer.source };
}

/** The probe that was quoted; NONE: it is not outstanding; `undefined`: we sent no such packet. */
function quotedProbe(phase: Phase, lane: Lane, quoted: QuotedPacket): number | undefined {
  const { ip, sourcePort = 0, destinationPort = 0, icmpId } = quoted;
  if (ip.protocol === PROTOCOL.ICMP) {
    return icmpId === undefined ? undefined : findQuery(phase, lane, icmpId);
  }
  const kind = ip.protocol === PROTOCOL.TCP ? 'tcp' : ip.protocol === PROTOCOL.UDP ? 'udp' : undefined;
  const opaque = opaqueOf(phase, sourcePort);
  if (kind === undefined || opaque === undefined) return undefined;
  const asked = specAsked(phase, lane, kind, destinationPort, opaque);
  if (asked === undefined) return undefined;
  if (asked.kind === 'tcp' && !quotesCookie(phase, quoted, asked.flags, opaque)) return undefined;
  return findProbe(phase, lane, kind, destinationPort, opaque);
}

/**
 * The sequence number is among the eight bytes that every error quotes. Of an ACK probe it is 0 (random with
 * SYN), and the number that proves something is quoted by those who quote more.
 */
function quotesCookie(phase: Phase, quoted: QuotedPacket, asked: number, opaque: number): boolean {
  const number = cookie(phase.marks, opaque);
  if ((asked & TCP_FLAG.ACK) === 0) return quoted.tcpSequence === number;
  if ((asked & TCP_FLAG.SYN) === 0 && quoted.tcpSequence !== 0) return false;
  const { bytes, start } = quoted.ip.payload;
  return quoted.transportBytes < 12 || u32(bytes, start + 8) === number;
}
