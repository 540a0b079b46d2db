import { describe, expect, it } from 'vitest';
import { asIpv4, TCP_FLAG } from '../packet/index.ts';
import { createTraceLog } from '../trace/index.ts';
import type { ScanRequest } from './request.ts';
import { runScanNow } from './run.ts';
import {
  type Answerer,
  address,
  arpReply,
  FakeWorld,
  lanHost,
  pingReply,
  reset,
  type Sent,
  synAck,
  TARGET_MAC,
  unreachable,
} from './testing/fake-world.ts';
import { FAR, NEIGHBOUR, scanOf, VANTAGE } from './testing/requests.ts';

const { SYN, ACK } = TCP_FLAG;
const only = { mode: 'only' } as const;

const discover = (answer: Answerer, changes: Parameters<typeof scanOf>[0] = {}) => {
  const trace = createTraceLog();
  const world = new FakeWorld(answer);
  const request: ScanRequest = scanOf({ discovery: only, targets: [{ address: FAR }], ...changes });
  const report = runScanNow(request, { vantage: VANTAGE, trace }, world);
  return {
    report,
    host: report.hosts[0],
    sent: world.sent,
    events: trace.events,
    abandoned: world.abandoned,
  };
};

const nameOf = ({ packet: { icmp, tcp, arp }, effect }: Sent): string => {
  if (arp) return 'ARP';
  if (icmp) return `ICMP ${icmp.typeNumber}`;
  if (tcp) return `TCP ${tcp.destinationPort} ${tcp.flags === SYN ? 'S' : tcp.flags === ACK ? 'A' : '?'}`;
  return effect.type === 'connect' ? `connect ${effect.port}` : '?';
};

const silence: Answerer = () => [];

describe('discovery of a host beyond a router', () => {
  it('asks four ways at once, and again after timeout and pause, newest first; down after 3 s', () => {
    const { sent, host, report } = discover(silence);
    const four = ['ICMP 8', 'TCP 443 S', 'TCP 80 A', 'ICMP 13'];
    expect(sent.map(nameOf)).toEqual([...four, ...four.toReversed()]);
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 0, 0, 2e6, 2e6, 2e6, 2e6]);
    expect(host).toMatchObject({ state: 'down', reason: 'no-response' });
    expect(report.elapsedUs).toBe(3_000_000);
    // As nmap counts: "Raw packets sent: 8 (304B)".
    expect(report.packets).toMatchObject({ sent: 8, sentBytes: 304 });
  });

  const answers: [string, Answerer, string][] = [
    ['an echo reply', (s) => (s.packet.icmp?.typeNumber === 8 ? reply(pingReply(s)) : []), 'echo-reply'],
    [
      'a timestamp reply',
      (s) => (s.packet.icmp?.typeNumber === 13 ? reply(pingReply(s)) : []),
      'timestamp-reply',
    ],
    ['SYN+ACK from port 443', (s) => (s.packet.tcp?.flags === SYN ? reply(synAck(s)) : []), 'syn-ack'],
    ['RST from port 443', (s) => (s.packet.tcp?.flags === SYN ? reply(reset(s)) : []), 'reset'],
    ['RST from port 80', (s) => (s.packet.tcp?.flags === ACK ? reply(reset(s)) : []), 'reset'],
    ['port unreachable', (s) => (s.packet.tcp ? reply(unreachable(s, 3)) : []), 'port-unreach'],
    ['protocol unreachable', (s) => (s.packet.icmp ? reply(unreachable(s, 2)) : []), 'proto-unreach'],
  ];
  it.each(answers)('finds it up by %s', (_name, answer, reason) => {
    const { host, sent } = discover(answer);
    expect(host).toMatchObject({ state: 'up', reason, reasonTtl: 64 });
    expect(host?.timing?.srttUs).toBe(500);
    expect(sent.length).toBe(4);
  });

  it('takes the first answer and forgets the other questions', () => {
    const { events } = discover(lanHost(() => 'closed', 500));
    expect(events.filter(({ kind }) => kind === 'discovery').length).toBe(1);
  });

  it.each([0, 1, 9, 10, 13])('decides nothing by ICMP 3/%i', (code) => {
    const { host, sent } = discover((s) => reply(unreachable(s, code)));
    expect(host).toMatchObject({ state: 'down', reason: 'no-response' });
    expect(sent.length).toBe(8);
  });

  it('decides nothing by an unreachable message from somebody else', () => {
    const from = address('198.18.10.1');
    expect(discover((s) => reply(unreachable(s, 3, { from }))).host?.reason).toBe('no-response');
  });

  it('takes an expired TTL for down, at once', () => {
    const from = address('198.18.10.1');
    const { host, report } = discover((s) => reply(unreachable(s, 0, { from, type: 'time-exceeded' })));
    expect(host).toMatchObject({ state: 'down', reason: 'time-exceeded', reasonFrom: from });
    expect(report.elapsedUs).toBeLessThan(3_000);
  });

  it('does not take a reply to somebody else s ping', () => {
    const { host } = discover((sent) => {
      const bytes = sent.packet.icmp ? pingReply(sent).slice() : undefined;
      if (bytes === undefined) return [];
      // Identifier and checksum both off by one: the checksum stays right.
      bytes[25] = (bytes[25] ?? 0) ^ 1;
      bytes[23] = (bytes[23] ?? 0) ^ 1;
      return reply(bytes);
    });
    expect(host?.state).toBe('down');
  });

  it('goes on to the port scan with what it learnt of the round trip', () => {
    const { sent, host } = discover(
      lanHost(() => 'dropped', 14_000),
      {
        discovery: { mode: 'probe' },
        ports: { tcp: [2000] },
      },
    );
    // 14 ms + 4 x 14 ms is below the floor of 100 ms.
    expect(sent.slice(4).map(({ at }) => at)).toEqual([14_000, 114_000]);
    expect(host?.ports.get('tcp', 2000)?.state).toBe('filtered');
  });
});

