import { describe, expect, it } from 'vitest';
import {
  checkIcmp,
  checkIpv4,
  checkTcp,
  checkUdp,
  decodeIp,
  type Packet,
} from '../../engine/packet/index.ts';
import type { Passage } from './firewall.ts';
import { bench, datagram, icmp, ip, ping, SCANNER, segment, TARGET } from './testing/bench.ts';

// What the flows become was asked of Linux 6.18 with the same rules and packets (conntrack -L); a port drawn at
// random there is somewhere in the same range here.

const read = (passage: Passage): Packet => (passage.verdict === 'accept' ? decodeIp(passage.bytes) : {});

/** The ends of a packet as `40000 > 80`. */
const ports = (passage: Passage): string => {
  const { tcp, udp } = read(passage);
  return `${(tcp ?? udp)?.sourcePort} > ${(tcp ?? udp)?.destinationPort}`;
};

function findings({ ip: header, tcp, udp, icmp: message }: Packet): string[] {
  if (!header) return ['no header'];
  return [
    ...checkIpv4(header),
    ...(tcp ? checkTcp(tcp, header) : []),
    ...(udp ? checkUdp(udp, header) : []),
    ...(message ? checkIcmp(message) : []),
  ].map(({ code }) => code);
}

describe('two flows that end at one port', () => {
  const RULES = `
    -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 80
    -t nat -A PREROUTING -p udp --dport 5300 -j REDIRECT --to-ports 53`;
  const back = { from: TARGET, to: SCANNER };

  it.each([
    ['redirected first', 8080, 80],
    ['redirected second', 80, 8080],
  ])('are told apart by the source port of the second: %s', (_, first, second) => {
    const { receive, send, conntrack } = bench(RULES);
    expect(ports(receive(segment('S', first)))).toBe('40000 > 80');
    const other = receive(segment('S', second));
    const port = read(other).tcp?.sourcePort ?? 0;
    expect(port).not.toBe(40_000);
    expect(port).toBeGreaterThanOrEqual(1024);
    expect(findings(read(other))).toEqual([]);
    const answered = (to: number) =>
      send(segment('SA', to, { ...back, sourcePort: 80, acknowledgment: 1001 }));
    expect([ports(answered(40_000)), ports(answered(port))]).toEqual([
      `${first} > 40000`,
      `${second} > 40000`,
    ]);
    expect(findings(read(answered(port)))).toEqual([]);
    expect(conntrack.snapshot(0).map(({ reply }) => reply.destinationPort)).toEqual([40_000, port]);
  });

  it('keep the source port that the first packet got', () => {
    const { receive } = bench(RULES);
    receive(datagram(5300));
    const first = ports(receive(datagram(53)));
    expect(ports(receive(datagram(53)))).toBe(first);
    expect(ports(receive(datagram(5300)))).toBe('40000 > 53');
  });

  it.each([
    [300, 1, 511],
    [511, 1, 511],
    [512, 600, 1023],
    [700, 600, 1023],
    [1024, 1024, 65_535],
  ])('change a source port of %i to one of %i to %i', (sourcePort, low, high) => {
    for (let run = 0; run < 20; run++) {
      const { receive } = bench(RULES, { seed: run });
      receive(datagram(5300, { sourcePort }));
      const port = read(receive(datagram(53, { sourcePort }))).udp?.sourcePort ?? 0;
      expect(port !== sourcePort && port >= low && port <= high).toBe(true);
    }
  });

  it('are known by their old source port to INPUT at first, and as SNAT from the second packet on', () => {
    const { receive, firewall } = bench(`${RULES}
      -A INPUT -p udp --sport 40000
      -A INPUT -p udp --dport 53 -m conntrack --ctstate SNAT`);
    receive(datagram(5300));
    receive(datagram(53));
    receive(datagram(53));
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(3);
    expect(firewall.counters('filter', 'INPUT', 2)?.packets).toBe(1);
  });

  it('show each asker its own packet in an ICMP error', () => {
    const { receive, send } = bench(RULES);
    for (const probe of [datagram(5300, { payload: new Uint8Array(3) }), datagram(53)]) {
      const passage = receive(probe);
      const quoted = passage.verdict === 'accept' ? passage.bytes : probe;
      const error = send(icmp({ type: 'unreachable', code: 3, quoted }, back));
      expect(error.verdict === 'accept' && error.bytes.slice(28)).toEqual(probe);
      expect(findings(read(error))).toEqual([]);
    }
  });

  it('know an error about their answers, as cut short as RFC 792 allows, by the port they have here', () => {
    const { receive, send } = bench(RULES);
    receive(segment('S', 8080));
    const port = read(receive(segment('S', 80))).tcp?.sourcePort ?? 0;
    const sent = send(segment('SA', port, { ...back, sourcePort: 80, acknowledgment: 1001 }));
    const quoted = (sent.verdict === 'accept' ? sent.bytes : new Uint8Array()).slice(0, 28);
    const error = receive(icmp({ type: 'unreachable', code: 3, quoted }));
    const quotedPorts = error.verdict === 'accept' && [...error.bytes.slice(48, 52)];
    expect(quotedPorts).toEqual([0, 80, port >>> 8, port & 255]);
    expect(findings(read(error))).toEqual([]);
  });

  it('leave a quote alone that names no flow’s ports', () => {
    const { receive, firewall } = bench(`${RULES}\n-A INPUT -m conntrack --ctstate INVALID`);
    const error = icmp({ type: 'unreachable', code: 3, quoted: new Uint8Array(8) });
    expect(receive(error)).toMatchObject({ verdict: 'accept', bytes: error });
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
  });

  it('say in the trace why a port changed', () => {
    const { receive, trace } = bench(RULES);
    receive(datagram(5300));
    const port = read(receive(datagram(53))).udp?.sourcePort;
    expect(trace.events.filter((event) => event.kind === 'fact' && event.code === 'nat-clash')).toMatchObject(
      [{ text: expect.stringContaining(`udp 198.18.10.28:53 > 198.18.10.2:${port}`) }],
    );
  });

  it('leave a datagram without a checksum without one, and never make one of 0', () => {
    for (let sourcePort = 1024; sourcePort < 1424; sourcePort++) {
      const { receive } = bench(RULES);
      const bare = datagram(5300, { sourcePort });
      bare.fill(0, 26, 28);
      const passage = receive(bare);
      expect(passage.verdict === 'accept' && passage.bytes.slice(26, 28)).toEqual(new Uint8Array(2));
      const summed = receive(datagram(53, { sourcePort }));
      expect(read(summed).udp?.checksum).not.toBe(0);
      expect(findings(read(summed))).toEqual([]);
    }
  });

  it('are one too many where no port tells them apart: Linux drops the second', () => {
    const { receive, trace } = bench('-t nat -A PREROUTING -p 47 -j REDIRECT');
    const packet = (to: string): Uint8Array => {
      const bytes = datagram(1, { to: ip(to) }).slice();
      bytes[9] = 47;
      return bytes;
    };
    expect(receive(packet('198.18.10.28')).verdict).toBe('accept');
    expect(receive(packet('198.18.30.1')).verdict).toBe('drop');
    expect(trace.events.at(-2)).toMatchObject({ kind: 'fact', code: 'flow-clash' });
    expect(trace.events.at(-1)).toMatchObject({ kind: 'transition', to: 'dropped' });
  });
});

