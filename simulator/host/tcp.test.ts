import { describe, expect, it } from 'vitest';
import { flagLetters, fromHex, TCP_FLAG, type TcpOption, toHex } from '../../engine/packet/index.ts';
import {
  type Answer,
  address,
  HOST,
  type KernelBench,
  kernelBench,
  PEER,
  segment,
  tcpText,
} from '../../test/support/kernel-bench.ts';
import { receptionsOf } from './closed.ts';
import { PROFILES } from './profile.ts';

const { FIN, SYN, RST, PSH, ACK, URG } = TCP_FLAG;
const SIX = [FIN, SYN, RST, PSH, ACK, URG];
const ALL_FLAGS = Array.from({ length: 64 }, (_, flags) => flags);
const MSS: TcpOption = { kind: 'mss', value: 1460 };
const SECOND = 1_000_000;

const server = (): KernelBench =>
  kernelBench({
    services: [
      'tcp/80',
      { protocol: 'tcp', port: 22, banner: new TextEncoder().encode('SSH-2.0-x\r\n') },
      { protocol: 'tcp', port: 8080, bind: 0x7f00_0001 as never },
    ],
  });

/** What one segment is answered with. */
function answerTo(...given: Parameters<typeof segment>): string[] {
  const bench = server();
  bench.give(segment(...given));
  return bench.take().map(tcpText);
}

describe('a closed port', () => {
  it.each(ALL_FLAGS)('answers flags %i as Linux 6.18 does', (flags) => {
    // Recorded: no answer to RST; an ACK is answered out of its own number; the rest is acknowledged.
    const expected =
      (flags & RST) !== 0
        ? []
        : (flags & ACK) !== 0
          ? ['R seq 5000 ack 0 win 0']
          : [`RA seq 0 ack ${1000 + (flags & SYN ? 1 : 0) + (flags & FIN ? 1 : 0)} win 0`];
    expect(answerTo({ flags, destinationPort: 81 })).toEqual(expected);
  });

  it.each([
    ['SYN', SYN, 'RA seq 0 ack 1004 win 0'],
    ['no flags', 0, 'RA seq 0 ack 1003 win 0'],
    ['FIN', FIN, 'RA seq 0 ack 1004 win 0'],
    ['ACK', ACK, 'R seq 5000 ack 0 win 0'],
  ])('counts the data of a segment with %s', (_, flags, expected) => {
    const payload = new TextEncoder().encode('abc');
    expect(answerTo({ flags, payload, destinationPort: 81 })).toEqual([expected]);
  });

  it('answers with identification 0, DF, TTL 64, no options, and the type of service of the question', () => {
    const bench = server();
    bench.give(
      segment({ flags: SYN, destinationPort: 81, options: [MSS] }, { tos: 0x10, dontFragment: true }),
    );
    const [answer] = bench.take();
    expect(answer?.packet.ip).toMatchObject({
      id: 0,
      dontFragment: true,
      ttl: 64,
      tos: 0x10,
      totalLength: 40,
    });
    expect(answer?.packet.tcp).toMatchObject({ sourcePort: 81, destinationPort: 40_000, headerLength: 20 });
  });

  it('is also one whose service listens on the loopback only', () => {
    expect(answerTo({ flags: SYN, destinationPort: 8080 })).toEqual(['RA seq 0 ack 1001 win 0']);
  });
});

