import {
  asIpv4,
  asMac,
  etherTypeName,
  formatIpv4,
  formatMac,
  icmpName,
  protocolName,
  TCP_FLAG,
} from '../../engine/packet/index.ts';
import type { LayerKind } from './field-notes.data.ts';

type Words = (value: number) => string;

const hex = (digits: number) => (value: number) => `0x${value.toString(16).padStart(digits, '0')}`;
const mac: Words = (value) => formatMac(asMac(value));
const ip: Words = (value) => formatIpv4(asIpv4(value));
const bytes: Words = (value) => (value === 1 ? '1 byte' : `${value} bytes`);
const yesOrNo: Words = (value) => (value === 1 ? '1 (set)' : '0 (not set)');
const sinceMidnight: Words = (value) => `${value} ms`;

const ECN = ['not ECN-capable', 'ECT(1)', 'ECT(0)', 'congestion experienced'];

function flagNames(value: number): string {
  const names = Object.entries(TCP_FLAG)
    .filter(([, mask]) => (value & mask) !== 0)
    .map(([name]) => name);
  return `${hex(2)(value)} (${names.length === 0 ? 'none' : names.join(', ')})`;
}

/** How the value of a field reads; what is not named here is a plain number. */
const WORDS: Readonly<Partial<Record<LayerKind, Readonly<Record<string, Words>>>>> = {
  ethernet: {
    destination: mac,
    source: mac,
    etherType: (value) => `${hex(4)(value)} (${etherTypeName(value)})`,
  },
  arp: {
    hardwareType: (value) => (value === 1 ? '1 (Ethernet)' : String(value)),
    protocolType: (value) => `${hex(4)(value)} (${etherTypeName(value)})`,
    hardwareLength: bytes,
    protocolLength: bytes,
    operation: (value) => `${value} (${{ 1: 'request', 2: 'reply' }[value] ?? 'unknown'})`,
    senderMac: mac,
    senderIp: ip,
    targetMac: mac,
    targetIp: ip,
  },
  ipv4: {
    headerLength: (value) => `${value / 4} words (${bytes(value)})`,
    tos: (value) => `${hex(2)(value)} (DSCP ${value >>> 2}, ${ECN[value & 3]})`,
    totalLength: bytes,
    id: (value) => `${value} (${hex(4)(value)})`,
    reservedFlag: yesOrNo,
    dontFragment: yesOrNo,
    moreFragments: yesOrNo,
    fragmentOffset: (value) => `${value / 8} (${bytes(value)})`,
    protocol: (value) => `${value} (${protocolName(value)})`,
    checksum: hex(4),
    source: ip,
    destination: ip,
  },
  icmp: {
    checksum: hex(4),
    rest: hex(2),
    nextHopMtu: bytes,
    gateway: ip,
    mask: ip,
    originate: sinceMidnight,
    receive: sinceMidnight,
    transmit: sinceMidnight,
  },
  tcp: {
    dataOffset: (value) => `${value} words (${bytes(value * 4)})`,
    flags: flagNames,
    window: bytes,
    checksum: hex(4),
  },
  udp: { length: bytes, checksum: hex(4) },
};

export const fieldWords = (layer: LayerKind, field: string, value: number): string =>
  (WORDS[layer]?.[field] ?? String)(value);

/** The type and the code of an ICMP message mean something only together. */
export const icmpWords = (typeNumber: number, code: number): string => icmpName(typeNumber, code);
