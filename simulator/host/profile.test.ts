import { describe, expect, it } from 'vitest';
import { flagLetters, parseQuoted, TCP_FLAG, type TcpOption, toHex } from '../../engine/packet/index.ts';
import {
  type Answer,
  datagram,
  type KernelBench,
  kernelBench,
  segment,
  tcpText,
} from '../../test/support/kernel-bench.ts';
import { STACK_NAMES, type StackName } from '../lab/model.ts';
import { receptionsOf } from './closed.ts';
import { PROFILES } from './profile.ts';

const { FIN, SYN, RST, PSH, ACK, URG } = TCP_FLAG;
const SECOND = 1_000_000;
const OPEN = 80;
const CLOSED = 81;

const bench = (stack: StackName): KernelBench =>
  kernelBench({ stack, services: ['tcp/80', { protocol: 'udp', port: 7, reply: new Uint8Array(4) }] });

const first = ([answer]: readonly Answer[]): Answer => {
  if (answer === undefined) throw new Error('no answer');
  return answer;
};

function answerTo(stack: StackName, flags: number, destinationPort: number): string {
  const host = bench(stack);
  host.give(segment({ flags, destinationPort }));
  const [answer, ...more] = host.take();
  expect(more).toEqual([]);
  if (answer?.packet.tcp === undefined) return 'silence';
  return `${flagLetters(answer.packet.tcp.flags)} win ${answer.packet.tcp.window}`;
}

/** The probes of nine TCP techniques; -sT and -sS look alike to the target. */
const PROBES = {
  syn: SYN,
  ack: ACK,
  fin: FIN,
  null: 0,
  xmas: FIN | PSH | URG,
  maimon: FIN | ACK,
  synfin: SYN | FIN,
};
type Probe = keyof typeof PROBES;

/** From the sources that profile.ts names, not from what our stacks do. */
const OPEN_PORTS: Readonly<Record<StackName, Readonly<Record<Probe, string>>>> = {
  linux: {
    syn: 'SA win 64240',
    ack: 'R win 0',
    fin: 'silence',
    null: 'silence',
    xmas: 'silence',
    maimon: 'R win 0',
    synfin: 'silence',
  },
  windows: {
    syn: 'SA win 8192',
    ack: 'R win 0',
    fin: 'RA win 0',
    null: 'RA win 0',
    xmas: 'RA win 0',
    maimon: 'R win 0',
    synfin: 'RA win 0',
  },
  bsd: {
    syn: 'SA win 8192',
    ack: 'R win 8192',
    fin: 'silence',
    null: 'silence',
    xmas: 'silence',
    maimon: 'silence',
    synfin: 'SA win 8192',
  },
  'split-handshake': {
    syn: 'S win 64240',
    ack: 'R win 0',
    fin: 'silence',
    null: 'silence',
    xmas: 'silence',
    maimon: 'R win 0',
    synfin: 'silence',
  },
};
const ROWS = STACK_NAMES.flatMap((stack) =>
  (Object.keys(PROBES) as Probe[]).map((probe) => [stack, probe, OPEN_PORTS[stack][probe]] as const),
);

describe('a listener', () => {
  it.each(ROWS)('of %s meets a %s probe with %s', (stack, probe, expected) => {
    expect(answerTo(stack, PROBES[probe], OPEN)).toBe(expected);
  });

  it.each(STACK_NAMES)('of %s never answers a reset, whatever is set beside it', (stack) => {
    for (let flags = 0; flags < 64; flags++)
      if ((flags & RST) !== 0) expect(receptionsOf(PROFILES[stack])(flags)).toBe('drop');
  });

  it.each(STACK_NAMES)('of %s takes no notice of the flags of ECN', (stack) => {
    const receptionOf = receptionsOf(PROFILES[stack]);
    for (let flags = 0; flags < 256; flags++) expect(receptionOf(flags)).toBe(receptionOf(flags & 63));
  });
});

describe('a closed port', () => {
  it.each(STACK_NAMES)('of %s resets, with a window of 0 whatever the stack', (stack) => {
    for (const flags of Object.values(PROBES))
      expect(answerTo(stack, flags, CLOSED)).toBe((flags & ACK) === 0 ? 'RA win 0' : 'R win 0');
  });
});

describe('the IP header', () => {
  const HEADERS: readonly (readonly [StackName, number, boolean])[] = [
    ['linux', 64, true],
    ['windows', 128, true],
    ['bsd', 64, false],
    ['split-handshake', 64, true],
  ];

  it.each(HEADERS)(
    'of %s has TTL %i under every protocol, and in TCP "do not fragment" is %s',
    (stack, ttl, df) => {
      const host = bench(stack);
      host.give(segment({ flags: SYN, destinationPort: CLOSED }));
      expect(first(host.take()).packet.ip).toMatchObject({ ttl, dontFragment: df });
      host.give(datagram({ destinationPort: 7 }));
      host.give(datagram({ destinationPort: 9 }));
      expect(host.take().map(({ packet }) => packet.ip?.ttl)).toEqual([ttl, ttl]);
    },
  );

  it.each(['windows', 'bsd'] as const)('of %s is numbered by one counter for all packets', (stack) => {
    const host = bench(stack);
    host.give(segment({ flags: SYN, destinationPort: CLOSED }));
    host.give(datagram({ destinationPort: 9 }));
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    const [a = 0, b = 0, c = 0] = host.take().map(({ packet }) => packet.ip?.id ?? 0);
    expect([(b - a) & 0xffff, (c - b) & 0xffff]).toEqual([1, 1]);
  });
});

