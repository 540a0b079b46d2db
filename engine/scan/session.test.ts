import { describe, expect, it } from 'vitest';
import { asIpv4 } from '../packet/index.ts';
import { createTraceLog, UNTRACED } from '../trace/index.ts';
import { groupSize } from './batches.ts';
import type { ScanRequest } from './request.ts';
import { runScan, runScanNow } from './run.ts';
import { address, FakeWorld, lanHost, type Sent, unreachable } from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const blind = { mode: 'skip', arp: false } as const;
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const hosts = (count: number, from = FAR) => range(count).map((i) => ({ address: asIpv4(from + i) }));

function scan(changes: Parameters<typeof scanOf>[0], answer = lanHost(() => 'closed')) {
  const world = new FakeWorld(answer);
  const report = runScanNow(scanOf(changes), { vantage: VANTAGE, trace: UNTRACED }, world);
  return { report, sent: world.sent };
}

const phaseNames = (report: { phases: readonly { name: string; hosts: readonly number[] }[] }) =>
  report.phases.map(({ name, hosts }) => `${name} (${hosts.length})`);

describe('the phases of a scan', () => {
  it('are discovery, then the techniques in turn, each from a base port 256 further on', () => {
    const { report, sent } = scan(
      { techniques: ['syn', 'udp'], ports: { tcp: [81, 82], udp: [9] } },
      (each) => (each.packet.udp ? [{ bytes: unreachable(each, 3) }] : lanHost(() => 'closed')(each)),
    );
    expect(phaseNames(report)).toEqual(['ARP Ping Scan (1)', 'SYN Stealth Scan (1)', 'UDP Scan (1)']);
    const portOf = ({ packet: { tcp, udp } }: Sent) => tcp?.sourcePort ?? udp?.sourcePort ?? 0;
    const [tcp, udp] = [sent[1], sent[3]].map((each) => (each ? portOf(each) : 0));
    expect(udp).toBe((tcp ?? 0) + 256);
    expect(
      [...(report.hosts[0]?.ports ?? [])].map(({ protocol, port, state }) => `${port}/${protocol} ${state}`),
    ).toEqual(['81/tcp closed', '82/tcp closed', '9/udp closed']);
  });

  it('have no ports with -sn, and none for hosts that are down', () => {
    expect(phaseNames(scan({ discovery: { mode: 'only' } }).report)).toEqual(['ARP Ping Scan (1)']);
    const { report } = scan(
      { targets: [{ address: NEIGHBOUR }, { address: asIpv4(NEIGHBOUR + 1) }] },
      (sent) => (sent.packet.arp?.targetIp === NEIGHBOUR + 1 ? [] : lanHost(() => 'closed')(sent)),
    );
    expect(phaseNames(report)).toEqual(['ARP Ping Scan (2)', 'SYN Stealth Scan (1)']);
    expect(report.hosts.map(({ state, ports }) => `${state} ${ports.size}`)).toEqual(['up 3', 'down 0']);
  });

  it('skip a technique without ports', () => {
    const { report } = scan({ techniques: ['syn', 'udp'], discovery: blind, ports: { tcp: [81], udp: [] } });
    expect(phaseNames(report)).toEqual(['SYN Stealth Scan (1)']);
  });

  it('leave out the ports of a protocol that no technique asks', () => {
    const { report } = scan({ techniques: ['fin'], discovery: blind, ports: { tcp: [81], udp: [9] } });
    expect(report.hosts[0]?.ports.size).toBe(1);
  });
});

describe('groups of hosts', () => {
  const request = (changes: Parameters<typeof scanOf>[0]): ScanRequest => scanOf(changes);
  // nmap 7.93: UDP 128; TCP max(1024 / ports, 64); a first group of 4 (T4: 8) where there are many ports.
  it.each([
    { what: '3 TCP ports', changes: { ports: { tcp: range(3) } }, first: 341, later: 341 },
    { what: '1000 TCP ports', changes: { ports: { tcp: range(1000) } }, first: 64, later: 64 },
    { what: '1001 TCP ports', changes: { ports: { tcp: range(1001) } }, first: 4, later: 64 },
    {
      what: '1001 TCP ports with T4',
      changes: { ports: { tcp: range(1001) }, timing: { template: 4 } },
      first: 8,
      later: 64,
    },
    {
      what: '1001 TCP ports with T5',
      changes: { ports: { tcp: range(1001) }, timing: { template: 5 } },
      first: 64,
      later: 64,
    },
    {
      what: 'UDP ports',
      changes: { techniques: ['udp'], ports: { udp: range(5) } } as const,
      first: 128,
      later: 128,
    },
  ])('have for $what $first hosts at first and $later later', ({ changes, first, later }) => {
    expect([true, false].map((isFirst) => groupSize(request(changes), isFirst))).toEqual([first, later]);
  });

  it('are scanned one after another', () => {
    const { report } = scan({ targets: hosts(6), discovery: blind, ports: { tcp: range(1001) } });
    expect(phaseNames(report)).toEqual(['SYN Stealth Scan (4)', 'SYN Stealth Scan (2)']);
  });

  it('do not mix neighbours with hosts beyond a router', () => {
    const targets = [{ address: FAR }, { address: NEIGHBOUR }, { address: asIpv4(FAR + 1) }];
    const { report } = scan({ targets });
    expect(phaseNames(report)).toEqual([
      'Ping Scan (2)',
      'ARP Ping Scan (1)',
      'SYN Stealth Scan (2)',
      'SYN Stealth Scan (1)',
    ]);
    // What was put off comes later in the report too.
    expect(report.hosts.map(({ address: each }) => each)).toEqual([FAR, FAR + 1, NEIGHBOUR]);
    expect(report.phases.map((phase) => phase.hosts)).toEqual([[0, 1], [2], [0, 1], [2]]);
  });

  it('scan an address that was named twice twice', () => {
    const { report } = scan({ targets: [{ address: FAR }, { address: FAR, name: 'far' }], discovery: blind });
    expect(phaseNames(report)).toEqual(['SYN Stealth Scan (1)', 'SYN Stealth Scan (1)']);
    expect(report.hosts.map(({ name, ports }) => [name, ports.get('tcp', 22)?.state])).toEqual([
      [undefined, 'closed'],
      ['far', 'closed'],
    ]);
  });
});

