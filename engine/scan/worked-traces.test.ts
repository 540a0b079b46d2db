import { describe, expect, it } from 'vitest';
import { UNTRACED } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';
import { runScanNow } from './run.ts';
import { type Answerer, FakeWorld, lanHost, type Sent } from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

/** Runs of real nmap 7.93 on a LAN, round trip below a millisecond; times there include its own start. */
const scan = (request: ScanRequest, answer: Answerer) => {
  const world = new FakeWorld(answer);
  const report = runScanNow(request, { vantage: VANTAGE, trace: UNTRACED }, world);
  return { report, sent: world.sent, host: report.hosts[0] };
};

const tcpOf = (sent: readonly Sent[]) =>
  sent.flatMap(({ at, packet: { tcp } }) => (tcp ? [{ at, tcp, port: tcp.destinationPort }] : []));

const threePorts = lanHost((port) => (port === 22 ? 'open' : port === 1000 ? 'closed' : 'dropped'));

describe('nmap -sS -p 22,1000,1001: open, closed, dropped', () => {
  const { report, sent, host } = scan(scanOf(), threePorts);
  const tcp = tcpOf(sent);

  it('sends ARP, three SYNs back to back with the popular port first, and one retry', () => {
    expect(sent[0]?.packet.arp?.targetIp).toBe(NEIGHBOUR);
    expect(tcp.length).toBe(4);
    expect(tcp[0]?.port).toBe(22);
    expect(tcp.slice(0, 3).map(({ at }) => at)).toEqual([200, 200, 200]);
    expect(new Set(tcp.slice(0, 3).map(({ tcp }) => tcp.sourcePort)).size).toBe(1);
    expect(new Set(tcp.slice(0, 3).map(({ tcp }) => tcp.sequence)).size).toBe(1);
  });

  it('retries after the 100 ms floor and the pause of 1000 ms, from port + 2 and with sequence xor 0x20002', () => {
    expect(tcp[3]).toMatchObject({ at: 1_100_200, port: 1001 });
    expect(tcp[3]?.tcp.sourcePort).toBe((tcp[0]?.tcp.sourcePort ?? 0) + 2);
    expect(tcp[3]?.tcp.sequence).toBe(((tcp[0]?.tcp.sequence ?? 0) ^ 0x00020002) >>> 0);
  });

  it('concludes 100 ms later', () => {
    expect(
      [...(host?.ports ?? [])].map(({ port, state, reason, ttl }) => ({ port, state, reason, ttl })),
    ).toEqual([
      { port: 22, state: 'open', reason: 'syn-ack', ttl: 64 },
      { port: 1000, state: 'closed', reason: 'reset', ttl: 64 },
      { port: 1001, state: 'filtered', reason: 'no-response', ttl: undefined },
    ]);
    expect(report.elapsedUs).toBe(1_200_200);
    expect(host).toMatchObject({ state: 'up', reason: 'arp-response', mac: 0xdead0000beef });
    expect(host?.timing).toMatchObject({ srttUs: 200, timeoutUs: 100_000 });
  });

  it('counts packets as nmap does: ARP as 28 bytes, IP packets by their length', () => {
    expect(report.packets).toEqual({
      sent: 5,
      sentBytes: 28 + 4 * 44,
      received: 3,
      receivedBytes: 28 + 40 + 40,
    });
    expect(report.phases.map(({ name, hosts, ports }) => ({ name, hosts, ports }))).toEqual([
      { name: 'ARP Ping Scan', hosts: [0], ports: 1 },
      { name: 'SYN Stealth Scan', hosts: [0], ports: 3 },
    ]);
  });
});

describe('nmap -T2: 400 ms between any two probes, one at a time', () => {
  // Real run: ARP 0.424, SYNs 0.874, 1.274, (dropped) retry 2.676, last 3.076, done 3.10; start-up 0.025 to 0.05.
  const timing = { template: 2, scanDelayUs: 400_000, minRttTimeoutUs: 100_000 };
  const order = ['open', 'dropped', 'closed'] as const;
  const { report, sent } = scan(
    scanOf({ timing, sequentialPorts: true, ports: { tcp: [22, 1001, 2000] } }),
    lanHost((port) => order[port === 22 ? 0 : port === 1001 ? 1 : 2] ?? 'open', 0),
  );

  it('delays the first probe of each phase too, and the retry by timeout and pause', () => {
    expect(sent.map(({ at }) => at)).toEqual([400_000, 800_000, 1_200_000, 2_600_000, 3_000_000]);
    expect(tcpOf(sent).map(({ port }) => port)).toEqual([22, 1001, 1001, 2000]);
    expect(report.elapsedUs).toBe(3_000_000);
  });
});