describe('an open port', () => {
  it.each(ALL_FLAGS)('answers flags %i as Linux 6.18 does', (flags) => {
    // Recorded: SYN, with PSH or URG or without, is answered; ACK without RST is reset; the rest meets silence.
    const letters = answerTo({ flags }).map((text) => text.slice(0, text.indexOf(' seq')));
    const expected =
      (flags & RST) !== 0 ? [] : (flags & ACK) !== 0 ? ['R'] : (flags & (SYN | FIN)) === SYN ? ['SA'] : [];
    expect(letters).toEqual(expected);
  });

  it.each(ALL_FLAGS)('the fast path and the machine agree on flags %i', (flags) => {
    const spawned = (() => {
      const bench = server();
      bench.give(segment({ flags }));
      bench.take();
      return bench.host.sockets().some(({ state }) => state === 'SYN-RECV');
    })();
    expect(receptionsOf(PROFILES.linux)(flags) === 'connect').toBe(spawned);
    expect(SIX.some((flag) => (flags & flag) !== 0) || flags === 0).toBe(true);
  });

  const OFFERS: readonly (readonly [claim: string, offered: string, answered: string, window: number])[] = [
    ['nothing', '', '020405b4', 64_240],
    ['a segment size', '020405b4', '020405b4', 64_240],
    ['a smaller segment size', '02040109', '020405b4', 64_240],
    ['a larger segment size', '02042328', '020405b4', 64_240],
    ['SACK', '020405b401010402', '020405b401010402', 64_240],
    ['a window scale', '020405b401030307', '020405b40103030a', 64_240],
    ['SACK and a window scale', '020405b40101040201030307', '020405b4010104020103030a', 64_240],
    ['a window scale beyond 14', '020405b40103030f', '020405b40103030a', 64_240],
    ['an unknown option', '020405b41e040000', '020405b4', 64_240],
    ['a segment size of wrong length', '02030500', '020405b4', 64_240],
    ['timestamps', '020405b40101080a000003e800000000', '020405b40101080a????????000003e8', 65_160],
    ['SACK and timestamps', '020405b40402080a000003e800000000', '020405b40402080a????????000003e8', 65_160],
    [
      'all that Linux itself offers',
      '020405b40402080a000003e80000000001030307',
      '020405b40402080a????????000003e80103030a',
      65_160,
    ],
  ];
  it.each(OFFERS)('offered %s', (_, offered, answered, window) => {
    const bench = server();
    bench.give(withOptions(offered));
    const [answer] = bench.take();
    const tcp = answer?.packet.tcp;
    if (tcp === undefined) throw new Error('no answer');
    const options = toHex(tcp.optionsSpan);
    expect([...options].map((digit, at) => (answered[at] === '?' ? '?' : digit)).join('')).toBe(answered);
    expect(tcp.window).toBe(window);
  });

  it('answers with identification 0, DF, TTL 64 and type of service 0', () => {
    const bench = server();
    bench.give(segment({ flags: SYN, options: [MSS] }, { tos: 0x28 }));
    const [answer] = bench.take();
    expect(answer?.packet.ip).toMatchObject({ id: 0, dontFragment: true, ttl: 64, tos: 0, totalLength: 44 });
  });

  it('repeats its SYN+ACK at 1, 3, 7, 15 and 31 s, unchanged', () => {
    const bench = server();
    bench.give(segment({ flags: SYN }));
    const answers = bench.take(200 * SECOND);
    expect(answers.map(({ at }) => at / SECOND)).toEqual([0, 1, 3, 7, 15, 31]);
    expect(new Set(answers.map(tcpText)).size).toBe(1);
    expect(bench.host.sockets().map(({ state }) => state)).not.toContain('SYN-RECV');
  });

  it('is silent once the half-open connection was reset', () => {
    const bench = server();
    bench.give(segment({ flags: SYN }));
    bench.take();
    bench.give(segment({ flags: RST, sequence: 1001 }));
    expect(bench.take(100 * SECOND)).toEqual([]);
  });

  it('draws initial sequence numbers that do not repeat', () => {
    const bench = server();
    for (let port = 1; port <= 50; port++) bench.give(segment({ flags: SYN, sourcePort: port }));
    expect(new Set(bench.take().map(({ packet }) => packet.tcp?.sequence)).size).toBe(50);
  });
});

