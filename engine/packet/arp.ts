import { asIpv4, asMac, type Ipv4, isGroupMac, type Mac } from './address.ts';
import { type Span, setU8, setU16, setU32, setU48, u8, u16, u32, u48 } from './bytes.ts';
import type { FieldTable } from './field.ts';
import { type Finding, finding } from './finding.ts';
import { ETHERTYPE } from './numbers.ts';
import { bad, type Decoded, good } from './problem.ts';

/** ARP for IPv4 over Ethernet (RFC 826). */
export interface ArpFields {
  /** 1 asks, 2 answers. */
  readonly operation: number;
  readonly senderMac: Mac;
  readonly senderIp: Ipv4;
  readonly targetMac: Mac;
  readonly targetIp: Ipv4;
}

export const ARP_OPERATION = { REQUEST: 1, REPLY: 2 } as const;

export const ARP_FIELD = {
  hardwareType: [0, 16],
  protocolType: [16, 16],
  hardwareLength: [32, 8],
  protocolLength: [40, 8],
  operation: [48, 16],
  senderMac: [64, 48],
  senderIp: [112, 32],
  targetMac: [144, 48],
  targetIp: [192, 32],
} as const satisfies FieldTable;

export const ARP_LENGTH = 28;
const HARDWARE_ETHERNET = 1;

export class ArpView {
  readonly span: Span;
  constructor(span: Span) {
    this.span = span;
  }
  get hardwareType(): number {
    return u16(this.span.bytes, this.span.start);
  }
  get protocolType(): number {
    return u16(this.span.bytes, this.span.start + 2);
  }
  get hardwareLength(): number {
    return u8(this.span.bytes, this.span.start + 4);
  }
  get protocolLength(): number {
    return u8(this.span.bytes, this.span.start + 5);
  }
  get operation(): number {
    return u16(this.span.bytes, this.span.start + 6);
  }
  get senderMac(): Mac {
    return asMac(u48(this.span.bytes, this.span.start + 8));
  }
  get senderIp(): Ipv4 {
    return asIpv4(u32(this.span.bytes, this.span.start + 14));
  }
  get targetMac(): Mac {
    return asMac(u48(this.span.bytes, this.span.start + 18));
  }
  get targetIp(): Ipv4 {
    return asIpv4(u32(this.span.bytes, this.span.start + 24));
  }
  fields(): ArpFields {
    const { operation, senderMac, senderIp, targetMac, targetIp } = this;
    return { operation, senderMac, senderIp, targetMac, targetIp };
  }
}

/** The types and address lengths are checked here because they decide where the addresses are. */
export function parseArp(span: Span): Decoded<ArpView> {
  const { bytes, start, end } = span;
  const have = end - start;
  if (have < ARP_LENGTH) return bad('arp', 'header-truncated', start, ARP_LENGTH, have);
  const hardware = u16(bytes, start);
  if (hardware !== HARDWARE_ETHERNET)
    return bad('arp', 'hardware-not-ethernet', start, HARDWARE_ETHERNET, hardware);
  const protocol = u16(bytes, start + 2);
  if (protocol !== ETHERTYPE.IPV4)
    return bad('arp', 'protocol-not-ipv4', start + 2, ETHERTYPE.IPV4, protocol);
  if (u8(bytes, start + 4) !== 6)
    return bad('arp', 'address-length-wrong', start + 4, 6, u8(bytes, start + 4));
  if (u8(bytes, start + 5) !== 4)
    return bad('arp', 'address-length-wrong', start + 5, 4, u8(bytes, start + 5));
  return good(new ArpView(span));
}

export const arpLength = (_fields?: ArpFields): number => ARP_LENGTH;

export function emitArp(fields: ArpFields, into: Uint8Array, at: number): number {
  setU16(into, at, HARDWARE_ETHERNET);
  setU16(into, at + 2, ETHERTYPE.IPV4);
  setU8(into, at + 4, 6);
  setU8(into, at + 5, 4);
  setU16(into, at + 6, fields.operation);
  setU48(into, at + 8, fields.senderMac);
  setU32(into, at + 14, fields.senderIp);
  setU48(into, at + 18, fields.targetMac);
  setU32(into, at + 24, fields.targetIp);
  return ARP_LENGTH;
}

export function checkArp(view: ArpView): Finding[] {
  const found: Finding[] = [];
  const { operation, senderMac } = view;
  if (operation !== ARP_OPERATION.REQUEST && operation !== ARP_OPERATION.REPLY)
    found.push(finding('arp', 'operation-unknown', view.span.start + 6, operation));
  if (isGroupMac(senderMac)) found.push(finding('arp', 'source-is-group', view.span.start + 8, senderMac));
  return found;
}