describe('ICMP errors', () => {
  const payload = new Uint8Array(100);

  it.each([
    ['linux', 6],
    ['windows', 40],
    ['bsd', 40],
  ] as const)('of %s come %i times to forty datagrams at once', (stack, expected) => {
    const host = bench(stack);
    for (let port = 1000; port < 1040; port++) host.give(datagram({ destinationPort: port }));
    expect(host.take()).toHaveLength(expected);
  });

  it.each([
    ['linux', 128, 0xc0],
    ['windows', 128, 0],
    ['bsd', 28, 0],
  ] as const)('of %s quote %i bytes of a datagram of 128, with type of service %i', (stack, quoted, tos) => {
    const host = bench(stack);
    host.give(datagram({ destinationPort: 9, payload }));
    const { icmp, ip } = first(host.take()).packet;
    const span = icmp?.quoted();
    expect(ip?.tos).toBe(tos);
    expect(span && span.end - span.start).toBe(quoted);
    expect(span && parseQuoted(span)).toMatchObject({ ok: true, value: { destinationPort: 9 } });
  });
});

describe('a SYN+ACK', () => {
  const ALL: readonly TcpOption[] = [
    { kind: 'mss', value: 1460 },
    { kind: 'sack-permitted' },
    { kind: 'timestamp', value: 1000, echo: 0 },
    { kind: 'nop' },
    { kind: 'window-scale', shift: 7 },
  ];

  it.each([
    // SACK and a scale of 8, no timestamps; timestamps and a scale of 0, no SACK.
    ['windows', '020405b40101040201030308'],
    ['bsd', '020405b40101080a????????000003e801030300'],
  ] as const)('of %s agrees to what the stack knows', (stack, options) => {
    const host = bench(stack);
    host.give(segment({ flags: SYN, destinationPort: OPEN, options: ALL }));
    const { tcp } = first(host.take()).packet;
    const said = tcp === undefined ? '' : toHex(tcp.optionsSpan);
    expect(said.length).toBe(options.length);
    expect([...options].map((char, i) => (char === '?' ? '?' : said[i])).join('')).toBe(options);
  });
});

describe('a split handshake', () => {
  it('is completed by a client that goes along (RFC 9293 section 3.5, figure 8)', () => {
    const host = bench('split-handshake');
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    const syn = first(host.take()).packet.tcp;
    expect(syn).toMatchObject({ flags: SYN, acknowledgment: 0 });
    const acknowledgment = ((syn?.sequence ?? 0) + 1) >>> 0;
    host.give(segment({ flags: SYN | ACK, destinationPort: OPEN, acknowledgment }));
    expect(host.take().map(tcpText)).toEqual([`A seq ${acknowledgment} ack 1001 win 64240`]);
    expect(host.host.sockets().map(({ state }) => state)).toContain('ESTAB');
    host.give(segment({ flags: FIN | ACK, destinationPort: OPEN, sequence: 1001, acknowledgment }));
    expect(host.take().map(tcpText)).toEqual([`RA seq ${acknowledgment} ack 1001 win 64240`]);
  });

  it('ends with the reset of a client that knows of none', () => {
    const host = bench('split-handshake');
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    const acknowledgment = ((first(host.take()).packet.tcp?.sequence ?? 0) + 1) >>> 0;
    host.give(segment({ flags: RST | ACK, destinationPort: OPEN, sequence: 0, acknowledgment }));
    expect(host.take(200 * SECOND)).toEqual([]);
  });

  it('ends with a reset after it was completed, too, and passes over a SYN that comes twice', () => {
    const host = bench('split-handshake');
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    const acknowledgment = ((first(host.take()).packet.tcp?.sequence ?? 0) + 1) >>> 0;
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    expect(host.take()).toEqual([]);
    host.give(segment({ flags: SYN | ACK, destinationPort: OPEN, acknowledgment }));
    host.take();
    host.give(segment({ flags: RST, destinationPort: OPEN, sequence: 1001 }));
    expect(host.take(200 * SECOND)).toEqual([]);
    expect(host.host.sockets().map(({ state }) => state)).not.toContain('ESTAB');
  });

  it('names the nature of the stack among the causes', () => {
    const host = bench('split-handshake');
    host.give(segment({ flags: SYN, destinationPort: OPEN }));
    host.take();
    const facts = host.trace.events.filter((event) => event.kind === 'fact');
    expect(facts).toContainEqual(expect.objectContaining({ code: 'stack' }));
  });
});