describe('pings that end at one address', () => {
  it('are told apart by an identifier from 0 on', () => {
    const { receive, send } = bench('-t nat -A PREROUTING -p icmp -d 203.0.113.0/24 -j REDIRECT');
    const identifiers = ['203.0.113.1', '203.0.113.2', '198.18.10.28'].map((to) => {
      const passage = receive(ping(777, { to: ip(to) }));
      expect(findings(read(passage))).toEqual([]);
      const fields = read(passage).icmp?.fields();
      return fields?.ok && fields.value.type === 'echo-request' ? fields.value.id : undefined;
    });
    expect(identifiers).toEqual([777, 0, 1]);
    const reply = send(icmp({ type: 'echo-reply', id: 0, sequence: 1 }, { from: TARGET, to: SCANNER }));
    expect(read(reply).icmp?.fields()).toMatchObject({ value: { type: 'echo-reply', id: 777 } });
    expect(read(reply).ip?.source).toBe(ip('203.0.113.2'));
    expect(findings(read(reply))).toEqual([]);
  });
});

describe('REDIRECT to a range of ports', () => {
  it('takes the first that tells the flows apart, and leaves a port that is within', () => {
    const { receive } = bench(
      '-t nat -A PREROUTING -p udp --dport 1000:9000 -j REDIRECT --to-ports 8000-8009',
    );
    const asked = [1234, 1235, 8005, 8004, 1236];
    expect(asked.map((port) => read(receive(datagram(port))).udp?.destinationPort)).toEqual([
      8000, 8001, 8005, 8004, 8002,
    ]);
  });

  it('changes sources where the range is used up', () => {
    const { receive } = bench('-t nat -A PREROUTING -p udp -j REDIRECT --to-ports 8000-8001');
    const seen = [1, 2, 3].map((port) => ports(receive(datagram(port))));
    expect(seen.slice(0, 2)).toEqual(['40000 > 8000', '40000 > 8001']);
    expect(seen[2]).toMatch(/^(?!40000)\d+ > 8001$/);
  });

  it('to the place that was asked anyway is no DNAT', () => {
    const { receive, firewall } = bench(
      '-t nat -A PREROUTING -p udp -j REDIRECT --to-ports 53\n-A INPUT -m conntrack --ctstate DNAT',
    );
    receive(datagram(53));
    receive(datagram(54));
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
  });
});

describe('a packet of the host to itself', () => {
  it('passes the table nat on its way out only', () => {
    const { firewall } = bench(
      '-t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 81\n-t nat -A OUTPUT -p udp',
    );
    const bytes = segment('S', 80, { from: TARGET, to: TARGET });
    const out = { at: 0, out: 'lo', because: 0 };
    let passage = firewall.traverse('OUTPUT', bytes, out);
    for (const hook of ['POSTROUTING', 'PREROUTING', 'INPUT'] as const) {
      const way = hook === 'POSTROUTING' ? out : { at: 5, in: 'lo', because: 0 };
      if (passage.verdict === 'accept') passage = firewall.traverse(hook, passage.bytes, way);
    }
    expect(ports(passage)).toBe('40000 > 80');
    expect(firewall.counters('nat', 'PREROUTING', 1)?.packets).toBe(0);
  });
});
