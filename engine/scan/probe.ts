import type { Random } from '../base/random.ts';
import {
  arpFrame,
  BROADCAST_MAC,
  type Ipv4,
  icmpPacket,
  type Mac,
  TCP_FLAG,
  type TcpOption,
  tcpPacket,
  udpPacket,
  ZERO_MAC,
} from '../packet/index.ts';
import { udpPayloads } from '../technique/index.ts';

/** One question to a host. */
export type ProbeSpec =
  | { readonly kind: 'tcp'; readonly port: number; readonly flags: number }
  | { readonly kind: 'udp'; readonly port: number }
  | { readonly kind: 'icmp'; readonly message: 'echo' | 'timestamp' }
  | { readonly kind: 'arp' }
  | { readonly kind: 'connect'; readonly port: number };

/** What the packets of one phase share, and what tells them apart: they carry their try in port and number. */
export interface Marks {
  /** Source port of first tries; a later try, or a timing ping, leaves from `basePort` + its opaque byte. */
  readonly basePort: number;
  /** 32 random bits: who has not seen our packets cannot guess the numbers in them. */
  readonly mask: number;
}

/** Base ports stay above 33000 and leave room for 255 more below 65536; each phase takes one 256 further on. */
const BASE_PORT = { first: 33_000, count: 32_261, step: 256 };

export const firstBasePort = (chance: Random): number => BASE_PORT.first + chance.below(BASE_PORT.count);

export const nextBasePort = (port: number): number =>
  BASE_PORT.first + ((port - BASE_PORT.first + BASE_PORT.step) % BASE_PORT.count);

/** The number that a TCP probe carries: as sequence number, or as acknowledgment number if it has the ACK flag. */
export const cookie = (marks: Marks, opaque: number): number =>
  (marks.mask ^ ((opaque << 16) | opaque)) >>> 0;

/** Addresses and chance that every packet needs. */
export interface Envelope {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly chance: Random;
}

const MSS: readonly TcpOption[] = [{ kind: 'mss', value: 1460 }];
const NO_OPTIONS: readonly TcpOption[] = [];
const WINDOW = 1024;

/** nmap's random TTL: 37 to 59. */
const ttl = (chance: Random): number => 37 + chance.below(23);
const ipId = (chance: Random): number => chance.below(0x1_0000);

export function tcpProbe(
  { source, destination, chance }: Envelope,
  marks: Marks,
  port: number,
  flags: number,
  opaque: number,
): Uint8Array {
  const number = cookie(marks, opaque);
  const acknowledges = (flags & TCP_FLAG.ACK) !== 0;
  const synchronizes = (flags & TCP_FLAG.SYN) !== 0;
  const unacknowledged = acknowledges ? (synchronizes ? chance.uint32() : 0) : number;
  return tcpPacket(
    { id: ipId(chance), ttl: ttl(chance), source, destination },
    {
      sourcePort: marks.basePort + opaque,
      destinationPort: port,
      sequence: unacknowledged,
      acknowledgment: acknowledges ? number : 0,
      flags,
      window: WINDOW,
      options: synchronizes ? MSS : NO_OPTIONS,
    },
  );
}

const EMPTY: readonly Uint8Array[] = [new Uint8Array(0)];

/** All payloads known for the port, each in a datagram; they share their IP ID and are one try together. */
export function udpProbe(envelope: Envelope, marks: Marks, port: number, opaque: number): Uint8Array[] {
  const { source, destination, chance } = envelope;
  const known = udpPayloads(port);
  const id = ipId(chance);
  return (known.length === 0 ? EMPTY : known).map((payload) =>
    udpPacket(
      { id, ttl: ttl(chance), source, destination },
      { sourcePort: marks.basePort + opaque, destinationPort: port, payload },
    ),
  );
}

/** `id` is the ICMP identifier that the answer brings back. */
export function icmpProbe(
  { source, destination, chance }: Envelope,
  message: 'echo' | 'timestamp',
  id: number,
): Uint8Array {
  return icmpPacket(
    { id: ipId(chance), ttl: ttl(chance), source, destination },
    message === 'echo'
      ? { type: 'echo-request', id, sequence: 0 }
      : { type: 'timestamp-request', id, sequence: 0, originate: 0, receive: 0, transmit: 0 },
  );
}

export const arpProbe = (mac: Mac, source: Ipv4, destination: Ipv4): Uint8Array =>
  arpFrame(
    { destination: BROADCAST_MAC, source: mac },
    { operation: 1, senderMac: mac, senderIp: source, targetMac: ZERO_MAC, targetIp: destination },
  );
