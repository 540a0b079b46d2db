import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';
import { runScanNow } from './run.ts';
import { arpReply, FakeWorld, lanHost, lossy } from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const PORTS = Array.from({ length: 300 }, (_, i) => 1000 + i);
/** 30 dropped ports, 20 open ones, spread over the rest. */
const natureOf = (port: number) => (port % 10 === 3 ? 'dropped' : port % 15 === 1 ? 'open' : 'closed');
const truthOf = (port: number) => (natureOf(port) === 'dropped' ? 'filtered' : natureOf(port));

function scanOver(loss: number, seed: number, timing: Partial<ScanRequest['timing']> = {}) {
  const world = new FakeWorld(lossy(lanHost(natureOf, 1500), seed, loss));
  const trace = createTraceLog();
  const request = scanOf({
    targets: [{ address: FAR }],
    discovery: { mode: 'skip', arp: false },
    ports: { tcp: PORTS },
    timing,
    seed,
  });
  const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
  const wrong = PORTS.filter((port) => report.hosts[0]?.ports.get('tcp', port)?.state !== truthOf(port));
  const sent = trace.events.flatMap((event) =>
    event.kind === 'probe' && event.what === 'sent' && event.technique === 'syn'
      ? [{ at: event.at, attempt: event.attempt }]
      : [],
  );
  const delays = trace.events.filter((event) => event.kind === 'pace' && event.what === 'scan-delay');
  return { wrong, sent, delays };
}

/** The last try that everybody was sent, and what was sent of it. */
function lastRound({ sent }: ReturnType<typeof scanOver>) {
  const last = Math.max(...sent.map(({ attempt }) => attempt));
  return sent.filter(({ attempt }) => attempt === last).map(({ at }) => at);
}

describe('a line that loses packets', () => {
  it.each([0.05, 0.1, 0.2])('makes no verdict wrong: each way %f, 40 seeds', (loss) => {
    const wrong = Array.from({ length: 40 }, (_, seed) => scanOver(loss, seed + 1).wrong);
    expect(wrong.flat()).toEqual([]);
  });

  it('has its last rounds at a pace of their own, however long the scan delay has become', () => {
    const scans = Array.from({ length: 10 }, (_, seed) => scanOver(0.2, seed + 1));
    const slow = scans.filter(({ delays }) => delays.length >= 3);
    expect(slow.length).toBeGreaterThan(2);
    for (const scan of slow) {
      const times = lastRound(scan);
      // 30 ports, ten in flight, 100 ms of waiting each; at the scan delay alone it would be 600 ms and more.
      expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(450_000);
    }
  });

  it('does not shorten the delay that the user asked for', () => {
    const times = lastRound(scanOver(0.2, 2, { scanDelayUs: 50_000 }));
    expect(times.length).toBeGreaterThan(20);
    for (const [i, at] of times.slice(1).entries())
      expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(50_000);
  });

  it('is asked no more than usual where nothing was lost', () => {
    const { sent } = scanOver(0, 1);
    expect(Math.max(...sent.map(({ attempt }) => attempt))).toBe(1);
  });
});

describe('ARP with -Pn', () => {
  const requestsTo = (hosts: number, discovery: Partial<ScanRequest['discovery']>, answered = Infinity) => {
    let seen = 0;
    const world = new FakeWorld((sent) =>
      sent.packet.arp && ++seen >= answered ? [{ afterUs: 40, bytes: arpReply(sent), link: 'ethernet' }] : [],
    );
    const targets = Array.from({ length: hosts }, (_, n) => ({ address: asIpv4(NEIGHBOUR + n) }));
    const report = runScanNow(
      scanOf({ targets, discovery, ports: { tcp: [22] } }),
      { vantage: VANTAGE, trace: UNTRACED },
      world,
    );
    const requests = world.sent.filter(({ packet }) => packet.arp !== undefined).length;
    return [requests, report.hosts[0]?.state];
  };

  it('asks eight times before it calls a neighbour down', () => {
    expect(requestsTo(1, { mode: 'skip' })).toEqual([8, 'down']);
    expect(requestsTo(1, { mode: 'skip' }, 8)).toEqual([8, 'up']);
  });

  it('asks twice where many are silent, and where nobody said that they are there', () => {
    expect(requestsTo(30, { mode: 'skip' })).toEqual([60, 'down']);
    expect(requestsTo(1, { mode: 'probe' })).toEqual([2, 'down']);
  });
});
