/** What is read of a frame's bytes without taking the frame apart: a long run has a hundred thousand of them. */
import { asIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import type { FrameEvent } from '../../engine/trace/index.ts';

/** Places in hex text, two signs a byte. */
const MAC_SIGNS = 12;
const ETHERNET_SIGNS = 28;
const ETHERTYPE = 24;
const ARP = '0806';
/** Of the address asked for, in an ARP message behind its Ethernet header (RFC 826). */
const ARP_TARGET = ETHERNET_SIGNS + 48;

/** To a group of hosts: the lowest bit of the first byte (IEEE 802). */
export const isGroup = ({ link, hex }: FrameEvent): boolean =>
  link === 'ethernet' && (Number.parseInt(hex.slice(0, 2), 16) & 1) === 1;

/** Who is to get a frame: an Ethernet address as hex text, or who has the address that an ARP broadcast asks for. */
export function nextHopOf(frame: FrameEvent): { readonly mac: string; readonly asked?: Ipv4 } {
  const { link, hex } = frame;
  const mac = link === 'ethernet' ? hex.slice(0, MAC_SIGNS) : '';
  const isAsking = isGroup(frame) && hex.startsWith(ARP, ETHERTYPE);
  if (!isAsking) return { mac };
  return { mac, asked: asIpv4(Number.parseInt(hex.slice(ARP_TARGET, ARP_TARGET + 8), 16)) };
}

/** By identification, protocol and source, which neither a router nor a change of the destination touches. */
export function isSamePacket(one: FrameEvent, other: FrameEvent): boolean {
  const [a, b] = [ipHex(one), ipHex(other)];
  return SAME.every(([from, to]) => a.slice(from, to) === b.slice(from, to));
}

const SAME = [
  [8, 12],
  [18, 20],
  [24, 32],
] as const;

const ipHex = ({ link, hex }: FrameEvent): string => (link === 'ethernet' ? hex.slice(ETHERNET_SIGNS) : hex);
