import { describe, expect, it } from 'vitest';
import {
  type IcmpFields,
  type Ipv4,
  icmpPacket,
  TCP_FLAG,
  type TcpFields,
  toHex,
} from '../../engine/packet/index.ts';
import {
  type Answer,
  HOST,
  type KernelBench,
  kernelBench,
  PEER,
  segment,
  tcpText,
} from '../../test/support/kernel-bench.ts';
import { ip } from '../../test/support/lab.ts';
import { errnoOf } from './errno.ts';

const { SYN, RST, ACK } = TCP_FLAG;
const SECOND = 1_000_000;

interface Attempt {
  readonly bench: KernelBench;
  readonly syn: Answer;
  readonly outcome: { errno: string; at: number }[];
  abandon(): void;
  answer(more: Partial<TcpFields>): Answer[];
}

/** connect() to a port of the peer, right after its SYN has left. */
function connecting(bench: KernelBench = kernelBench(), port = 5000): Attempt {
  const outcome: { errno: string; at: number }[] = [];
  const { abandon } = bench.host.connect(PEER, port, 0, (errno) => {
    outcome.push({ errno: errno ?? 'connected', at: bench.timeline.now });
  });
  const [syn] = bench.take(1000);
  if (syn === undefined) throw new Error('no SYN');
  const { sourcePort, sequence } = syn.packet.tcp ?? { sourcePort: 0, sequence: 0 };
  return {
    bench,
    syn,
    outcome,
    abandon,
    answer(more) {
      const acknowledgment = (sequence + 1) >>> 0;
      bench.give(segment({ sourcePort: port, destinationPort: sourcePort, acknowledgment, ...more }));
      return bench.take(1000);
    },
  };
}

describe('connect()', () => {
  it('sends the SYN of Linux', () => {
    const { syn } = connecting();
    const tcp = syn.packet.tcp;
    expect(syn.packet.ip).toMatchObject({ ttl: 64, tos: 0, dontFragment: true, totalLength: 60 });
    expect(tcp).toMatchObject({ flags: SYN, acknowledgment: 0, window: 64_240 });
    expect(tcp && toHex(tcp.optionsSpan)).toMatch(/^020405b40402080a[0-9a-f]{8}000000000103030a$/);
    expect(tcp?.sourcePort).toBeGreaterThanOrEqual(32_768);
    expect(tcp?.sourcePort).toBeLessThanOrEqual(60_999);
    expect((tcp?.sourcePort ?? 1) % 2).toBe(0);
  });

  it('succeeds with SYN+ACK: ACK, then at once RST+ACK, as nmap -sT on the wire', () => {
    const { answer, outcome, syn } = connecting();
    const sent = answer({ flags: SYN | ACK, sequence: 9000, options: [{ kind: 'mss', value: 1460 }] });
    const next = ((syn.packet.tcp?.sequence ?? 0) + 1) >>> 0;
    expect(sent.map(tcpText)).toEqual([
      `A seq ${next} ack 9001 win 64240`,
      `RA seq ${next} ack 9001 win 64240`,
    ]);
    const ids = [syn, ...sent].map(({ packet }) => packet.ip?.id ?? 0);
    expect(ids).toEqual([ids[0], ((ids[0] ?? 0) + 1) & 0xffff, ((ids[0] ?? 0) + 2) & 0xffff]);
    expect(outcome).toMatchObject([{ errno: 'connected' }]);
  });

  it('speaks of time with a peer that does', () => {
    const { answer } = connecting();
    const options = [
      { kind: 'timestamp', value: 77, echo: 1 },
      { kind: 'window-scale', shift: 10 },
    ] as const;
    const sent = answer({ flags: SYN | ACK, sequence: 9000, options });
    expect(sent.map(({ packet }) => [packet.tcp?.window, packet.ip?.totalLength])).toEqual([
      [63, 52],
      [63, 52],
    ]);
  });

  it('is refused by RST+ACK', () => {
    const { answer, outcome } = connecting();
    expect(answer({ flags: RST | ACK, sequence: 0 })).toEqual([]);
    expect(outcome).toMatchObject([{ errno: 'ECONNREFUSED' }]);
  });

  it('gives up after 131 s of silence', () => {
    const { bench, outcome } = connecting();
    const times = bench.take(200 * SECOND).map(({ at }) => at / SECOND);
    expect(times).toEqual([1, 2, 3, 4, 5, 7, 11, 19, 35, 67]);
    expect(outcome).toEqual([{ errno: 'ETIMEDOUT', at: 131 * SECOND }]);
  });

  it('resets what answers it wrongly with the type of service of the answer', () => {
    const { bench, syn } = connecting();
    const { sourcePort: destinationPort = 0 } = syn.packet.tcp ?? {};
    bench.give(segment({ flags: ACK, sourcePort: 5000, destinationPort, acknowledgment: 5 }, { tos: 0x10 }));
    const [reset] = bench.take(1000);
    expect(reset?.packet.ip).toMatchObject({ id: 0, tos: 0x10 });
    expect(reset && tcpText(reset)).toBe('R seq 5 ack 0 win 0');
  });

  it('to a neighbour that does not answer ARP fails after three seconds', () => {
    const bench = kernelBench({}, () => false);
    const outcome: unknown[] = [];
    bench.host.connect(PEER, 80, 0, (errno) => outcome.push([errno, bench.timeline.now]));
    bench.take(10 * SECOND);
    expect(outcome).toEqual([['EHOSTUNREACH', 3 * SECOND + 5]]);
  });

  it.each([
    ['no route', '203.0.113.9'],
    ['the broadcast address', '198.18.10.255'],
    ['a multicast group', '224.0.0.1'],
  ])('to %s fails at once', (_, target) => {
    const outcome: unknown[] = [];
    kernelBench({ via: {} }).host.connect(ip(target), 80, 0, (errno) => outcome.push(errno));
    expect(outcome).toEqual(['ENETUNREACH']);
  });

  it('to a host on itself goes over the loopback', () => {
    const bench = kernelBench({ services: ['tcp/80'] });
    const outcome: unknown[] = [];
    for (const [target, port] of [
      [HOST, 80],
      [ip('127.0.0.1'), 80],
      [HOST, 81],
    ] as const)
      bench.host.connect(target, port, 0, (errno) => outcome.push(errno ?? 'connected'));
    expect(bench.takeAll(SECOND)).toEqual([]);
    expect(outcome.sort()).toEqual(['ECONNREFUSED', 'connected', 'connected']);
  });

  it('uses a port of its own for each of many', () => {
    const bench = kernelBench();
    const ports = Array.from({ length: 500 }, () => {
      bench.host.connect(PEER, 80, 0, () => {});
      return bench.take(0)[0]?.packet.tcp?.sourcePort;
    });
    expect(new Set(ports).size).toBe(500);
  });

  it('that is abandoned says nothing more, and a late SYN+ACK meets a reset', () => {
    const { bench, abandon, answer, outcome } = connecting();
    abandon();
    abandon();
    expect(bench.take(10 * SECOND)).toEqual([]);
    expect(answer({ flags: SYN | ACK, sequence: 9000 }).map(({ packet }) => packet.tcp?.flags)).toEqual([
      RST,
    ]);
    expect(outcome).toEqual([]);
    expect(bench.host.sockets()).toEqual([]);
  });

  it('is recorded from beginning to end', () => {
    const { bench, answer } = connecting();
    answer({ flags: SYN | ACK, sequence: 9000 });
    const story = bench.trace.events.flatMap((event) =>
      event.kind === 'connect'
        ? [event.what]
        : event.kind === 'transition'
          ? [`${event.from} -> ${event.to}`]
          : [],
    );
    expect(story).toEqual(['begun', 'synSent -> established', 'established -> closed', 'connected']);
  });
});

