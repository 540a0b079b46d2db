import { describe, expect, it } from 'vitest';
import { type Ipv4, TCP_FLAG } from '../packet/index.ts';
import type { TechniqueName } from '../technique/index.ts';
import { createTraceLog } from '../trace/index.ts';
import { runScanNow } from './run.ts';
import {
  type Answerer,
  address,
  FakeWorld,
  reset,
  type Sent,
  synAck,
  tcpAnswer,
  udpAnswer,
  unreachable,
} from './testing/fake-world.ts';
import { FAR, scanOf, VANTAGE } from './testing/requests.ts';

const { SYN, ACK, RST, FIN } = TCP_FLAG;
const ROUTER = address('198.18.10.1');
const blind = { mode: 'skip', arp: false } as const;

/** Scans port 2000 of a host beyond a router, which `answer`s the first try only. */
function scanOne(
  technique: TechniqueName,
  answer: (sent: Sent) => Uint8Array | undefined,
  scanFlags?: number,
) {
  const trace = createTraceLog();
  let tries = 0;
  const answerer: Answerer = (sent) => {
    const bytes = ++tries === 1 ? answer(sent) : undefined;
    return bytes ? [{ afterUs: 300, bytes }] : [];
  };
  const protocol = technique === 'udp' ? 'udp' : 'tcp';
  const request = scanOf({
    techniques: [technique],
    targets: [{ address: FAR }],
    discovery: blind,
    ports: { tcp: [], [protocol]: [2000] },
    ...(scanFlags === undefined ? {} : { scanFlags }),
  });
  const world = new FakeWorld(answerer);
  const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
  const port = report.hosts[0]?.ports.get(protocol, 2000);
  const ignored = trace.events.flatMap((event) => (event.kind === 'ignored' ? [event.code] : []));
  return { port, ignored, sent: world.sent, events: trace.events };
}

const answerWith =
  (flags: number, more: { window?: number } = {}) =>
  (sent: Sent): Uint8Array => {
    const number =
      (sent.packet.tcp?.flags ?? 0) & ACK ? sent.packet.tcp?.acknowledgment : sent.packet.tcp?.sequence;
    return tcpAnswer(sent, {
      flags,
      sequence: number ?? 0,
      acknowledgment: ((number ?? 0) + 1) >>> 0,
      ...more,
    });
  };

describe('what a TCP answer makes of a port', () => {
  // nmap-7.93's classification table, one row a cell.
  const rows: [TechniqueName, string, (sent: Sent) => Uint8Array, string, string][] = [
    ['syn', 'SYN+ACK', synAck, 'open', 'syn-ack'],
    ['syn', 'SYN+ACK+FIN', answerWith(SYN | ACK | FIN), 'open', 'syn-ack'],
    ['syn', 'RST', reset, 'closed', 'reset'],
    ['syn', 'SYN', (sent) => tcpAnswer(sent, { flags: SYN, sequence: 99 }), 'open', 'split-handshake-syn'],
    ['ack', 'RST', reset, 'unfiltered', 'reset'],
    ['window', 'RST without window', reset, 'closed', 'reset'],
    ['window', 'RST with a window', answerWith(RST, { window: 512 }), 'open', 'reset'],
    ['fin', 'RST', reset, 'closed', 'reset'],
    ['null', 'RST', reset, 'closed', 'reset'],
    ['xmas', 'RST', reset, 'closed', 'reset'],
    ['maimon', 'RST', reset, 'closed', 'reset'],
  ];
  it.each(rows)('-%s, %s', (technique, _name, answer, state, reason) => {
    const { port, sent } = scanOne(technique, answer);
    expect(port).toMatchObject({ state, reason, ttl: 64 });
    expect(sent.length).toBe(1);
  });

  const silent: [TechniqueName, string][] = [
    ['syn', 'filtered'],
    ['ack', 'filtered'],
    ['window', 'filtered'],
    ['fin', 'open|filtered'],
    ['null', 'open|filtered'],
    ['xmas', 'open|filtered'],
    ['maimon', 'open|filtered'],
    ['udp', 'open|filtered'],
  ];
  it.each(silent)('-%s, silence: %s', (technique, state) => {
    const { port, sent } = scanOne(technique, () => undefined);
    expect(port).toMatchObject({ state, reason: 'no-response' });
    expect(port?.ttl).toBeUndefined();
    expect(sent.length).toBe(2);
  });

  const meaningless: [TechniqueName, string, (sent: Sent) => Uint8Array, string][] = [
    ['syn', 'ACK', answerWith(ACK), 'filtered'],
    ['syn', 'FIN+ACK', answerWith(FIN | ACK), 'filtered'],
    ['syn', 'no flags', answerWith(0), 'filtered'],
    ['ack', 'SYN+ACK', answerWith(SYN | ACK), 'filtered'],
    ['fin', 'SYN+ACK', answerWith(SYN | ACK), 'open|filtered'],
    ['fin', 'ACK', answerWith(ACK), 'open|filtered'],
  ];
  it.each(meaningless)('-%s ignores %s and asks again', (technique, _name, answer, state) => {
    const { port, ignored, sent } = scanOne(technique, answer);
    expect(port).toMatchObject({ state, reason: 'no-response' });
    expect(ignored).toEqual(['no-rule']);
    expect(sent.length).toBe(2);
  });
});

