import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { asIpv4 } from '../packet/index.ts';
import { TECHNIQUE_NAMES } from '../technique/index.ts';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import { createScanner, progress, runScanNow, scanReport, step } from './index.ts';
import { FakeWorld, lanHost, lossy, type PortNature } from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const natureOf = (port: number): PortNature =>
  port % 7 === 0 ? 'open' : port % 3 === 0 ? 'dropped' : 'closed';
const range = (count: number) => Array.from({ length: count }, (_, i) => 2000 + i);

describe('in any lossy world', () => {
  const worlds = fc.record({
    seed: fc.nat(),
    loss: fc.double({ min: 0, max: 0.9, noNaN: true }),
    duplicate: fc.double({ min: 0, max: 0.5, noNaN: true }),
    ports: fc.integer({ min: 1, max: 40 }),
    hosts: fc.integer({ min: 1, max: 4 }),
    template: fc.integer({ min: 1, max: 5 }),
    maxRetries: fc.integer({ min: 0, max: 10 }),
    technique: fc.constantFrom(...TECHNIQUE_NAMES.filter((name) => name !== 'connect')),
  });

  it('the scan ends, every port has a verdict, and the packets sent are bounded', () => {
    fc.assert(
      fc.property(worlds, ({ seed, loss, duplicate, ports, hosts, template, maxRetries, technique }) => {
        const world = new FakeWorld(lossy(lanHost(natureOf, 2_000), seed, loss, duplicate));
        const targets = Array.from({ length: hosts }, (_, i) => ({ address: asIpv4(FAR + i) }));
        const request = scanOf({
          seed,
          targets,
          techniques: [technique],
          discovery: { mode: 'skip' },
          timing: { template, maxRetries },
          ports: technique === 'udp' ? { tcp: [], udp: range(ports) } : { tcp: range(ports) },
        });
        const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
        for (const host of report.hosts) {
          expect(host.ports.size).toBe(ports);
          for (const { state } of host.ports) expect(state).not.toBe('unknown');
        }
        const tries = hosts * ports * (maxRetries + 1);
        // Timing pings: at most one a host for ten probes, and one for twenty of the group.
        expect(world.sent.length).toBeLessThanOrEqual(tries * 1.2 + 10);
      }),
      { numRuns: 150 },
    );
  });

  it('each port has exactly one verdict in the trace, where answers do not contradict one another', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const trace = createTraceLog();
      const world = new FakeWorld(lossy(lanHost(natureOf), seed, 0.2, 0.3));
      const request = scanOf({ seed, discovery: { mode: 'skip', arp: false }, ports: { tcp: range(60) } });
      runScanNow(request, { vantage: VANTAGE, trace }, world);
      const ports = trace.events.flatMap((event) => (event.kind === 'verdict' ? [event.port] : []));
      expect([...ports].sort()).toEqual(range(60));
    }
  });

  it.each([0.05, 0.1, 0.2])('with %d of all packets lost no verdict is wrong', (loss) => {
    for (let seed = 1; seed <= 20; seed++) {
      const world = new FakeWorld(lossy(lanHost(natureOf), seed, loss));
      const request = scanOf({ seed, discovery: { mode: 'skip', arp: false }, ports: { tcp: range(200) } });
      const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
      const wrong = [...(report.hosts[0]?.ports ?? [])].filter(({ port, state }) => {
        const nature = natureOf(port);
        return state !== (nature === 'dropped' ? 'filtered' : nature);
      });
      expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    }
  });

  it('duplicates and disorder make no verdict wrong', () => {
    const chance = stream(5, 'test:disorder');
    const host = lanHost(natureOf);
    const world = new FakeWorld((sent) =>
      host(sent).flatMap((reply) => {
        const copies = chance.fraction() < 0.5 ? [reply, reply] : [reply];
        return copies.map((each) => ({ ...each, afterUs: chance.below(50_000) }));
      }),
    );
    const request = scanOf({ targets: [{ address: NEIGHBOUR }], ports: { tcp: range(300) } });
    const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
    for (const { port, state } of report.hosts[0]?.ports ?? []) {
      const nature = natureOf(port);
      expect(state).toBe(nature === 'dropped' ? 'filtered' : nature);
    }
  });
});