describe('a connection', () => {
  const connected = (port: number): { bench: KernelBench; irs: number } => {
    const bench = server();
    bench.give(segment({ flags: SYN, destinationPort: port }));
    const irs = bench.take()[0]?.packet.tcp?.sequence ?? 0;
    bench.give(segment({ flags: ACK, destinationPort: port, sequence: 1001, acknowledgment: irs + 1 }));
    return { bench, irs };
  };
  const dataOf = ({ packet: { tcp } }: Answer): string => {
    const { bytes, start, end } = tcp?.payload ?? { bytes: new Uint8Array(), start: 0, end: 0 };
    return new TextDecoder().decode(bytes.subarray(start, end));
  };

  it('is greeted by the banner, which is repeated until it is acknowledged', () => {
    const { bench, irs } = connected(22);
    const first = bench.take(SECOND);
    expect(first.map(dataOf)).toEqual(['SSH-2.0-x\r\n', 'SSH-2.0-x\r\n', 'SSH-2.0-x\r\n']);
    expect(first.map(tcpText)[0]).toBe(`PA seq ${(irs + 1) >>> 0} ack 1001 win 64240`);
    bench.give(segment({ flags: ACK, destinationPort: 22, sequence: 1001, acknowledgment: irs + 12 }));
    expect(bench.take(60 * SECOND)).toEqual([]);
  });

  it('counts its IP identifications up, from wherever', () => {
    const { bench } = connected(22);
    const ids = bench.take(2 * SECOND).map(({ packet }) => packet.ip?.id ?? -1);
    expect(ids.length).toBeGreaterThan(3);
    ids.reduce((before, id) => {
      expect(id).toBe((before + 1) & 0xffff);
      return id;
    });
  });

  it('is closed by the service when the client closes: one FIN+ACK, no ACK before it', () => {
    const { bench, irs } = connected(80);
    bench.give(segment({ flags: FIN | ACK, sequence: 1001, acknowledgment: irs + 1 }));
    const [fin, ...more] = bench.take(100_000);
    expect([fin && tcpText(fin), more]).toEqual([`FA seq ${(irs + 1) >>> 0} ack 1002 win 64239`, []]);
    bench.give(segment({ flags: ACK, sequence: 1002, acknowledgment: irs + 2 }));
    expect(bench.host.sockets().filter(({ state }) => state !== 'LISTEN')).toEqual([]);
  });

  it('is gone after a reset, and its banner with it', () => {
    const { bench, irs } = connected(22);
    bench.give(segment({ flags: RST | ACK, destinationPort: 22, sequence: 1001, acknowledgment: irs + 1 }));
    expect(bench.take(10 * SECOND)).toEqual([]);
  });

  it('sends a long banner in pieces of a segment size', () => {
    const banner = new Uint8Array(3000).fill(0x61);
    const bench = kernelBench({ services: [{ protocol: 'tcp', port: 80, banner }] });
    bench.give(segment({ flags: SYN }));
    const irs = bench.take()[0]?.packet.tcp?.sequence ?? 0;
    bench.give(segment({ flags: ACK, sequence: 1001, acknowledgment: irs + 1 }));
    const pieces = bench.take(1000);
    expect(pieces.map((piece) => dataOf(piece).length)).toEqual([1460, 1460, 80]);
    expect(pieces.map(({ packet }) => flagLetters(packet.tcp?.flags ?? 0))).toEqual(['A', 'A', 'PA']);
  });
});

