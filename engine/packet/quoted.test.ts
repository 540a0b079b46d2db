import { describe, expect, it } from 'vitest';
import { formatIpv4 } from './address.ts';
import { icmpPacket, ipv4Packet, tcpPacket, udpPacket } from './build.ts';
import { spanOf } from './bytes.ts';
import { decodeFrame } from './packet.ts';
import { parseQuoted, type QuotedPacket } from './quoted.ts';
import { CAPTURED } from './testing/captured.ts';
import { bytesOf, IP, withBytes } from './testing/samples.ts';

const TCP = tcpPacket(IP, {
  sourcePort: 40_000,
  destinationPort: 22,
  sequence: 0xfedcba98,
  acknowledgment: 0,
  flags: 2,
  window: 1024,
});
const UDP = udpPacket(IP, { sourcePort: 40_001, destinationPort: 53, payload: bytesOf('0102') });
const ECHO = icmpPacket(IP, { type: 'echo-request', id: 0x1234, sequence: 1 });
const SCTP = ipv4Packet({ ...IP, protocol: 132 }, bytesOf('9c4f0025000000004ed6df1b'));

function identity(bytes: Uint8Array): Omit<QuotedPacket, 'ip'> {
  const quoted = parseQuoted(spanOf(bytes));
  if (!quoted.ok) throw new Error(quoted.problem.code);
  const { ip: _, ...rest } = quoted.value;
  return rest;
}

describe('a quoted packet', () => {
  const TCP_PORTS = { sourcePort: 40_000, destinationPort: 22 };
  it.each<[string, Uint8Array, Omit<QuotedPacket, 'ip'>]>([
    ['whole TCP', TCP, { ...TCP_PORTS, tcpSequence: 0xfedcba98, transportBytes: 20 }],
    [
      '8 bytes of TCP (RFC 792)',
      TCP.slice(0, 28),
      { ...TCP_PORTS, tcpSequence: 0xfedcba98, transportBytes: 8 },
    ],
    ['7 bytes of TCP', TCP.slice(0, 27), { ...TCP_PORTS, transportBytes: 7 }],
    ['4 bytes of TCP', TCP.slice(0, 24), { ...TCP_PORTS, transportBytes: 4 }],
    ['3 bytes of TCP', TCP.slice(0, 23), { transportBytes: 3 }],
    ['no TCP at all', TCP.slice(0, 20), { transportBytes: 0 }],
    ['whole UDP', UDP, { sourcePort: 40_001, destinationPort: 53, transportBytes: 10 }],
    ['8 bytes of UDP', UDP.slice(0, 28), { sourcePort: 40_001, destinationPort: 53, transportBytes: 8 }],
    ['SCTP', SCTP, { sourcePort: 0x9c4f, destinationPort: 0x25, transportBytes: 12 }],
    ['an echo request', ECHO, { icmpId: 0x1234, transportBytes: 8 }],
    ['7 bytes of an echo request', ECHO.slice(0, 27), { transportBytes: 7 }],
    ['an ICMP error, which has no identifier', withBytes(ECHO, { 20: 3 }), { transportBytes: 8 }],
    ['a timestamp reply', withBytes(ECHO, { 20: 14 }), { icmpId: 0x1234, transportBytes: 8 }],
    ['another protocol', withBytes(TCP, { 9: 47 }), { transportBytes: 20 }],
    ['a later fragment, whose first bytes are no ports', withBytes(TCP, { 7: 1 }), { transportBytes: 20 }],
    [
      'a wrong total length',
      withBytes(TCP, { 2: 0, 3: 1 }),
      { ...TCP_PORTS, tcpSequence: 0xfedcba98, transportBytes: 20 },
    ],
    [
      'bytes behind the packet (RFC 4884)',
      Uint8Array.of(...UDP, 1, 2, 3),
      { sourcePort: 40_001, destinationPort: 53, transportBytes: 10 },
    ],
  ])('of %s', (_, bytes, expected) => expect(identity(bytes)).toEqual(expected));

  it.each([
    ['cut inside the IP header', TCP.slice(0, 19), 'header-truncated', 20, 19],
    ['of nothing', new Uint8Array(), 'header-truncated', 20, 0],
    ['of IPv6', withBytes(TCP, { 0: 0x60 }), 'version-not-4', 4, 6],
    ['with an impossible header', withBytes(TCP, { 0: 0x41 }), 'header-length-below-minimum', 20, 4],
    [
      'with options that were cut',
      withBytes(TCP.slice(0, 28), { 0: 0x4f }),
      'header-length-beyond-packet',
      60,
      28,
    ],
  ])('%s is refused', (_, bytes, code, needed, found) => {
    const problem = { header: 'quoted', code, offset: 0, needed, found };
    expect(parseQuoted(spanOf(bytes))).toEqual({ ok: false, problem });
  });
});

describe('quotes in real errors', () => {
  const rows = CAPTURED.filter(({ tcpdump }) =>
    / unreachable|time exceeded|redirect|parameter/.test(tcpdump),
  );

  it.each(rows)('$tcpdump', ({ tcpdump, hex }) => {
    const { icmp } = decodeFrame(bytesOf(hex));
    const quoted = icmp && parseQuoted(icmp.quoted());
    if (!quoted?.ok) return expect.unreachable();
    const { ip, sourcePort, destinationPort } = quoted.value;
    const inner = tcpdump.slice(tcpdump.lastIndexOf('| ') + 2);
    const port = (number?: number) => (number === undefined ? '' : `.${number}`);
    const addresses = `${formatIpv4(ip.source)}${port(sourcePort)} > ${formatIpv4(ip.destination)}${port(destinationPort)}:`;
    expect(inner.startsWith(addresses), `${addresses} in ${inner}`).toBe(true);
    if (inner.includes('seq ') && inner.includes('Flags'))
      expect(quoted.value.tcpSequence).toBe(Number(/seq (\d+)/.exec(inner)?.[1]));
  });

  it('are of eight kinds at least', () => expect(rows.length).toBeGreaterThan(7));
});