describe('603 ports, 601 of them dropped', () => {
  const tcp = [22, 80, ...Array.from({ length: 601 }, (_, i) => 1000 + i)];
  const { report, sent } = scan(
    scanOf({ ports: { tcp } }),
    lanHost((port) => (port < 100 ? 'open' : 'dropped'), 40),
  );

  it('sends 1207 packets: ARP, two tries a port, two timing pings from base + 5 and base + 7', () => {
    expect(sent.length).toBe(1207);
    const base = tcpOf(sent)[0]?.tcp.sourcePort ?? 0;
    const counts = new Map<number, number>();
    for (const { tcp } of tcpOf(sent)) {
      const byte = tcp.sourcePort - base;
      counts.set(byte, (counts.get(byte) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ 0: 603, 2: 601, 5: 1, 7: 1 });
  });

  it('is paced by the window as nmap is: the sums of packets sent by then', () => {
    // Read off the --packet-trace of a real run, its 90 ms of start and ARP taken away.
    const by = (at: number) => tcpOf(sent).filter((each) => each.at <= at).length;
    const seconds = [0.005, 1.0, 1.15, 1.25, 1.35, 1.45, 1.55, 1.65];
    expect(seconds.map((at) => by(at * 1e6))).toEqual([14, 14, 26, 38, 90, 141, 192, 243]);
  });

  it('ends after 3.2 to 3.6 seconds', () => {
    expect(report.elapsedUs).toBeGreaterThan(3_200_000);
    expect(report.elapsedUs).toBeLessThan(3_600_000);
  });
});

describe('the retry rule', () => {
  it('asks a single silent port again right after the timeout, without a pause', () => {
    const { sent, report } = scan(scanOf({ ports: { tcp: [1001] } }), threePorts);
    expect(tcpOf(sent).map(({ at }) => at)).toEqual([200, 100_200]);
    expect(report.elapsedUs).toBe(200_200);
  });

  it('without discovery waits the initial second for the first answer', () => {
    const { sent, report } = scan(
      scanOf({ discovery: { mode: 'skip', arp: false }, ports: { tcp: [139] } }),
      threePorts,
    );
    expect(sent.map(({ at }) => at)).toEqual([0, 1_000_000]);
    expect(report.elapsedUs).toBe(2_000_000);
    expect(report.hosts[0]).toMatchObject({ state: 'up', reason: 'user-set' });
  });

  it.each([
    { maxRetries: 0, tries: 1, warned: true },
    { maxRetries: 1, tries: 2, warned: false },
    { maxRetries: 10, tries: 2, warned: false },
  ])('sends $tries times with --max-retries $maxRetries', ({ maxRetries, tries, warned }) => {
    const { sent, report } = scan(scanOf({ timing: { maxRetries }, ports: { tcp: [22, 1001] } }), threePorts);
    expect(tcpOf(sent).filter(({ port }) => port === 1001).length).toBe(tries);
    expect(report.notices.map(({ text }) => text)).toEqual(
      warned ? ['Warning: 198.18.10.28 giving up on port because retransmission cap hit (0).'] : [],
    );
  });

  it('gives every silent port one try more than ever helped', () => {
    let tries = 0;
    const { sent, host } = scan(scanOf({ ports: { tcp: [22, 1000, 1001] } }), (each) =>
      each.packet.tcp?.destinationPort === 1000 && ++tries < 2 ? [] : threePorts(each),
    );
    const countOf = (port: number) => tcpOf(sent).filter((each) => each.port === port).length;
    expect([countOf(22), countOf(1000), countOf(1001)]).toEqual([1, 2, 3]);
    expect(host?.ports.get('tcp', 1001)).toMatchObject({ state: 'filtered', reason: 'no-response' });
  });

  it('pauses before the first retry of each number only: newest ports first', () => {
    const { sent } = scan(scanOf({ ports: { tcp: [22, 1001, 1002, 1003] } }), threePorts);
    const tcp = tcpOf(sent);
    expect(tcp.slice(4).map(({ at }) => at)).toEqual([1_100_200, 1_100_200, 1_100_200]);
    expect(tcp.slice(4).map(({ port }) => port)).toEqual(
      tcp
        .slice(1, 4)
        .map(({ port }) => port)
        .reverse(),
    );
  });
});

describe('several hosts', () => {
  const targets = [0, 1, 2].map((i) => ({ address: (FAR + i) as typeof FAR }));
  const { sent, report } = scan(
    scanOf({ targets, discovery: { mode: 'skip', arp: true }, ports: { tcp: [22, 80, 81] } }),
    lanHost(() => 'closed'),
  );

  it('are asked in turn, one port each, from the second one on', () => {
    const turns = tcpOf(sent).map(({ port }, i) => ({
      port,
      to: (sent[i]?.packet.ip?.destination ?? 0) - FAR,
    }));
    expect(turns.map(({ to }) => to)).toEqual([1, 2, 0, 1, 2, 0, 1, 2, 0]);
    for (const start of [0, 3, 6]) {
      expect(new Set(turns.slice(start, start + 3).map(({ port }) => port)).size).toBe(1);
    }
  });

  it('are reported in the order of the targets', () => {
    expect(report.hosts.map(({ address }) => address - FAR)).toEqual([0, 1, 2]);
  });
});
