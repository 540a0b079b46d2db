import type { Ipv4, Ipv4View, Packet, TcpView } from '../../engine/packet/index.ts';

/** Who talks with whom, seen from the scanner. */
export interface Conversation {
  /** First sequence and acknowledgment numbers that the scanner sent here. */
  readonly sequence: number;
  readonly acknowledgment: number;
  /** The other side's first sequence number, where it sent one that is not 0. */
  peerSequence: number | undefined;
  /** IP ID of the scanner's first packet here. */
  readonly ipId: number;
  /** Which connection of the scanner's kernel to this port it is, from 1. */
  readonly number: number;
}

/** Numbers of a run get names here, so that two runs with other numbers can be compared. */
export interface Names {
  readonly scanner: ReadonlySet<Ipv4>;
  readonly bases: readonly number[];
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** Each phase's mask (nmap-behaviour 1.2): what the scanner's first try sends as SEQ or ACK. */
  readonly masks: ReadonlyMap<number, number>;
}

/** Source ports of one phase: up to 10 retries or pings, two ports each; the next phase's base is 256 on. */
const PORTS_A_PHASE = 200;

export const baseOf = (bases: readonly number[], port: number): number | undefined =>
  bases.findLast((base) => port >= base && port < base + PORTS_A_PHASE);

export function keyOf(
  ip: Ipv4View,
  ports: { sourcePort: number; destinationPort: number },
  sent: boolean,
): string {
  const local = sent ? ports.sourcePort : ports.destinationPort;
  const remote = sent ? ports.destinationPort : ports.sourcePort;
  return `${sent ? ip.destination : ip.source}:${remote} ${local}`;
}

export function learnNames(
  packets: readonly Packet[],
  scanner: ReadonlySet<Ipv4>,
  bases: readonly number[],
): Names {
  const conversations = new Map<string, Conversation>();
  const masks = new Map<number, number>();
  const connections = new Map<string, number>();
  for (const { ip, tcp } of packets) {
    if (ip === undefined || tcp === undefined) continue;
    const sent = scanner.has(ip.source);
    const key = keyOf(ip, tcp, sent);
    const known = conversations.get(key);
    if (known !== undefined) {
      if (!sent && known.peerSequence === undefined && tcp.sequence !== 0) known.peerSequence = tcp.sequence;
      continue;
    }
    if (!sent) continue;
    const remote = `${ip.destination}:${tcp.destinationPort}`;
    const number = (connections.get(remote) ?? 0) + 1;
    connections.set(remote, number);
    conversations.set(key, firstOf(ip, tcp, number));
    const base = baseOf(bases, tcp.sourcePort);
    if (base !== undefined && base === tcp.sourcePort && !masks.has(base))
      masks.set(base, tcp.sequence === 0 ? tcp.acknowledgment : tcp.sequence);
  }
  return { scanner, bases, conversations, masks };
}

const firstOf = (ip: Ipv4View, tcp: TcpView, number: number): Conversation => ({
  sequence: tcp.sequence,
  acknowledgment: tcp.acknowledgment,
  peerSequence: undefined,
  ipId: ip.id,
  number,
});
