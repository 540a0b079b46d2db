import * as fc from 'fast-check';
import { asIpv4 } from './address.ts';
import { ARP_FIELD, arpLength, emitArp, parseArp } from './arp.ts';
import { ETHERNET_FIELD, emitEthernet, ethernetLength, parseEthernet } from './ethernet.ts';
import { ICMP_FIELD, parseIcmp } from './icmp.ts';
import { emitIcmp, icmpLength } from './icmp-emit.ts';
import { emitIpv4, IPV4_FIELD, ipv4Length, parseIpv4Packet } from './ipv4.ts';
import { good } from './problem.ts';
import { emitTcp, parseTcp, TCP_FIELD, tcpLength } from './tcp.ts';
import { tcpOptionsLength } from './tcp-options.ts';
import * as arbitrary from './testing/arbitraries.ts';
import { describeCodecLaws } from './testing/codec-laws.ts';
import { emitUdp, parseUdp, UDP_FIELD, udpLength } from './udp.ts';

const BETWEEN = { source: asIpv4(0xc612_0a02), destination: asIpv4(0xc612_0a1c) };

describeCodecLaws({
  name: 'Ethernet',
  fields: arbitrary.ethernetArbitrary,
  table: ETHERNET_FIELD,
  length: ethernetLength,
  emit: emitEthernet,
  parse: parseEthernet,
  toFields: (view) => good(view.fields()),
  needed: () => 14,
});

describeCodecLaws({
  name: 'ARP',
  fields: arbitrary.arpArbitrary,
  table: ARP_FIELD,
  length: arpLength,
  emit: emitArp,
  parse: parseArp,
  toFields: (view) => good(view.fields()),
  needed: () => 28,
});

describeCodecLaws({
  name: 'IPv4',
  fields: arbitrary.ipv4FieldsArbitrary,
  table: IPV4_FIELD,
  length: ipv4Length,
  emit: emitIpv4,
  parse: parseIpv4Packet,
  toFields: (view) => good(view.fields()),
  needed: ipv4Length,
});

describeCodecLaws({
  name: 'TCP',
  fields: arbitrary.tcpArbitrary,
  table: TCP_FIELD,
  length: tcpLength,
  emit: (fields, into, at) => emitTcp(fields, into, at, BETWEEN),
  parse: parseTcp,
  toFields: (view) => view.fields(),
  needed: (fields) => 20 + tcpOptionsLength(fields.options ?? []),
});

describeCodecLaws({
  name: 'UDP',
  fields: arbitrary.udpArbitrary,
  table: UDP_FIELD,
  length: udpLength,
  emit: (fields, into, at) => emitUdp(fields, into, at, BETWEEN),
  parse: parseUdp,
  toFields: (view) => good(view.fields()),
  needed: udpLength,
});

describeCodecLaws({
  name: 'ICMP',
  fields: fc.oneof(arbitrary.icmpArbitrary),
  table: ICMP_FIELD,
  length: icmpLength,
  emit: emitIcmp,
  parse: parseIcmp,
  toFields: (view) => view.fields(),
  needed: () => 8,
});