describe('hosts that are done while others go on', () => {
  it('are asked now and then whether anything still gets through', () => {
    // One host answers everything, the others nothing: after 1.25 s of silence the first is pinged.
    const { sent } = scan({ targets: hosts(4), discovery: blind, ports: { tcp: range(200) } }, (each) =>
      each.packet.ip?.destination === FAR + 1 ? lanHost(() => 'closed')(each) : [],
    );
    const base = sent[0]?.packet.tcp?.sourcePort ?? 0;
    const pings = sent.filter(({ packet }) => (((packet.tcp?.sourcePort ?? 0) - base) & 1) === 1);
    expect(pings.length).toBeGreaterThan(0);
    for (const { packet, at } of pings) {
      expect(packet.ip?.destination).toBe(FAR + 1);
      expect(at).toBeGreaterThan(1_250_000);
    }
  });

  it('are asked by what they answered best: ICMP after a discovery by ICMP', () => {
    const { sent } = scan(
      { targets: hosts(4), discovery: { mode: 'probe' }, ports: { tcp: range(200) } },
      (each) => {
        if (each.packet.icmp) return lanHost(() => 'closed')(each);
        return [];
      },
    );
    const later = sent.filter(({ packet, at }) => packet.icmp && at > 1_000_000);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every(({ packet }) => packet.icmp?.typeNumber === 8)).toBe(true);
  });

  it('are no longer asked once such a ping stays unanswered', () => {
    let last = 0;
    const { sent } = scan({ targets: hosts(4), discovery: blind, ports: { tcp: range(200) } }, (each) => {
      if (each.packet.ip?.destination !== FAR + 1 || last > 200) return [];
      last++;
      return lanHost(() => 'closed')(each);
    });
    const base = sent[0]?.packet.tcp?.sourcePort ?? 0;
    const pings = sent.filter(({ packet }) => (((packet.tcp?.sourcePort ?? 0) - base) & 1) === 1);
    expect(pings.length).toBeLessThanOrEqual(2);
  });
});

describe('runs', () => {
  it('wait for a transport that takes its time', async () => {
    const world = new FakeWorld(lanHost(() => 'open'));
    const slow = {
      async run(step: Parameters<FakeWorld['run']>[0]) {
        await Promise.resolve();
        world.run(step);
      },
    };
    const report = await runScan(scanOf(), { vantage: VANTAGE, trace: UNTRACED }, slow);
    expect(report.hosts[0]?.ports.get('tcp', 22)?.state).toBe('open');
    expect(() => runScanNow(scanOf(), { vantage: VANTAGE, trace: UNTRACED }, slow)).toThrow(/does not wait/);
  });

  it('on loopback do not take their own probes for answers', () => {
    // Everything sent is captured too; no answer ever comes.
    const base = { targets: [{ address: address('127.0.0.1') }], discovery: { mode: 'skip' } as const };
    const probe = new FakeWorld(() => []);
    runScanNow(scanOf(base), { vantage: VANTAGE, trace: UNTRACED }, probe);
    const port = probe.sent[0]?.packet.tcp?.sourcePort ?? 0;
    const trace = createTraceLog();
    const world = new FakeWorld((sent) => [{ afterUs: 5, bytes: sent.bytes }]);
    const report = runScanNow(
      scanOf({ ...base, ports: { tcp: [port] } }),
      { vantage: VANTAGE, trace },
      world,
    );
    expect(report.hosts[0]?.ports.get('tcp', port)).toMatchObject({
      state: 'filtered',
      reason: 'no-response',
    });
  });

  it('name the scanning host in the trace, and report what was never resolved', () => {
    const trace = createTraceLog();
    const surroundings = { vantage: VANTAGE, trace, scannerName: 'desk' };
    const report = runScanNow(
      scanOf({ unresolved: ['nobody'] }),
      surroundings,
      new FakeWorld(lanHost(() => 'open')),
    );
    expect(new Set(trace.events.map(({ host }) => host))).toEqual(new Set(['desk']));
    expect(report.unresolved).toEqual(['nobody']);
  });
});