describe('what is dropped without an answer', () => {
  it.each([
    ['its own address as source', { source: HOST }],
    ['a loopback source', { source: 0x7f00_0001 }],
    ['a broadcast source', { source: 0xffff_ffff }],
    ['a multicast source', { source: 0xe000_0001 }],
    ['no source', { source: 0 }],
    ['a source without a way back', { source: 0x0a09_0909 }],
    ['another destination', { destination: address(44) }],
    ['a loopback destination', { destination: 0x7f00_0001 }],
    ['a broadcast destination', { destination: address(255) }],
  ])('a SYN with %s', (_, ip) => {
    expect(answerTo({ flags: SYN, destinationPort: 81 }, ip as never)).toEqual([]);
  });

  it.each([
    ['the TCP checksum', 36],
    ['the IP checksum', 10],
    ['the IP version', 0],
  ])('a SYN with one bit of %s wrong', (_, at) => {
    const bench = server();
    const packet = segment({ flags: SYN, destinationPort: 81 });
    packet[at] = (packet[at] ?? 0) ^ 0x10;
    bench.give(packet);
    expect(bench.take()).toEqual([]);
  });

  it('a SYN in a frame to all', () => {
    const bench = server();
    bench.give(segment({ flags: SYN, destinationPort: 81 }), { to: 0xffff_ffff_ffff as never });
    expect(bench.take()).toEqual([]);
  });

  it('a frame for another Ethernet address', () => {
    const bench = server();
    bench.give(segment({ flags: SYN, destinationPort: 81 }), { to: 0x0200_0000_0099 as never });
    expect(bench.take()).toEqual([]);
  });

  it('is recorded with its reason', () => {
    const bench = server();
    bench.give(segment({ flags: FIN }));
    const dropped = bench.trace.events.find((event) => event.kind === 'frame' && event.what === 'dropped');
    expect(dropped).toMatchObject({ host: 'target', note: 'a listener ignores a segment FIN' });
    const causes = dropped?.because.map((id) => bench.trace.events[id - 1]);
    expect(causes).toMatchObject([{ what: 'received' }, { kind: 'fact', text: 'listener on tcp/80' }]);
  });
});

describe('the causes of an answer', () => {
  it('are the arriving frame and the fact that decided', () => {
    const bench = server();
    bench.give(segment({ flags: SYN, destinationPort: 81 }));
    const sent = bench.trace.events.findLast((event) => event.kind === 'frame' && event.what === 'sent');
    const facts = causesOf(bench, sent?.id ?? 0).map((event) =>
      event.kind === 'fact' ? event.text : event.kind,
    );
    expect(facts).toContain('no listener on tcp/81');
    expect(
      causesOf(bench, sent?.id ?? 0).some((event) => event.kind === 'frame' && event.what === 'received'),
    ).toBe(true);
  });

  it.each([
    [8080, 'tcp/8080 is bound to 127.0.0.1 only'],
    [80, 'listener on tcp/80'],
  ])('name the listener of tcp/%i', (destinationPort, fact) => {
    const bench = server();
    bench.give(segment({ flags: SYN, destinationPort }));
    const sent = bench.trace.events.findLast((event) => event.kind === 'frame' && event.what === 'sent');
    expect(causesOf(bench, sent?.id ?? 0)).toContainEqual(
      expect.objectContaining({ kind: 'fact', text: fact }),
    );
  });

  it('name the transition and, for a repeated SYN+ACK, the timer', () => {
    const bench = server();
    bench.give(segment({ flags: SYN }));
    bench.take(SECOND);
    const again = bench.trace.events.findLast((event) => event.kind === 'frame' && event.what === 'sent');
    const kinds = causesOf(bench, again?.id ?? 0).map((event) =>
      event.kind === 'transition' ? `${event.from} -> ${event.to} on ${event.event}` : event.kind,
    );
    expect(kinds).toContain('timer');
    expect(kinds).toContain('listen -> synReceived on segment SYN');
  });
});

/** All events that an event rests on. */
function causesOf(bench: KernelBench, id: number): (typeof bench.trace.events)[number][] {
  const event = bench.trace.events[id - 1];
  return event === undefined ? [] : [event, ...event.because.flatMap((cause) => causesOf(bench, cause))];
}

/** A SYN whose option bytes are written out. */
function withOptions(hex: string): Uint8Array {
  const bytes = fromHex(hex) ?? new Uint8Array();
  const options: TcpOption[] = [];
  for (let at = 0; at < bytes.length; ) {
    const code = bytes[at] ?? 0;
    const length = code < 2 ? 1 : (bytes[at + 1] ?? 2);
    options.push(
      code === 1 ? { kind: 'nop' } : { kind: 'unknown', code, data: bytes.slice(at + 2, at + length) },
    );
    at += length;
  }
  return segment({ flags: SYN, options }, { source: PEER });
}