function reply(bytes: Uint8Array): { afterUs: number; bytes: Uint8Array }[] {
  return [{ afterUs: 500, bytes }];
}

describe('discovery of a neighbour', () => {
  it('asks by ARP, retries at 1.2 s, and gives up at 1.4 s', () => {
    const { sent, host, report } = discover(silence, { targets: [{ address: NEIGHBOUR }] });
    expect(sent.map(nameOf)).toEqual(['ARP', 'ARP']);
    expect(sent.map(({ at }) => at)).toEqual([0, 1_200_000]);
    expect(host).toMatchObject({ state: 'down', reason: 'no-response' });
    expect(report.elapsedUs).toBe(1_400_000);
    expect(sent[0]?.effect).toMatchObject({ type: 'send-ethernet', interface: 'lan' });
  });

  it('does so even with -Pn', () => {
    const { host, sent } = discover(silence, {
      targets: [{ address: NEIGHBOUR }],
      discovery: { mode: 'skip' },
    });
    expect(host?.state).toBe('down');
    // nmap asks twice here too; see "ARP with -Pn" in tries.test.ts.
    expect(sent.length).toBe(8);
  });

  it('learns its address, and no TTL', () => {
    const { host } = discover(
      lanHost(() => 'closed'),
      { targets: [{ address: NEIGHBOUR }] },
    );
    expect(host).toMatchObject({ state: 'up', reason: 'arp-response', mac: TARGET_MAC });
    expect(host?.reasonTtl).toBeUndefined();
  });

  it('asks the four ways with --disable-arp-ping', () => {
    const { sent } = discover(silence, {
      targets: [{ address: NEIGHBOUR }],
      discovery: { mode: 'only', arp: false },
    });
    expect(sent.length).toBe(8);
  });

  it('does not take requests, or replies for others, as answers', () => {
    const { host } = discover(
      (sent) => {
        const bytes = arpReply(sent);
        const request = bytes.slice();
        request[21] = 1;
        const elsewhere = bytes.slice();
        elsewhere[41] = 77;
        return [request, elsewhere].map((each) => ({ afterUs: 9, bytes: each, link: 'ethernet' as const }));
      },
      { targets: [{ address: NEIGHBOUR }] },
    );
    expect(host?.state).toBe('down');
  });

  it('of a whole network: as many requests as nmap, the first to the second address', () => {
    // Real run over a /24 with three neighbours up: 511 requests in 2.0 s, three of them repeated to a host that
    // is known to be up, since nothing else came back.
    const base = NEIGHBOUR - 28;
    const targets = Array.from({ length: 256 }, (_, i) => ({ address: asIpv4(base + i) }));
    const { report, sent } = discover(
      (s) => {
        const last = (s.packet.arp?.targetIp ?? 0) - base;
        return last >= 28 && last <= 30 ? [{ afterUs: 40, bytes: arpReply(s), link: 'ethernet' }] : [];
      },
      { targets },
    );
    expect(sent.length).toBe(511);
    expect(sent[0]?.packet.arp?.targetIp).toBe(base + 1);
    expect(report.elapsedUs / 1e6).toBeCloseTo(2.0, 1);
    expect(report.hosts.filter(({ state }) => state === 'up').length).toBe(4);
    // The scanner's own address does not fit the batch: it comes last, as in nmap's report.
    expect(report.hosts.at(-1)).toMatchObject({ address: base + 2, reason: 'localhost-response' });
    expect(report.phases).toMatchObject([{ name: 'ARP Ping Scan', ports: 1 }]);
  });
});