describe('an ICMP error about a SYN', () => {
  const quote = (syn: Answer, length = 60): Uint8Array => syn.frame.slice(14, 14 + length);
  const error = (fields: IcmpFields, source: Ipv4 = PEER) =>
    icmpPacket({ id: 1, ttl: 64, source, destination: HOST }, fields);

  /** What connect() of Linux 6.18 ended with; `pending` where it took no notice. */
  const RECORDED: readonly (readonly [type: number, code: number, outcome: string])[] = [
    [3, 0, 'ENETUNREACH'],
    [3, 1, 'EHOSTUNREACH'],
    [3, 2, 'ENOPROTOOPT'],
    [3, 3, 'ECONNREFUSED'],
    [3, 4, 'pending'],
    [3, 5, 'EOPNOTSUPP'],
    [3, 6, 'ENETUNREACH'],
    [3, 7, 'EHOSTDOWN'],
    [3, 8, 'ENONET'],
    [3, 9, 'ENETUNREACH'],
    [3, 10, 'EHOSTUNREACH'],
    [3, 11, 'ENETUNREACH'],
    [3, 12, 'EHOSTUNREACH'],
    [3, 13, 'EHOSTUNREACH'],
    [3, 14, 'EHOSTUNREACH'],
    [3, 15, 'EHOSTUNREACH'],
    [3, 16, 'pending'],
    [11, 0, 'EHOSTUNREACH'],
    [11, 1, 'pending'],
    [12, 0, 'EPROTO'],
    [12, 1, 'EPROTO'],
    [4, 0, 'pending'],
    [5, 1, 'pending'],
  ];
  it.each(RECORDED)('of type %i code %i ends connect() with %s', (type, code, expected) => {
    const { bench, syn, outcome } = connecting();
    const body = new Uint8Array([0, 0, 0, 0, ...quote(syn)]);
    bench.give(error({ type: 'other', typeNumber: type, code, body }));
    bench.take(1000);
    expect(outcome.map(({ errno }) => errno)).toEqual(expected === 'pending' ? [] : [expected]);
    expect(errnoOf(type, code) ?? 'pending').toBe(expected);
  });

  it.each([
    ['counts with 8 quoted bytes of TCP', 28, PEER, 1],
    ['counts from whomever it comes', 60, ip('198.18.10.98'), 1],
  ])('%s', (_, length, source, count) => {
    const { bench, syn, outcome } = connecting();
    bench.give(error({ type: 'unreachable', code: 3, quoted: quote(syn, length) }, source));
    expect(outcome).toHaveLength(count);
  });

  it.each([
    ['another sequence number', 24],
    ['another port', 21],
    ['another destination', 19],
    ['another protocol', 9],
  ])('does not count where it quotes %s', (_, at) => {
    const { bench, syn, outcome } = connecting();
    const quoted = quote(syn);
    quoted[at] = (quoted[at] ?? 0) ^ 0x11;
    bench.give(error({ type: 'unreachable', code: 3, quoted }));
    expect(outcome).toEqual([]);
  });

  it('ends a half-open connection where the client is unreachable, and no other', () => {
    const states = [0, 1, 3].map((code) => {
      const bench = kernelBench({ services: ['tcp/80'] });
      bench.give(segment({ flags: SYN }));
      const [synAck] = bench.take();
      const quoted = synAck === undefined ? new Uint8Array() : quote(synAck, 40);
      bench.give(error({ type: 'unreachable', code, quoted }));
      return bench.host.sockets().map(({ state }) => state);
    });
    expect(states).toEqual([['LISTEN'], ['LISTEN'], ['LISTEN', 'SYN-RECV']]);
  });
});
