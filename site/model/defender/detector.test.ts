import { describe, expect, it } from 'vitest';
import {
  decodeIp,
  type Ipv4,
  icmpPacket,
  parseFlagLetters,
  parseIpv4,
  tcpPacket,
  udpPacket,
} from '../../../engine/packet/index.ts';
import { alarmsOver } from './detector.ts';
import type { SeenPacket } from './seen.ts';

const ip = (text: string): Ipv4 => parseIpv4(text) ?? (0 as Ipv4);
const THEM = '198.18.10.2';
const US = '198.18.10.28';
const SECOND = 1_000_000;

/** A packet between the two, `ours` being the target's port. */
interface Sent {
  readonly at?: number;
  readonly way?: 'in' | 'out';
  readonly flags?: string;
  readonly port?: number;
  readonly bytes?: number;
  readonly udp?: boolean;
  readonly closed?: boolean;
}

const seen = (sent: readonly Sent[]): SeenPacket[] =>
  sent.map(
    ({ at = 0, way = 'in', flags = 'S', port = 22, bytes = 0, udp = false, closed = false }, index) => {
      const [from, to] = way === 'in' ? [THEM, US] : [US, THEM];
      const [sourcePort, destinationPort] = way === 'in' ? [40_000, port] : [port, 40_000];
      const header = { id: 1, ttl: 64, source: ip(from), destination: ip(to) };
      const payload = new Uint8Array(bytes);
      const asked = udpPacket(
        { id: 1, ttl: 64, source: ip(THEM), destination: ip(US) },
        { sourcePort: 40_000, destinationPort: port },
      );
      const tcp = { sourcePort, destinationPort, sequence: 1, acknowledgment: 1, window: 1024, payload };
      const packet = closed
        ? icmpPacket(header, { type: 'unreachable', code: 3, quoted: asked })
        : udp
          ? udpPacket(header, { sourcePort, destinationPort })
          : tcpPacket(header, { ...tcp, flags: parseFlagLetters(flags) ?? 0 });
      return { event: index + 1, at, way, source: from, destination: to, packet: decodeIp(packet) };
    },
  );

const raised = (sent: readonly Sent[]): string[] =>
  alarmsOver(seen(sent)).map(({ rule, event }) => `${rule} at ${event}`);

const ports = (count: number, each: (index: number) => Sent = () => ({})): Sent[] =>
  Array.from({ length: count }, (_, index) => ({ port: 1000 + index, ...each(index) }));

const ANSWERED: readonly Sent[] = [{}, { way: 'out', flags: 'SA' }];

/** Each row: what came and went, and the alarms that the rules' own sentences ask for. */
const CASES: readonly (readonly [string, readonly Sent[], readonly string[]])[] = [
  ['15 ports are not more than 15', ports(15), []],
  ['the sixteenth port is', ports(16), ['manyPorts at 16']],
  ['the same port many times is one port', ports(40, () => ({ port: 80 })), []],
  [
    '16 ports, one a second, are never more than 6 within 5 s',
    ports(16, (index) => ({ at: index * SECOND })),
    [],
  ],
  ['a NULL segment', [{ flags: '' }], ['oddFlags at 1']],
  ['a FIN alone', [{ flags: 'F' }], ['oddFlags at 1']],
  ['an Xmas segment', [{ flags: 'FPU' }], ['oddFlags at 1']],
  ['an ACK without a SYN before it', [{ flags: 'A' }], ['strayAck at 1']],
  ['an ACK that ends a handshake is none', [...ANSWERED, { flags: 'A' }], []],
  ['a half-open connection', [...ANSWERED, { flags: 'R' }], ['halfOpen at 3']],
  ['a SYN that nobody answered is none', [{}, {}, { flags: 'R' }], []],
  ['a refused SYN is none', [{}, { way: 'out', flags: 'RA' }], []],
  [
    'a connection reset without data',
    [...ANSWERED, { flags: 'A' }, { flags: 'RA' }],
    ['emptyConnection at 4'],
  ],
  [
    'a connection closed without data',
    [...ANSWERED, { flags: 'A' }, { flags: 'FA' }],
    ['emptyConnection at 4'],
  ],
  [
    'a connection with data is none',
    [...ANSWERED, { flags: 'A' }, { flags: 'PA', bytes: 5 }, { flags: 'FA' }],
    [],
  ],
  ['5 closed UDP ports are not more than 5', ports(5, () => ({ way: 'out', closed: true })), []],
  ['the sixth closed UDP port is', ports(6, () => ({ way: 'out', closed: true })), ['closedUdp at 6']],
  [
    'an answer that this host itself asked for is none',
    [{ way: 'out' }, { flags: 'SA' }, { way: 'out', flags: 'A' }],
    [],
  ],
];

describe('the detector', () => {
  it.each(CASES)('%s', (_name, sent, alarms) => {
    expect(raised(sent)).toEqual(alarms);
  });

  it('raises each alarm about a source once', () => {
    expect(raised([{ flags: 'F' }, { flags: 'F', port: 23 }, ...ports(40)])).toEqual([
      ...['oddFlags at 1', 'manyPorts at 16'],
    ]);
  });
});
