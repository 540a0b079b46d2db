import { describe, expect, it } from 'vitest';
import { icmpName, icmpTypeName, isIcmpError } from './icmp-names.ts';
import { ETHERTYPE, etherTypeName, PROTOCOL, protocolName } from './numbers.ts';

describe('names of numbers', () => {
  it.each([
    [0x0800, 'IPv4'],
    [0x0806, 'ARP'],
    [0x8100, 'VLAN tag'],
    [0x86dd, 'IPv6'],
    [0x88a8, 'provider VLAN tag'],
    [0x88cc, 'LLDP'],
    [0x88b5, '0x88b5'],
    [0x0600, '0x0600'],
    [0x05dc, '802.3 length 1500'], // below 1536 it is a length (IEEE 802.3 clause 3.2.6)
    [0x0026, '802.3 length 38'],
  ])('EtherType %i is %s', (etherType, name) => expect(etherTypeName(etherType)).toBe(name));

  it.each([
    [1, 'icmp'],
    [2, 'igmp'],
    [6, 'tcp'],
    [17, 'udp'],
    [132, 'sctp'],
    [47, 'protocol 47'],
  ])('protocol %i is %s', (protocol, name) => expect(protocolName(protocol)).toBe(name));

  it.each([
    [0, 0, 'echo-reply'],
    [8, 0, 'echo-request'],
    [8, 9, 'echo-request code 9'],
    [3, 0, 'network-unreachable'],
    [3, 1, 'host-unreachable'],
    [3, 2, 'protocol-unreachable'],
    [3, 3, 'port-unreachable'],
    [3, 4, 'fragmentation-needed'],
    [3, 9, 'network-prohibited'],
    [3, 10, 'host-prohibited'],
    [3, 13, 'administratively-prohibited'],
    [3, 16, 'unreachable code 16'],
    [4, 0, 'source-quench'],
    [5, 1, 'redirect-host'],
    [11, 0, 'ttl-exceeded'],
    [11, 1, 'reassembly-time-exceeded'],
    [12, 0, 'parameter-problem'],
    [13, 0, 'timestamp-request'],
    [14, 0, 'timestamp-reply'],
    [17, 0, 'mask-request'],
    [18, 0, 'mask-reply'],
    [42, 0, 'type 42'],
    [42, 1, 'type 42 code 1'],
  ])('ICMP type %i code %i is %s (RFC 792, RFC 1122, RFC 1812)', (type, code, name) =>
    expect(icmpName(type, code)).toBe(name),
  );

  it('a type has a name without its code, or its number', () =>
    expect([3, 11, 42].map(icmpTypeName)).toEqual(['unreachable', 'time-exceeded', 'type 42']));

  it('five ICMP types quote the packet that caused them (RFC 1122 section 3.2.2)', () => {
    const errors = Array.from({ length: 256 }, (_, type) => type).filter(isIcmpError);
    expect(errors).toEqual([3, 4, 5, 11, 12]);
  });
});

it('EtherTypes and protocol numbers are those of IANA', () => {
  expect(ETHERTYPE).toEqual({ IPV4: 0x0800, ARP: 0x0806 });
  expect(PROTOCOL).toEqual({ ICMP: 1, IGMP: 2, TCP: 6, UDP: 17, SCTP: 132 });
});
