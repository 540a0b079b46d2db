import type { Us } from '../../engine/base/time.ts';
import {
  type ArpFields,
  arpFrame,
  asIpv4,
  asMac,
  BROADCAST_MAC,
  decodeFrame,
  ETHERTYPE,
  ethernetFrame,
  flagLetters,
  type Ipv4,
  type Ipv4Fields,
  type Mac,
  type Packet,
  type TcpFields,
  tcpPacket,
  type UdpFields,
  udpPacket,
} from '../../engine/packet/index.ts';
import { createTraceLog, type TraceLog } from '../../engine/trace/index.ts';
import { createHost, type Host } from '../../simulator/host/index.ts';
import type { HostSpec } from '../../simulator/lab/index.ts';
import { createTimeline, type Timeline } from '../../simulator/network/timeline.ts';
import { host as hostSpec, ip, network } from './lab.ts';

/** A frame that the host under test has sent. */
export interface Answer {
  readonly at: Us;
  readonly frame: Uint8Array;
  readonly packet: Packet;
  readonly out: string;
}

/** One host, alone with a peer that a test plays: every frame in and out goes through the test's hands. */
export interface KernelBench {
  readonly host: Host;
  readonly timeline: Timeline;
  readonly trace: TraceLog;
  /** Gives the host an IPv4 packet in a frame, as from the peer. */
  give(packet: Uint8Array, way?: { readonly to?: Mac; readonly by?: string }): void;
  /** Lets that much time pass, and gives back the IPv4 packets that the host sent meanwhile. */
  take(us?: Us): Answer[];
  /** Likewise, ARP frames among them. */
  takeAll(us?: Us): Answer[];
}

export const HOST = ip('198.18.10.28');
export const PEER = ip('198.18.10.77');
export const HOST_MAC = asMac(0x0200_c612_0a1c);
export const PEER_MAC = asMac(0x0200_0000_0077);

const LAN = network('lan', '198.18.10.0/24');
const DMZ = network('dmz', '198.18.20.0/24');

/** `answersArp`: which of the host's questions are answered, in the peer's name; all by default. */
export function kernelBench(
  spec: Omit<Parameters<typeof hostSpec>[1], 'on'> & { readonly on?: Readonly<Record<string, string>> } = {},
  answersArp: (target: Ipv4) => boolean = () => true,
): KernelBench {
  const timeline = createTimeline();
  const trace = createTraceLog();
  let sent: Answer[] = [];
  const built: HostSpec = hostSpec('target', { on: { lan: '198.18.10.28' }, ...spec });
  const host = createHost(built, new Map([LAN, DMZ].map((one) => [one.name, one])), {
    clock: timeline,
    trace,
    seed: 7,
    transmit(out, frame) {
      const packet = decodeFrame(frame);
      sent.push({ at: timeline.now, frame, packet, out });
      const { arp } = packet;
      if (arp?.operation !== 1 || !answersArp(arp.targetIp)) return;
      const reply: ArpFields = {
        operation: 2,
        senderMac: PEER_MAC,
        senderIp: arp.targetIp,
        targetMac: arp.senderMac,
        targetIp: arp.senderIp,
      };
      host.receive(out, arpFrame({ destination: arp.senderMac, source: PEER_MAC }, reply), 0);
    },
  });
  const macOf = (name: string): Mac =>
    built.interfaces.find((one) => one.network === name)?.mac ?? BROADCAST_MAC;
  const takeAll = (us: Us = 20_000): Answer[] => {
    const until = timeline.now + us;
    while (timeline.next !== undefined && timeline.next <= until) timeline.advance();
    timeline.waitUntil(until);
    const taken = sent;
    sent = [];
    return taken;
  };
  return {
    host,
    timeline,
    trace,
    takeAll,
    take: (us) => takeAll(us).filter(({ packet }) => packet.ip !== undefined),
    give(packet, { to, by = 'lan' } = {}) {
      const header = { destination: to ?? macOf(by), source: PEER_MAC, etherType: ETHERTYPE.IPV4 };
      host.receive(by, ethernetFrame(header, packet), 0);
    },
  };
}

type IpPart = Partial<Omit<Ipv4Fields, 'protocol'>>;
const IP = { id: 0x1234, ttl: 50, source: PEER, destination: HOST };

/** A segment from the peer, 1024 bytes of window, checksums right; `more` replaces what a test is about. */
export const segment = (more: Partial<TcpFields>, ipPart: IpPart = {}): Uint8Array =>
  tcpPacket(
    { ...IP, ...ipPart },
    {
      sourcePort: 40_000,
      destinationPort: 80,
      sequence: 1000,
      acknowledgment: 5000,
      flags: 0,
      window: 1024,
      ...more,
    },
  );

export const datagram = (more: Partial<UdpFields>, ipPart: IpPart = {}): Uint8Array =>
  udpPacket({ ...IP, ...ipPart }, { sourcePort: 4000, destinationPort: 1000, ...more });

/** `RA seq 0 ack 1001 win 0`, as the recordings of the real kernel are written. */
export function tcpText({ packet: { tcp } }: Answer): string {
  if (tcp === undefined) return 'no TCP';
  return `${flagLetters(tcp.flags)} seq ${tcp.sequence} ack ${tcp.acknowledgment} win ${tcp.window}`;
}

export const address = (last: number): Ipv4 => asIpv4(ip('198.18.10.0') + last);
