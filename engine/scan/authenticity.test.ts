import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { decodeIp, TCP_FLAG, tcpPacket } from '../packet/index.ts';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import { isIntact, repeatsCookie } from './authenticity.ts';
import { cookie } from './probe.ts';
import { runScanNow } from './run.ts';
import { type FakeReply, FakeWorld, reset, tcpAnswer, udpAnswer, unreachable } from './testing/fake-world.ts';
import { FAR, scanOf, VANTAGE } from './testing/requests.ts';

const { SYN, ACK, RST } = TCP_FLAG;
const MARKS = { basePort: 40_000, mask: 0xfffffffe };

const answer = (flags: number, sequence: number, acknowledgment: number) => {
  const head = { id: 1, ttl: 64, source: FAR, destination: FAR };
  const ports = { sourcePort: 80, destinationPort: 40_000, window: 0 };
  const { tcp } = decodeIp(tcpPacket(head, { ...ports, flags, sequence, acknowledgment }));
  if (tcp === undefined) throw new Error('a segment');
  return tcp;
};

describe('an answer repeats what the probe carried', () => {
  const number = cookie(MARKS, 0); // 0xfffffffe: what follows it wraps around
  it.each([
    { what: 'acknowledgment one ahead (SYN, FIN)', tcp: answer(RST | ACK, 0, 0xffffffff), holds: true },
    { what: 'acknowledgment two ahead (SYN and FIN)', tcp: answer(RST | ACK, 0, 0), holds: true },
    { what: 'acknowledgment the same (NULL)', tcp: answer(RST | ACK, 0, number), holds: true },
    { what: 'sequence number the acknowledged one (ACK probes)', tcp: answer(RST, number, 0), holds: true },
    { what: 'SYN with nothing to acknowledge', tcp: answer(SYN, 12345, 0), holds: true },
    { what: 'acknowledgment three ahead', tcp: answer(RST | ACK, 0, 1), holds: false },
    { what: 'acknowledgment one behind', tcp: answer(RST | ACK, 0, 0xfffffffd), holds: false },
    { what: 'nothing at all', tcp: answer(RST, 5, 6), holds: false },
    { what: 'a bare SYN that acknowledges something else', tcp: answer(SYN, 12345, 7), holds: false },
  ])('$what: $holds', ({ tcp, holds }) => {
    expect(repeatsCookie(MARKS, 0, tcp)).toBe(holds);
  });

  it('belongs to one try only', () => {
    const tcp = answer(SYN | ACK, 0, (cookie(MARKS, 2) + 1) >>> 0);
    expect(repeatsCookie(MARKS, 2, tcp)).toBe(true);
    expect(repeatsCookie(MARKS, 0, tcp)).toBe(false);
  });
});

describe('100,000 forged answers', () => {
  const scanWith = (
    forge: (count: number) => { flags: number; sequence: number; acknowledgment: number },
  ) => {
    const trace = createTraceLog();
    let count = 0;
    const world = new FakeWorld((sent) => {
      const forged: FakeReply[] = Array.from({ length: 500 }, (_, i) => ({
        afterUs: 10 + i,
        bytes: tcpAnswer(sent, forge(count++)),
      }));
      return forged;
    });
    const tcp = Array.from({ length: 100 }, (_, i) => 2000 + i);
    const request = scanOf({
      targets: [{ address: FAR }],
      discovery: { mode: 'skip', arp: false },
      ports: { tcp },
    });
    const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
    const codes = new Set(trace.events.flatMap((event) => (event.kind === 'ignored' ? [event.code] : [])));
    return {
      count,
      codes: [...codes],
      states: new Set([...(report.hosts[0]?.ports ?? [])].map(({ state }) => state)),
    };
  };

  it('are ignored, and shown as such in the trace', () => {
    const chance = stream(1, 'forger');
    const flags = [SYN | ACK, RST, RST | ACK];
    const { count, codes, states } = scanWith((n) => ({
      flags: flags[n % 3] ?? RST,
      sequence: chance.uint32(),
      acknowledgment: chance.uint32(),
    }));
    expect(count).toBe(100_000);
    expect(codes).toEqual(['acknowledges-nothing']);
    expect([...states]).toEqual(['filtered']);
  });

  it('are ignored too where they try the cheap numbers', () => {
    const cheap = [0, 1, 2, 0xffffffff, 1024, 1460];
    const { states } = scanWith((n) => ({
      flags: n % 2 === 0 ? SYN | ACK : RST | ACK,
      sequence: cheap[n % 6] ?? 0,
      acknowledgment: cheap[(n >> 3) % 6] ?? 0,
    }));
    expect([...states]).toEqual(['filtered']);
  });
});

describe('a damaged packet', () => {
  const packet = (damage: (bytes: Uint8Array) => void, build: 'tcp' | 'udp' | 'icmp' = 'tcp') => {
    const captured: Uint8Array[] = [];
    const technique = build === 'udp' ? 'udp' : 'syn';
    const world = new FakeWorld((sent) => {
      const bytes = build === 'tcp' ? reset(sent) : build === 'udp' ? udpAnswer(sent) : unreachable(sent, 13);
      captured.push(bytes);
      return [];
    });
    const ports = technique === 'udp' ? { tcp: [], udp: [9] } : { tcp: [9] };
    const request = scanOf({ techniques: [technique], discovery: { mode: 'skip', arp: false }, ports });
    runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
    const bytes = captured[0] ?? new Uint8Array();
    damage(bytes);
    return decodeIp(bytes);
  };

  it.each(['tcp', 'udp', 'icmp'] as const)('of %s is not intact, whichever bit is wrong', (kind) => {
    const length = packet(() => {}, kind).ip?.totalLength ?? 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const hurt = packet((bytes) => {
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        }, kind);
        // Damage to lengths, version or protocol makes another packet of it, or none.
        const isReadable = hurt.ip && (hurt.tcp ?? hurt.udp ?? hurt.icmp) && !hurt.problem;
        if (isReadable) expect(isIntact(hurt)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('is one whose checksum is right, or left by Linux to a network card', () => {
    expect(isIntact(packet(() => {}))).toBe(true);
    expect(isIntact(packet(() => {}, 'udp'))).toBe(true);
    // The folded pseudo-header: what a veth hands on of a socket's segment.
    const partial = packet((bytes) => {
      const sum =
        [12, 14, 16, 18].reduce((total, at) => total + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0), 0) +
        6 +
        20;
      const folded = (sum & 0xffff) + (sum >>> 16);
      bytes[36] = folded >>> 8;
      bytes[37] = folded & 0xff;
    });
    expect(isIntact(partial)).toBe(true);
    const none = packet((bytes) => {
      bytes[26] = bytes[27] = 0;
    }, 'udp');
    expect(isIntact(none)).toBe(true);
    expect(isIntact({})).toBe(true);
  });

  it('is dropped and noted, and its port asked again', () => {
    const trace = createTraceLog();
    let tries = 0;
    const world = new FakeWorld((sent) => {
      const bytes = reset(sent);
      if (++tries === 1) bytes[33] = (bytes[33] ?? 0) ^ TCP_FLAG.SYN;
      return [{ afterUs: 100, bytes }];
    });
    const request = scanOf({ discovery: { mode: 'skip', arp: false }, ports: { tcp: [9] } });
    const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
    expect(report.hosts[0]?.ports.get('tcp', 9)?.state).toBe('closed');
    expect(trace.events.flatMap((event) => (event.kind === 'ignored' ? [event.code] : []))).toEqual([
      'bad-checksum',
    ]);
  });
});
