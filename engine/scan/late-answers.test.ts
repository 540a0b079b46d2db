import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import { createTraceLog } from '../trace/index.ts';
import { runScanNow } from './run.ts';
import { type FakeReply, FakeWorld, reset, type Sent, synAck, unreachable } from './testing/fake-world.ts';
import { FAR, scanOf, VANTAGE } from './testing/requests.ts';

interface Changes {
  readonly timing?: { readonly maxRate: number };
  readonly tcp?: readonly number[];
}

const OTHER = asIpv4(FAR + 1);

/**
 * Port 2000 answers each try as told; port 2001 at once. Another host is silent to the end.
 */
function scanWith(tries: readonly ((sent: Sent) => readonly FakeReply[])[], changes: Changes = {}) {
  const trace = createTraceLog();
  let seen = 0;
  const world = new FakeWorld((sent) => {
    const port = sent.packet.tcp?.destinationPort;
    if (sent.packet.ip?.destination !== FAR) return [];
    if (port === 2001) return [{ afterUs: 100, bytes: reset(sent) }];
    return port === 2000 ? (tries[seen++]?.(sent) ?? []) : [];
  });
  const request = scanOf({
    targets: [{ address: FAR }, { address: OTHER }],
    timing: { minRttTimeoutUs: 300_000, initialRttTimeoutUs: 300_000, ...changes.timing },
    discovery: { mode: 'skip', arp: false },
    ports: { tcp: changes.tcp ?? [2000, 2001] },
  });
  const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
  const ignored = trace.events.flatMap((event) => (event.kind === 'ignored' ? [event.code] : []));
  const verdicts = trace.events.flatMap((event) =>
    event.kind === 'verdict' && event.port === 2000 && event.target === '198.18.20.5' ? [event.state] : [],
  );
  const asked = world.sent.filter(
    ({ packet: { ip, tcp } }) => ip?.destination === FAR && tcp?.destinationPort === 2000,
  ).length;
  return { port: report.hosts[0]?.ports.get('tcp', 2000), ignored, verdicts, asked };
}

const later = (afterUs: number, build: (sent: Sent) => Uint8Array) => (sent: Sent) => [
  { afterUs, bytes: build(sent) },
];

describe('answers beyond the first', () => {
  it('to the same transmission change nothing: SYN+ACK, then RST', () => {
    const { port, ignored, verdicts } = scanWith([
      (sent) => [...later(100, synAck)(sent), ...later(150, reset)(sent)],
    ]);
    expect(port).toMatchObject({ state: 'open', reason: 'syn-ack' });
    expect(verdicts).toEqual(['open']);
    expect(ignored).toEqual(['not-outstanding']);
  });

  it('to the same transmission change nothing: RST, then SYN+ACK', () => {
    const { port } = scanWith([(sent) => [...later(100, reset)(sent), ...later(150, synAck)(sent)]]);
    expect(port).toMatchObject({ state: 'closed', reason: 'reset' });
  });

  it('to the same transmission change nothing: duplicates', () => {
    const { verdicts, ignored } = scanWith([
      (sent) => [...later(100, reset)(sent), ...later(120, reset)(sent), ...later(140, reset)(sent)],
    ]);
    expect(verdicts).toEqual(['closed']);
    expect(ignored).toEqual(['not-outstanding', 'not-outstanding']);
  });

  it('that come during the pause count, and spare the retry', () => {
    const { port, asked } = scanWith([later(500_000, reset)]);
    expect(port).toMatchObject({ state: 'closed', reason: 'reset' });
    expect(asked).toBe(1);
  });

  // Timeout 300 ms, pause of 1 s: the second try leaves at 1.3 s. A probe expires after 3 s.
  it('that come to the first try after the second was sent count for the first', () => {
    const { port, verdicts, asked } = scanWith([later(1_350_000, reset)]);
    expect([port?.state, verdicts, asked]).toEqual(['closed', ['closed'], 2]);
  });

  it('that come after their probe expired are none', () => {
    const { port, ignored } = scanWith([later(3_050_000, reset)], {
      timing: { maxRate: 4 },
      tcp: Array.from({ length: 12 }, (_, i) => 2000 + i),
    });
    expect(port).toMatchObject({ state: 'filtered', reason: 'no-response' });
    expect(ignored).toEqual(['not-outstanding']);
  });

  it('to another try overrule a refusal on the way', () => {
    const refused = later(1_320_000, (sent) => unreachable(sent, 13));
    const { verdicts, port } = scanWith([refused, later(50_000, synAck)]);
    expect(verdicts).toEqual(['filtered', 'open']);
    expect(port).toMatchObject({ state: 'open', reason: 'syn-ack' });
  });

  it('to another try that say "refused" overrule nothing, neither state nor reason', () => {
    const refused = later(1_400_000, (sent) => unreachable(sent, 13));
    const { verdicts, port, ignored } = scanWith([refused, later(50_000, synAck)]);
    expect(verdicts).toEqual(['open']);
    expect(port).toMatchObject({ state: 'open', reason: 'syn-ack' });
    expect(ignored).toEqual(['state-kept']);
  });
});
