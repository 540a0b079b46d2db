import { describe, expect, it } from 'vitest';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';
import { runScanNow } from './run.ts';
import {
  type Answerer,
  arpReply,
  FakeWorld,
  lanHost,
  lossy,
  type Sent,
  unreachable,
} from './testing/fake-world.ts';
import { scanOf, VANTAGE } from './testing/requests.ts';

const scan = (request: ScanRequest, answer: Answerer) => {
  const world = new FakeWorld(answer);
  const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
  return { report, sent: world.sent, host: report.hosts[0] };
};

const tcpOf = (sent: readonly Sent[]) =>
  sent.flatMap(({ at, packet: { tcp } }) => (tcp ? [{ at, tcp, port: tcp.destinationPort }] : []));

const threePorts = lanHost((port) => (port === 22 ? 'open' : port === 1000 ? 'closed' : 'dropped'));

describe('UDP against a kernel that limits ICMP errors', () => {
  /** Linux: one error a second to each destination after a burst of six (net.ipv4.icmp_ratelimit 1000). */
  const limited = (): Answerer => {
    let tokens = 0;
    let last = -60_000_000;
    return (sent) => {
      if (sent.packet.arp) return [{ afterUs: 40, bytes: arpReply(sent), link: 'ethernet' }];
      tokens = Math.min(6_000_000, tokens + sent.at - last);
      last = sent.at;
      if (tokens < 1_000_000) return [];
      tokens -= 1_000_000;
      return [{ afterUs: 40, bytes: unreachable(sent, 3) }];
    };
  };
  const scanPorts = (count: number, silent = 0) => {
    const udp = Array.from({ length: count }, (_, i) => 2000 + i);
    const answer = limited();
    return scan(scanOf({ techniques: ['udp'], ports: { tcp: [], udp }, output: { verbosity: 1 } }), (each) =>
      (each.packet.udp?.destinationPort ?? 0) >= 2000 + count - silent ? [] : answer(each),
    );
  };
  const { report, sent, host } = scanPorts(40);

  it('finds all 40 closed ports, in nmap s 141 packets and about 36.8 seconds', () => {
    expect([...(host?.ports ?? [])].every(({ state }) => state === 'closed')).toBe(true);
    expect(sent.length).toBe(141);
    expect(report.elapsedUs / 1e6).toBeCloseTo(36.8, 0);
  });

  // Where probes fall in step with the limit, nmap ends with half of 100 closed ports open|filtered, or with none,
  // as chance has it (55 s and 98 s in two real runs).
  it.each([90, 100, 110])('finds all of %i closed ports, whichever step the probes fall into', (count) => {
    const found = scanPorts(count, 5);
    const states = [...(found.host?.ports ?? [])].map(({ state }) => state);
    expect(states.filter((state) => state === 'closed').length).toBe(count - 5);
    expect(states.filter((state) => state === 'open|filtered').length).toBe(5);
    // One answer a second, and a few tries for the silent ports.
    expect(found.report.elapsedUs / 1e6).toBeLessThan(count * 1.25);
  });

  it('doubles the delay from 50 ms as tries grow beyond three', () => {
    expect(report.notices.map(({ text }) => text)).toEqual(
      [
        ['0', '50', 4],
        ['50', '100', 5],
        ['100', '200', 6],
        ['200', '400', 7],
        ['400', '800', 8],
      ].map(
        ([from, to, attempt]) =>
          `Increasing send delay for 198.18.10.28 from ${from} to ${to} due to max_successful_tryno increase to ${attempt}`,
      ),
    );
  });
});

describe('a line that loses packets', () => {
  it('makes the delay grow once more than 10 and 30 % of the answers came to retries', () => {
    const world = new FakeWorld(
      lossy(
        lanHost(() => 'closed', 40),
        3,
        0.2,
      ),
    );
    const tcp = Array.from({ length: 200 }, (_, i) => 2000 + i);
    const request = scanOf({
      ports: { tcp },
      discovery: { mode: 'skip', arp: false },
      output: { verbosity: 1 },
    });
    const report = runScanNow(request, { vantage: VANTAGE, trace: createTraceLog() }, world);
    expect(report.notices[0]?.text).toMatch(
      /^Increasing send delay for 198\.18\.10\.28 from 0 to 5 due to \d+ out of \d+ dropped probes since last increase\.$/,
    );
  });
});

describe('rates', () => {
  const range = (count: number) => Array.from({ length: count }, (_, i) => 2000 + i);

  it('--max-rate 20 sends one packet every 50 ms', () => {
    const { sent } = scan(
      scanOf({ timing: { maxRate: 20 }, ports: { tcp: range(10) } }),
      lanHost(() => 'closed'),
    );
    const times = tcpOf(sent).map(({ at }) => at);
    for (const [i, at] of times.slice(1).entries()) {
      expect(Math.abs(at - (times[i] ?? 0) - 50_000)).toBeLessThan(3_000);
    }
  });

  it('--min-rate 100 goes on where windows and pauses would wait', () => {
    const { sent, report } = scan(
      scanOf({ timing: { minRate: 100 }, ports: { tcp: range(150) } }),
      threePorts,
    );
    // 300 probes at 100 a second.
    expect(tcpOf(sent).length).toBe(300);
    expect(report.elapsedUs / 1e6).toBeCloseTo(3, 1);
    const times = tcpOf(sent)
      .slice(10)
      .map(({ at }) => at);
    for (const [i, at] of times.slice(1).entries()) expect(at - (times[i] ?? 0)).toBeLessThan(15_000);
  });

  it('a scan delay lies between any two packets to a host', () => {
    const { sent } = scan(scanOf({ timing: { scanDelayUs: 20_000 }, ports: { tcp: range(10) } }), threePorts);
    const times = tcpOf(sent).map(({ at }) => at);
    for (const [i, at] of times.slice(1).entries())
      expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  it('never sends more than 50 packets between two looks at the answers', () => {
    const world = new FakeWorld(lanHost(() => 'closed', 1_000));
    let most = 0;
    const request = scanOf({ timing: { minParallelism: 300 }, ports: { tcp: range(1000) } });
    const counting = {
      run: (step: Parameters<FakeWorld['run']>[0]) =>
        world.run((input) => {
          const effects = step(input);
          most = Math.max(most, effects.filter(({ type }) => type === 'send-ip').length);
          return effects;
        }),
    };
    runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, counting);
    expect(most).toBe(50);
  });
});
