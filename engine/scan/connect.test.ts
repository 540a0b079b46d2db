import { describe, expect, it } from 'vitest';
import type { ConnectErrno } from '../base/errno.ts';
import { icmpPacket, tcpPacket } from '../packet/index.ts';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import { runScanNow } from './run.ts';
import { type Answerer, address, arpReply, FakeWorld } from './testing/fake-world.ts';
import { NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const scan = (answer: Answerer, tcp: readonly number[], timing = {}) => {
  const world = new FakeWorld(answer);
  const request = scanOf({
    techniques: ['connect'],
    privileged: false,
    targets: [{ address: NEIGHBOUR }],
    discovery: { mode: 'skip' },
    ports: { tcp },
    timing,
  });
  const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
  return { report, world, ports: report.hosts[0]?.ports };
};

const byPort =
  (results: Readonly<Record<number, ConnectErrno | 'connected'>>): Answerer =>
  ({ effect }) => {
    const result = effect.type === 'connect' ? results[effect.port] : undefined;
    if (result === undefined) return [];
    return [{ afterUs: 80, connected: result === 'connected' ? {} : { errno: result } }];
  };

/** An ICMP error about a SYN of the system's own. */
function quoting(): Uint8Array {
  const me = address('198.18.10.2');
  const syn = {
    sourcePort: 51_000,
    destinationPort: 80,
    sequence: 1,
    acknowledgment: 0,
    flags: 2,
    window: 64_240,
  };
  const quoted = tcpPacket({ id: 5, ttl: 64, source: me, destination: NEIGHBOUR }, syn);
  const head = { id: 6, ttl: 64, source: NEIGHBOUR, destination: me };
  return icmpPacket(head, { type: 'unreachable', code: 13, quoted });
}

describe('a connect scan', () => {
  it('reads the answer from what connect() says, and never has a TTL', () => {
    const { ports, report } = scan(
      byPort({ 22: 'connected', 1000: 'ECONNREFUSED', 1002: 'EHOSTUNREACH', 1003: 'ETIMEDOUT' }),
      [22, 1000, 1001, 1002, 1003],
    );
    expect([...(ports ?? [])].map(({ port, state, reason, ttl }) => [port, state, reason, ttl])).toEqual([
      [22, 'open', 'syn-ack', undefined],
      [1000, 'closed', 'conn-refused', undefined],
      [1001, 'filtered', 'no-response', undefined],
      [1002, 'filtered', 'host-unreach', undefined],
      [1003, 'filtered', 'no-response', undefined],
    ]);
    expect(report.packets).toEqual({ sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 });
  });

  it('connects anew for a retry, at 1.1 s, with the first socket closed at its timeout', () => {
    const { world, report } = scan(byPort({ 22: 'connected' }), [22, 1001]);
    const calls = world.sent.flatMap(({ at, effect }) =>
      effect.type === 'connect' ? [{ at, id: effect.id, port: effect.port }] : [],
    );
    expect(calls.filter(({ port }) => port === 1001).map(({ at }) => at)).toEqual([0, 1_100_000]);
    expect(world.abandoned).toEqual(calls.filter(({ port }) => port === 1001).map(({ id }) => id));
    expect(report.elapsedUs).toBe(1_200_000);
  });

  it('does not know a connect() any more that it has abandoned', () => {
    // The first socket would complete at 150 ms, after the timeout of 100 ms: its socket is closed by then.
    let calls = 0;
    const { ports } = scan(
      (sent) => {
        if (sent.effect.type !== 'connect') return [];
        if (sent.effect.port === 22) return [{ afterUs: 80, connected: {} }];
        return ++calls === 1 ? [{ afterUs: 150_000, connected: {} }] : [];
      },
      [22, 1001],
    );
    expect(ports?.get('tcp', 1001)).toMatchObject({ state: 'filtered', reason: 'no-response' });
  });

  it('reads no packets: an ICMP error that is captured besides counts for nothing', () => {
    const world = new FakeWorld(
      (sent) => (sent.packet.arp ? [{ afterUs: 9, bytes: arpReply(sent), link: 'ethernet' }] : []),
      [{ type: 'captured', at: 50_000, link: 'raw', bytes: quoting(), because: 0 }],
    );
    const trace = createTraceLog();
    const request = scanOf({ techniques: ['connect'], ports: { tcp: [80] } });
    const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
    expect(report.packets).toMatchObject({ sent: 1, received: 1 });
    expect(trace.events.filter(({ kind }) => kind === 'ignored')).toEqual([]);
  });

  it('never has more sockets open than allowed', () => {
    let open = 0;
    let most = 0;
    const tcp = Array.from({ length: 200 }, (_, i) => 2000 + i);
    const world = new FakeWorld(() => [{ afterUs: 1_000, connected: { errno: 'ECONNREFUSED' } }]);
    const request = scanOf({
      techniques: ['connect'],
      privileged: false,
      discovery: { mode: 'skip' },
      ports: { tcp },
      timing: { maxParallelism: 7 },
    });
    const counting: Pick<FakeWorld, 'run'> = {
      run: (step) =>
        world.run((input) => {
          if (input.type === 'connected') open--;
          const effects = step(input);
          open += effects.filter(({ type }) => type === 'connect').length;
          most = Math.max(most, open);
          return effects;
        }),
    };
    const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, counting);
    expect(most).toBe(7);
    expect([...(report.hosts[0]?.ports ?? [])].every(({ state }) => state === 'closed')).toBe(true);
  });
});