describe('what an ICMP error makes of a port', () => {
  const rows: [number, string][] = [
    [0, 'net-unreach'],
    [1, 'host-unreach'],
    [2, 'proto-unreach'],
    [3, 'port-unreach'],
    [9, 'net-prohibited'],
    [10, 'host-prohibited'],
    [13, 'admin-prohibited'],
  ];
  it.each(rows)('3/%i to a SYN: filtered %s, with TTL', (code, reason) => {
    const { port } = scanOne('syn', (sent) => unreachable(sent, code));
    expect(port).toMatchObject({ state: 'filtered', reason, ttl: 64 });
    expect(port?.from).toBeUndefined();
  });

  it.each([4, 5, 6, 7, 8, 11, 12, 14, 15])('3/%i to a SYN says nothing', (code) => {
    const { port, ignored } = scanOne('syn', (sent) => unreachable(sent, code));
    expect(port).toMatchObject({ state: 'filtered', reason: 'no-response' });
    expect(ignored).toEqual(['no-rule']);
  });

  it('names the sender where it is not the target', () => {
    const from: Ipv4 = ROUTER;
    const { port } = scanOne('syn', (sent) => unreachable(sent, 13, { from }));
    expect(port).toMatchObject({ state: 'filtered', reason: 'admin-prohibited', from });
    const expired = scanOne('ack', (sent) => unreachable(sent, 0, { from, type: 'time-exceeded' }));
    expect(expired.port).toMatchObject({ state: 'filtered', reason: 'time-exceeded', from });
  });

  it('3/3 to a datagram: closed from the target, filtered from anybody else', () => {
    expect(scanOne('udp', (sent) => unreachable(sent, 3)).port).toMatchObject({
      state: 'closed',
      reason: 'port-unreach',
    });
    expect(scanOne('udp', (sent) => unreachable(sent, 3, { from: ROUTER })).port).toMatchObject({
      state: 'filtered',
      reason: 'port-unreach',
      from: ROUTER,
    });
  });

  it('needs the 8 bytes behind the quoted IP header, and no more', () => {
    expect(scanOne('syn', (sent) => unreachable(sent, 13, { quote: 28 })).port?.reason).toBe(
      'admin-prohibited',
    );
    const cut = scanOne('syn', (sent) => unreachable(sent, 13, { quote: 27 }));
    expect(cut.port?.reason).toBe('no-response');
    expect(cut.ignored).toEqual(['foreign-quote']);
  });

  it.each([
    { technique: 'syn', at: 24, what: 'sequence number' },
    { technique: 'ack', at: 24, what: 'sequence number, which is 0' },
    { technique: 'ack', at: 28, what: 'acknowledgment number, where it is quoted' },
    { technique: 'syn', at: 22, what: 'destination port' },
    { technique: 'syn', at: 20, what: 'source port' },
  ] as const)('does not count to -$technique with a wrong quoted $what', ({ technique, at }) => {
    const { port, ignored } = scanOne(technique, (sent) => {
      const quoted = sent.bytes.slice();
      quoted[at] = (quoted[at] ?? 0) ^ 0x40;
      return unreachable({ ...sent, bytes: quoted }, 13);
    });
    expect(port?.reason).toBe('no-response');
    expect(ignored).toEqual(['foreign-quote']);
  });

  it('counts to an ACK probe if only 8 bytes are quoted, which cannot prove more', () => {
    expect(scanOne('ack', (sent) => unreachable(sent, 13, { quote: 28 })).port?.reason).toBe(
      'admin-prohibited',
    );
  });
});

describe('a UDP answer', () => {
  it('means open', () => {
    expect(scanOne('udp', udpAnswer).port).toMatchObject({ state: 'open', reason: 'udp-response', ttl: 64 });
  });
});

describe('--scanflags', () => {
  it('replaces the flags, and keeps the classification', () => {
    const { port, sent } = scanOne('syn', reset, TCP_FLAG.SYN | TCP_FLAG.FIN);
    expect(sent[0]?.packet.tcp?.flags).toBe(SYN | FIN);
    expect(port).toMatchObject({ state: 'closed', reason: 'reset' });
    // Linux acknowledges both, SYN and FIN: sequence + 2.
    const open = scanOne('fin', synAck, SYN);
    expect(open.ignored).toEqual(['no-rule']);
  });

  it('with SYN and ACK is matched by its acknowledgment number', () => {
    expect(scanOne('syn', reset, SYN | ACK).port).toMatchObject({ state: 'closed', reason: 'reset' });
  });
});

describe('the trace of a verdict', () => {
  it('leads from the verdict to the probe and back to the phase', () => {
    const { events, port } = scanOne('syn', reset);
    const verdict = events[(port?.verdict ?? 0) - 1];
    expect(verdict).toMatchObject({ kind: 'verdict', state: 'closed', reason: 'reset', row: 1, port: 2000 });
    const cause = events[(verdict?.because[0] ?? 0) - 1];
    expect(cause).toMatchObject({ kind: 'probe', what: 'sent', attempt: 0, technique: 'syn' });
  });

  it('of a silent port names every try and timeout', () => {
    const { events, port } = scanOne('syn', () => undefined);
    const verdict = events[(port?.verdict ?? 0) - 1];
    const causes = verdict?.because.map((id) => {
      const event = events[id - 1];
      return event?.kind === 'probe' ? `${event.what} ${event.attempt}` : event?.kind;
    });
    expect(causes).toEqual(['given-up 1', 'timed-out 1', 'sent 1', 'timed-out 0', 'sent 0']);
  });
});
