import { describe, expect, it } from 'vitest';
import { icmpPacket, type Override, tcpPacket, udpPacket } from './build.ts';
import { describeFinding } from './finding.ts';
import { TCP_FLAG } from './flags.ts';
import { decodeIp } from './packet.ts';
import type { TcpFields } from './tcp.ts';
import { IP, withBytes } from './testing/samples.ts';
import { checkIcmp, checkTcp, checkUdp } from './transport-check.ts';

const { FIN, SYN, RST, PSH, ACK, URG, ECE, CWR } = TCP_FLAG;
const SEGMENT: TcpFields = {
  sourcePort: 40_000,
  destinationPort: 22,
  sequence: 1,
  acknowledgment: 0,
  flags: SYN,
  window: 1024,
};

function tcp(fields: Partial<TcpFields>, override?: Override) {
  const packet = decodeIp(tcpPacket(IP, { ...SEGMENT, ...fields }, override));
  return packet.tcp && packet.ip ? checkTcp(packet.tcp, packet.ip) : [];
}

describe('checkTcp', () => {
  it.each([
    ['SYN', SYN],
    ['SYN with ECN (RFC 3168)', SYN | ECE | CWR],
    ['SYN+ACK', SYN | ACK],
    ['ACK', ACK],
    ['FIN+ACK', FIN | ACK],
    ['data', PSH | ACK],
    ['urgent data', URG | PSH | ACK],
    ['RST', RST],
    ['RST+ACK', RST | ACK],
  ])('finds nothing in %s', (_, flags) => expect(tcp({ flags })).toEqual([]));

  it.each([
    ['a NULL probe', 0, ['flags-none']],
    ['a FIN probe', FIN, ['flags-contradict']],
    ['an Xmas probe', FIN | PSH | URG, ['flags-contradict']],
    ['SYN+FIN', SYN | FIN, ['flags-contradict']],
    ['SYN+RST', SYN | RST | ACK, ['flags-contradict']],
  ])('finds in %s what no TCP would send', (_, flags, codes) =>
    expect(tcp({ flags })).toEqual(codes.map((code) => ({ header: 'tcp', code, offset: 33, found: flags }))),
  );

  it.each<[string, Partial<TcpFields>, string, number]>([
    ['reserved bits', { reserved: 8 }, 'reserved-bits-set', 32],
    ['an urgent pointer without URG', { urgentPointer: 1 }, 'urgent-pointer-unused', 38],
    ['an acknowledgment number without ACK', { acknowledgment: 1 }, 'acknowledgment-unused', 28],
    ['source port 0', { sourcePort: 0 }, 'port-zero', 20],
    ['destination port 0', { destinationPort: 0 }, 'port-zero', 22],
  ])('finds %s', (_, fields, code) => expect(tcp(fields).map((finding) => finding.code)).toEqual([code]));

  it('finds options that cannot be read, where they are', () => {
    const options = [{ kind: 'unknown', code: 99, data: new Uint8Array(2) } as const];
    const bytes = withBytes(tcpPacket(IP, { ...SEGMENT, options }), { 41: 1 });
    const { tcp: view, ip } = decodeIp(bytes);
    const found = view && ip && checkTcp(view, ip);
    expect(found?.map(({ code, offset }) => [code, offset])).toEqual([
      ['checksum-wrong', 36],
      ['options-malformed', 41],
    ]);
  });

  it('needs no more of the IP header than two addresses', () => {
    const { tcp: view } = decodeIp(tcpPacket(IP, SEGMENT));
    const { udp: datagram } = decodeIp(udpPacket(IP, { sourcePort: 1, destinationPort: 2 }));
    expect(view && checkTcp(view, { source: IP.source, destination: IP.destination })).toEqual([]);
    expect(datagram && checkUdp(datagram, { source: IP.source, destination: IP.destination })).toEqual([]);
    const swapped = { source: IP.destination, destination: IP.destination };
    expect(view && checkTcp(view, swapped)).toMatchObject([{ code: 'checksum-wrong' }]);
  });

  it('says which checksum would be right', () => {
    const right = decodeIp(tcpPacket(IP, SEGMENT)).tcp?.checksum ?? 0;
    const wrong = right ^ 0x0100;
    const expected = { header: 'tcp', code: 'checksum-wrong', offset: 36, found: wrong, expected: right };
    expect(tcp({}, { checksum: wrong })).toEqual([expected]);
  });
});

describe('checkUdp', () => {
  const udp = (checksum?: number, ports = { sourcePort: 1, destinationPort: 53 }) => {
    const override = checksum === undefined ? {} : { checksum };
    const packet = decodeIp(udpPacket(IP, { ...ports, payload: new Uint8Array(3) }, override));
    return packet.udp && packet.ip
      ? checkUdp(packet.udp, packet.ip).map(({ code, offset }) => `${code} ${offset}`)
      : ['none'];
  };
  it('finds nothing in a good datagram', () => expect(udp()).toEqual([]));
  it('finds a wrong checksum', () => expect(udp(0xbeef)).toEqual(['checksum-wrong 26']));
  it('finds that there is none', () => expect(udp(0)).toEqual(['checksum-absent 26']));
  it('finds port 0', () =>
    expect(udp(undefined, { sourcePort: 0, destinationPort: 0 })).toEqual(['port-zero 20', 'port-zero 22']));
});

describe('checkIcmp', () => {
  const icmp = (override: Override) => {
    const packet = decodeIp(icmpPacket(IP, { type: 'echo-request', id: 1, sequence: 2 }, override));
    return packet.icmp ? checkIcmp(packet.icmp).map(({ code }) => code) : ['none'];
  };
  it('finds nothing in a good message', () => expect(icmp({})).toEqual([]));
  it('finds a wrong checksum', () => expect(icmp({ checksum: 1 })).toEqual(['checksum-wrong']));
});

describe('describeFinding', () => {
  it('is a sentence', () => {
    expect(tcp({ flags: 0 }).map(describeFinding)).toEqual(['No flag is set: no TCP sends that.']);
  });
});