describe('discovery of what needs no probe', () => {
  it.each([
    { what: 'an own address', to: '198.18.10.2', mode: 'probe', state: 'up', reason: 'localhost-response' },
    { what: 'loopback', to: '127.0.0.1', mode: 'only', state: 'up', reason: 'localhost-response' },
    { what: 'loopback with -Pn', to: '127.0.0.1', mode: 'skip', state: 'up', reason: 'user-set' },
    { what: 'a far host with -Pn', to: '198.18.20.5', mode: 'skip', state: 'up', reason: 'user-set' },
    { what: 'an address without route', to: '10.0.0.1', mode: 'probe', state: 'down', reason: 'no-route' },
  ] as const)('$what: $state, $reason', ({ to, mode, state, reason }) => {
    const { host, sent, report } = discover(silence, {
      targets: [{ address: address(to) }],
      discovery: { mode },
      techniques: [],
    });
    expect(host).toMatchObject({ state, reason });
    expect(sent).toEqual([]);
    expect(report.notices.length).toBe(reason === 'no-route' ? 1 : 0);
  });
});

describe('discovery without privileges', () => {
  const unprivileged = { privileged: false, targets: [{ address: NEIGHBOUR }] };

  it('connects to 80 and 443, again after 2 s, and closes the sockets at each timeout', () => {
    const { sent, host, report, abandoned } = discover(silence, unprivileged);
    expect(sent.map(nameOf)).toEqual(['connect 80', 'connect 443', 'connect 443', 'connect 80']);
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 2e6, 2e6]);
    expect(abandoned).toEqual([1, 2, 3, 4]);
    expect(host).toMatchObject({ state: 'down', reason: 'no-response' });
    expect(report.elapsedUs).toBe(3_000_000);
  });

  it.each([
    { errno: undefined, state: 'up', reason: 'syn-ack' },
    { errno: 'ECONNREFUSED', state: 'up', reason: 'conn-refused' },
    { errno: 'EHOSTUNREACH', state: 'down', reason: 'host-unreach' },
    { errno: 'ENETUNREACH', state: 'down', reason: 'net-unreach' },
    { errno: 'EACCES', state: 'down', reason: 'admin-prohibited' },
  ] as const)('by $errno: $state, $reason', ({ errno, state, reason }) => {
    const { host, abandoned } = discover(
      () => [{ afterUs: 100, connected: errno === undefined ? {} : { errno } }],
      unprivileged,
    );
    expect(host).toMatchObject({ state, reason });
    expect(host?.reasonTtl).toBeUndefined();
    expect(abandoned.length).toBe(1);
  });

  it('leaves it to the system to say that there is no route', () => {
    const { host } = discover(() => [{ afterUs: 0, connected: { errno: 'ENETUNREACH' } }], {
      privileged: false,
      targets: [{ address: address('10.0.0.1') }],
    });
    expect(host).toMatchObject({ state: 'down', reason: 'net-unreach' });
  });
});

describe('the trace of discovery', () => {
  it('leads from a host that is down to every try', () => {
    const { events } = discover(silence, { targets: [{ address: NEIGHBOUR }] });
    const verdict = events.find(({ kind }) => kind === 'discovery');
    const causes = (verdict?.because ?? []).map((id) => {
      const event = events[id - 1];
      return event?.kind === 'probe' ? `${event.what} ${event.attempt}` : event?.kind;
    });
    expect(causes).toEqual(['given-up 1', 'timed-out 1', 'sent 1', 'timed-out 0', 'sent 0']);
  });
});
