import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ethernetFrame, icmpPacket, ipv4Packet, tcpPacket, udpPacket } from './build.ts';
import { toHex } from './bytes.ts';
import { checkIpv4 } from './ipv4-check.ts';
import { decodeIp } from './packet.ts';
import * as arbitrary from './testing/arbitraries.ts';
import { bytesOf, IP, ip, SCANNER_MAC, TARGET_MAC } from './testing/samples.ts';
import { checkIcmp, checkTcp, checkUdp } from './transport-check.ts';

const CHECKSUM = { code: 'checksum-wrong' };
const header = arbitrary.ipv4FieldsArbitrary.map((fields) => ({
  ...fields,
  fragmentOffset: 0,
  moreFragments: false,
}));

describe('whole packets', () => {
  it('of TCP are read back with both checksums right, whatever the fields', () => {
    fc.assert(
      fc.property(header, arbitrary.tcpArbitrary, (fields, segment) => {
        const packet = decodeIp(tcpPacket(fields, segment));
        if (packet.ip === undefined || packet.tcp === undefined) return expect.unreachable();
        expect(packet.ip.fields()).toEqual({ ...fields, protocol: 6 });
        expect(packet.tcp.fields()).toEqual({ ok: true, value: segment });
        expect(checkIpv4(packet.ip)).not.toContainEqual(expect.objectContaining(CHECKSUM));
        expect(checkTcp(packet.tcp, packet.ip)).not.toContainEqual(expect.objectContaining(CHECKSUM));
      }),
    );
  });

  it('of UDP likewise', () => {
    fc.assert(
      fc.property(header, arbitrary.udpArbitrary, (fields, datagram) => {
        const packet = decodeIp(udpPacket(fields, datagram));
        if (packet.ip === undefined || packet.udp === undefined) return expect.unreachable();
        expect(packet.udp.fields()).toEqual(datagram);
        expect(checkUdp(packet.udp, packet.ip).filter(({ code }) => code !== 'port-zero')).toEqual([]);
      }),
    );
  });

  it('of ICMP likewise', () => {
    fc.assert(
      fc.property(header, arbitrary.icmpArbitrary, (fields, message) => {
        const { icmp } = decodeIp(icmpPacket(fields, message));
        expect(icmp?.fields()).toEqual({ ok: true, value: message });
        expect(icmp && checkIcmp(icmp)).toEqual([]);
      }),
    );
  });

  it('can have each checksum and the total length wrong on purpose', () => {
    const tcp = { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgment: 4, flags: 5, window: 6 };
    const wrong = { checksum: 0xbeef, ipChecksum: 0xdead, totalLength: 21 };
    const bytes = tcpPacket(IP, tcp, wrong);
    expect([toHex(bytes.slice(2, 4)), toHex(bytes.slice(10, 12)), toHex(bytes.slice(36, 38))]).toEqual([
      '0015',
      'dead',
      'beef',
    ]);
    expect(toHex(udpPacket(IP, { sourcePort: 1, destinationPort: 2 }, { checksum: 0 }).slice(26))).toBe(
      '0000',
    );
    expect(toHex(icmpPacket(IP, { type: 'source-quench', quoted: bytesOf('') }, wrong).slice(22, 24))).toBe(
      'beef',
    );
  });

  it('carry any payload under any protocol number', () => {
    const bytes = ipv4Packet({ ...IP, protocol: 253 }, bytesOf('0102'));
    expect(bytes[9]).toBe(253);
    expect(toHex(bytes.slice(20))).toBe('0102');
  });

  it('go into frames as they are', () => {
    const frame = ethernetFrame(
      { destination: TARGET_MAC, source: SCANNER_MAC, etherType: 0x0800 },
      bytesOf('45'),
    );
    expect(toHex(frame)).toBe('dead0000beef02000000000a080045');
  });

  it('under a source route have a checksum over the end of the route, as a captured one of nmap has', () => {
    const options = bytesOf('01830b04c6120a09c6120a1c'); // nmap --ip-options "L 198.18.10.9"
    const routed = { ...IP, destination: ip('198.18.10.9'), options };
    const tcp = { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgment: 0, flags: 2, window: 6 };
    const direct = tcpPacket(IP, tcp);
    expect(toHex(tcpPacket(routed, tcp).slice(32))).toBe(toHex(direct.slice(20)));
  });
});
