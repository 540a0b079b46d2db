/** EtherTypes that are decoded here. */
export const ETHERTYPE = { IPV4: 0x0800, ARP: 0x0806 } as const;

/** IP protocol numbers (IANA). */
export const PROTOCOL = { ICMP: 1, IGMP: 2, TCP: 6, UDP: 17, SCTP: 132 } as const;

const ETHERTYPE_NAME: Readonly<Record<number, string>> = {
  2048: 'IPv4',
  2054: 'ARP',
  33024: 'VLAN tag',
  34525: 'IPv6',
  34984: 'provider VLAN tag',
  35020: 'LLDP',
};

/** `IPv6`; a value below 1536 is the length of an IEEE 802.3 frame; `0x88b5` for what has no name here. */
export function etherTypeName(etherType: number): string {
  if (etherType < 0x0600) return `802.3 length ${etherType}`;
  return ETHERTYPE_NAME[etherType] ?? `0x${etherType.toString(16).padStart(4, '0')}`;
}

const PROTOCOL_NAME: Readonly<Record<number, string>> = {
  1: 'icmp',
  2: 'igmp',
  6: 'tcp',
  17: 'udp',
  132: 'sctp',
};

export const protocolName = (protocol: number): string => PROTOCOL_NAME[protocol] ?? `protocol ${protocol}`;