describe('the reducer', () => {
  it('gives the same trace for the same seed, byte for byte', () => {
    const run = (seed: number) => {
      const trace = createTraceLog();
      const request = scanOf({ seed, discovery: { mode: 'skip', arp: false }, ports: { tcp: range(100) } });
      runScanNow(request, { vantage: VANTAGE, trace }, new FakeWorld(lossy(lanHost(natureOf), 3, 0.1)));
      return JSON.stringify(trace.events);
    };
    expect(run(11)).toBe(run(11));
    expect(run(11)).not.toBe(run(12));
  });

  it('never throws, whatever bytes are captured', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 90 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 30 }), fc.constantFrom('ethernet', 'raw'), (frames, link) => {
        const script = frames.map((each, i) => ({
          type: 'captured' as const,
          at: i * 50,
          link,
          bytes: each,
          because: 0,
        }));
        const world = new FakeWorld(lanHost(natureOf), script);
        const report = runScanNow(scanOf(), { vantage: VANTAGE, trace: createTraceLog() }, world);
        expect(report.hosts[0]?.ports.get('tcp', 1000)?.state).toBe('closed');
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever is done to true answers; truncated ones are no verdict', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), fc.nat(255), (length, at, value) => {
        const host = lanHost(natureOf);
        const world = new FakeWorld((sent) =>
          host(sent).map((reply) => {
            if (reply.bytes === undefined || sent.packet.tcp === undefined) return reply;
            const bytes = reply.bytes.slice(0, length);
            if (at < bytes.length) bytes[at] = value;
            return { ...reply, bytes };
          }),
        );
        const report = runScanNow(scanOf(), { vantage: VANTAGE, trace: createTraceLog() }, world);
        const state = report.hosts[0]?.ports.get('tcp', 1000)?.state;
        if (length < 40) expect(state).toBe('filtered');
      }),
      { numRuns: 200 },
    );
  });

  it('waits for nothing and wants nothing once it has finished', () => {
    const state = createScanner(scanOf({ targets: [] }), { vantage: VANTAGE, trace: UNTRACED });
    expect(step(state, { type: 'start', at: 0 })[1]).toEqual([{ type: 'finished' }]);
    expect(step(state, { type: 'woke', at: 1 })).toEqual([state, []]);
    expect(scanReport(state).hosts).toEqual([]);
  });

  it('tells how far it is', () => {
    const state = createScanner(scanOf(), { vantage: VANTAGE, trace: UNTRACED });
    expect(progress(state)).toEqual({ done: 0, total: 0, phase: '' });
    step(state, { type: 'start', at: 0 });
    expect(progress(state)).toEqual({ done: 0, total: 1, phase: 'ARP Ping Scan' });
  });

  it('is further with every answer, and at the end', () => {
    const state = createScanner(scanOf({ ports: { tcp: range(100) } }), {
      vantage: VANTAGE,
      trace: UNTRACED,
    });
    const seen: number[] = [];
    new FakeWorld(lanHost(natureOf)).run((input) => {
      const effects = step(state, input)[1];
      const { done, total, phase } = progress(state);
      expect(done).toBeLessThanOrEqual(total);
      if (phase === 'SYN Stealth Scan') seen.push(done);
      return effects;
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(60);
  });
});

describe('growth', () => {
  it('is linear in ports: ten times the ports, at most eleven times the steps and wakes', () => {
    const stepsFor = (count: number) => {
      const world = new FakeWorld(lanHost(natureOf, 14_000), [], false);
      const request = scanOf({ ports: { tcp: Array.from({ length: count }, (_, i) => i + 1) } });
      runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
      return world.steps;
    };
    expect(stepsFor(20_000) / stepsFor(2_000)).toBeLessThan(11);
  });
});

describe('a lost interface', () => {
  const lostAt = (at: number, message = 'lan is down') => {
    const world = new FakeWorld(lanHost(natureOf), [{ type: 'interface-lost', at, since: at, message }]);
    const request = scanOf({ ports: { tcp: range(100) } });
    return runScanNow(request, { vantage: VANTAGE, trace: createTraceLog() }, world);
  };

  it('ends the scan; what has no answer is unknown, never filtered', () => {
    const report = lostAt(600_000);
    expect(report.lost).toEqual({ at: 600_000, message: 'lan is down' });
    const states = [...(report.hosts[0]?.ports ?? [])].map(({ port, state }) => ({ port, state }));
    expect(states).toEqual(
      range(100).map((port) => ({ port, state: natureOf(port) === 'dropped' ? 'unknown' : natureOf(port) })),
    );
    expect(report.elapsedUs).toBe(600_000);
  });

  it('makes unknown also what was given up just before', () => {
    const world = new FakeWorld(lanHost(natureOf), [
      { type: 'interface-lost', at: 150_000, since: 0, message: 'gone' },
    ]);
    const targets = [{ address: NEIGHBOUR }];
    const request = scanOf({ targets, timing: { maxRetries: 0, maxRate: 400 }, ports: { tcp: range(100) } });
    const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
    const states = new Set([...(report.hosts[0]?.ports ?? [])].map(({ state }) => state));
    expect(states.has('filtered')).toBe(false);
    expect(states.has('unknown')).toBe(true);
  });

  it('during discovery leaves the host unknown, not down', () => {
    const report = lostAt(100);
    expect(report.hosts[0]).toMatchObject({ state: 'unknown', reason: 'unknown-response' });
  });
});
