import { describe, expect, it } from 'vitest';
import { checkIpv4, checkTcp, decodeIp, notation } from '../../engine/packet/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import type { Passage } from './firewall.ts';
import { answer, bench, datagram, icmp, ip, ping, SCANNER, segment, TARGET } from './testing/bench.ts';

const S = 1_000_000;

describe('a chain', () => {
  it('lets the first rule that decides count', () => {
    const { receive } = bench(
      '-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -p tcp -j DROP\n-A INPUT -j ACCEPT',
    );
    expect(receive(segment('S', 22)).verdict).toBe('accept');
    expect(receive(segment('S', 23)).verdict).toBe('drop');
    expect(receive(datagram(53)).verdict).toBe('accept');
  });

  it('falls to its policy where no rule decides', () => {
    const { receive, send, forward } = bench('-P INPUT DROP\n-P FORWARD DROP\n-A INPUT -p udp -j ACCEPT');
    expect(receive(segment('S', 22)).verdict).toBe('drop');
    expect(forward(segment('S', 22, { to: ip('198.18.20.9') })).verdict).toBe('drop');
    expect(send(segment('S', 22)).verdict).toBe('accept');
  });

  it('comes back from a chain that decides nothing, and on RETURN', () => {
    const { receive } = bench(`
      -N mine
      -A mine -p tcp --dport 22 -j RETURN
      -A mine -p tcp --dport 23 -j DROP
      -A INPUT -j mine
      -A INPUT -p tcp --dport 22 -j DROP`);
    expect(receive(segment('S', 22)).verdict).toBe('drop');
    expect(receive(segment('S', 23)).verdict).toBe('drop');
    expect(receive(segment('S', 24)).verdict).toBe('accept');
  });

  it('does not come back from a goto', () => {
    const { receive } = bench('-N mine\n-A INPUT -p tcp -g mine\n-A INPUT -j DROP');
    expect(receive(segment('S', 22)).verdict).toBe('accept');
    expect(receive(datagram(22)).verdict).toBe('drop');
  });

  it('comes back from a goto to where its jumper would', () => {
    const { receive } = bench('-N a\n-N b\n-A a -g b\n-A a -j ACCEPT\n-A INPUT -j a\n-A INPUT -j DROP');
    expect(receive(segment('S', 22)).verdict).toBe('drop');
  });

  it('takes RETURN in a built-in chain for its policy', () => {
    const { receive } = bench('-P INPUT DROP\n-A INPUT -p tcp -j RETURN\n-A INPUT -j ACCEPT');
    expect(receive(segment('S', 22)).verdict).toBe('drop');
  });

  it('counts packets and bytes of rules and policy', () => {
    const { receive, firewall } = bench('-A INPUT -p tcp --dport 22\n-A INPUT -p tcp --dport 22 -j DROP');
    receive(segment('S', 22));
    receive(segment('S', 22));
    receive(segment('S', 23));
    expect(firewall.counters('filter', 'INPUT', 1)).toEqual({ packets: 2, bytes: 80 });
    expect(firewall.counters('filter', 'INPUT', 2)).toEqual({ packets: 2, bytes: 80 });
    expect(firewall.counters('filter', 'INPUT', 0)).toEqual({ packets: 1, bytes: 40 });
    expect(firewall.counters('filter', 'INPUT', 3)).toBeUndefined();
    expect(firewall.counters('raw', 'OUTPUT', 0)).toBeUndefined();
  });
});

describe('the table raw', () => {
  it('drops before anything else sees the packet', () => {
    const { receive, conntrack } = bench(
      '-t raw -A PREROUTING -p tcp -j DROP\n-A INPUT -m state --state NEW -j ACCEPT',
    );
    expect(receive(segment('S', 22)).verdict).toBe('drop');
    expect(conntrack.size).toBe(0);
  });

  it('exempts from tracking with NOTRACK', () => {
    const { receive, conntrack } = bench(`
      -t raw -A PREROUTING -p tcp --dport 22 -j NOTRACK
      -A INPUT -m conntrack --ctstate UNTRACKED -j DROP`);
    expect(receive(segment('S', 22)).verdict).toBe('drop');
    expect(conntrack.size).toBe(0);
    expect(receive(segment('S', 23)).verdict).toBe('accept');
    expect(conntrack.size).toBe(1);
  });
});

describe('tracking at the hooks', () => {
  const STATEFUL = `
    -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
    -A INPUT -p tcp --dport 80 -m conntrack --ctstate NEW -j ACCEPT
    -A INPUT -j DROP`;

  it('forgets the flow of a first packet that is dropped', () => {
    const { receive, conntrack } = bench(STATEFUL);
    expect(receive(segment('S', 21)).verdict).toBe('drop');
    expect(conntrack.size).toBe(0);
  });

  it('lets an unsolicited ACK to an allowed port in, as Linux does (tcp_loose)', () => {
    const { receive } = bench(STATEFUL);
    expect(receive(segment('A', 80, { acknowledgment: 5 })).verdict).toBe('accept');
    expect(receive(segment('A', 21, { acknowledgment: 5 })).verdict).toBe('drop');
  });

  it.each(['F', '', 'FPU', 'SF'])('finds the flags "%s" invalid', (flags) => {
    const { receive } = bench('-A INPUT -m conntrack --ctstate INVALID -j DROP');
    expect(receive(segment(flags, 80)).verdict).toBe('drop');
  });

  it('finds a segment with a wrong checksum invalid, on its way in only', () => {
    const { receive, send } = bench(
      '-A INPUT -m state --state INVALID -j DROP\n-A OUTPUT -m state --state INVALID -j DROP',
    );
    const wrong = segment('S', 80);
    wrong[36] = (wrong[36] ?? 0) ^ 1;
    expect(receive(wrong.slice()).verdict).toBe('drop');
    expect(send(wrong.slice()).verdict).toBe('accept');
  });

  it('lets the answers to what the host sent in', () => {
    const { send, receive } = bench('-P INPUT DROP\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT');
    expect(receive(datagram(40_000, { sourcePort: 53 })).verdict).toBe('drop');
    send(datagram(53, { from: TARGET, to: SCANNER }));
    expect(receive(datagram(40_000, { sourcePort: 53 })).verdict).toBe('accept');
    expect(receive(datagram(40_001, { sourcePort: 53 })).verdict).toBe('drop');
  });

  it('forgets an unanswered datagram after 30 seconds', () => {
    const { send, receive } = bench('-P INPUT DROP\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT');
    send(datagram(53, { from: TARGET, to: SCANNER }), 0);
    expect(receive(datagram(40_000, { sourcePort: 53 }), 30 * S).verdict).toBe('drop');
  });

  it('relates an ICMP error to the flow whose packet it quotes', () => {
    const { send, receive } = bench('-P INPUT DROP\n-A INPUT -m conntrack --ctstate RELATED -j ACCEPT');
    const sent = datagram(53, { from: TARGET, to: SCANNER });
    const error = (quoted: Uint8Array) => icmp({ type: 'unreachable', code: 3, quoted });
    expect(receive(error(sent)).verdict).toBe('drop');
    send(sent);
    expect(receive(error(sent)).verdict).toBe('accept');
    expect(receive(error(datagram(54, { from: TARGET, to: SCANNER }))).verdict).toBe('drop');
    expect(receive(error(sent.slice(0, 24))).verdict).toBe('drop');
  });

  it('tracks pings by their identifier, and finds an unasked reply invalid', () => {
    const { send, receive, conntrack } = bench('-A INPUT -m conntrack ! --ctstate ESTABLISHED -j DROP');
    send(ping(7, { from: TARGET, to: SCANNER }));
    expect(receive(icmp({ type: 'echo-reply', id: 7, sequence: 1 })).verdict).toBe('accept');
    expect(receive(icmp({ type: 'echo-reply', id: 8, sequence: 1 })).verdict).toBe('drop');
    expect(conntrack.snapshot(0)).toMatchObject([{ protocol: 1, state: 'REPLIED', secondsLeft: 30 }]);
  });
});

describe('REJECT', () => {
  it('answers with an ICMP error through which the asker knows its probe', () => {
    const { receive } = bench('-A INPUT -p udp -j REJECT');
    const probe = datagram(53);
    const passage = receive(probe);
    expect(passage.verdict === 'reject' && passage.answer && notation(decodeIp(passage.answer))).toContain(
      'unreachable',
    );
    expect(passage.verdict === 'reject' && passage.answer?.slice(28)).toEqual(probe);
  });

  it('marks its own answers RELATED, in the chain OUTPUT', () => {
    const { receive, send, firewall } = bench(`
      -A INPUT -p tcp --dport 445 -m conntrack --ctstate NEW -j REJECT --reject-with tcp-reset
      -A INPUT -p udp -m conntrack --ctstate NEW -j REJECT
      -A OUTPUT -m conntrack --ctstate RELATED
      -A OUTPUT -m conntrack ! --ctstate RELATED`);
    for (const probe of [segment('S', 445), segment('A', 445), datagram(53)]) {
      const passage = receive(probe);
      if (passage.verdict === 'reject' && passage.answer) send(passage.answer);
    }
    expect(firewall.counters('filter', 'OUTPUT', 1)?.packets).toBe(3);
    expect(firewall.counters('filter', 'OUTPUT', 2)?.packets).toBe(0);
  });

  it('knows its answer again when the host has filled in another source address', () => {
    const { forward, send, firewall, conntrack } = bench(`
      -A FORWARD -m conntrack --ctstate NEW -j REJECT
      -A OUTPUT -m conntrack --ctstate RELATED`);
    const passage = forward(datagram(53, { to: ip('198.18.20.9') }));
    const filled = (passage.verdict === 'reject' && passage.answer?.slice()) || new Uint8Array();
    filled.set([198, 18, 10, 1], 12);
    send(filled);
    expect(firewall.counters('filter', 'OUTPUT', 1)?.packets).toBe(1);
    expect(conntrack.size).toBe(0);
  });
});

describe('REDIRECT', () => {
  const RULES = '-t nat -A PREROUTING -p tcp --dport 81 -j REDIRECT --to-ports 8080';

  it('rewrites destination and port on the way in, and back on the way out', () => {
    const { receive, send } = bench(RULES);
    const passage = receive(segment('S', 81, { to: ip('203.0.113.9') }));
    const inward = passage.verdict === 'accept' ? decodeIp(passage.bytes) : {};
    expect([inward.ip?.destination, inward.tcp?.destinationPort]).toEqual([TARGET, 8080]);
    const back = send(answer('SA', 8080, { sequence: 9, acknowledgment: 1001 }));
    const outward = back.verdict === 'accept' ? decodeIp(back.bytes) : {};
    expect([outward.ip?.source, outward.tcp?.sourcePort]).toEqual([ip('203.0.113.9'), 81]);
  });

  it('leaves checksums right', () => {
    const { receive, send } = bench(RULES);
    const isRight = (passage: Passage) => {
      const { ip: header, tcp } = passage.verdict === 'accept' ? decodeIp(passage.bytes) : {};
      return header && tcp && [...checkIpv4(header), ...checkTcp(tcp, header)].map(({ code }) => code);
    };
    expect(isRight(receive(segment('S', 81, { to: ip('203.0.113.9'), payload: new Uint8Array(3) })))).toEqual(
      [],
    );
    expect(isRight(send(answer('SA', 8080, { acknowledgment: 1004 })))).toEqual([]);
  });

  it('lets the rules of INPUT see the new port, and DNAT as state', () => {
    const { receive, firewall } = bench(`${RULES}\n-A INPUT -p tcp --dport 8080 -m conntrack --ctstate DNAT`);
    receive(segment('S', 81));
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
  });

  it('asks the table nat once a flow', () => {
    const { receive, firewall } = bench(RULES);
    receive(segment('S', 81));
    receive(segment('S', 81));
    expect(firewall.counters('nat', 'PREROUTING', 1)?.packets).toBe(1);
  });

  it('shows the asker its own packet in an ICMP error about a redirected one', () => {
    const { receive, send } = bench('-t nat -A PREROUTING -p udp --dport 53 -j REDIRECT --to-ports 5353');
    const probe = datagram(53, { payload: new Uint8Array([1, 2, 3]) });
    const passage = receive(probe);
    const quoted = passage.verdict === 'accept' ? passage.bytes : probe;
    const back = send(icmp({ type: 'unreachable', code: 3, quoted }, { from: TARGET, to: SCANNER }));
    expect(back.verdict === 'accept' && back.bytes.slice(28)).toEqual(probe);
    expect(back.verdict === 'accept' && bench('').receive(back.bytes).verdict).toBe('accept');
  });

  it('resets a redirected connection in the name of the port that was asked', () => {
    const { receive, send } = bench(
      `${RULES}\n-A INPUT -p tcp --dport 8080 -j REJECT --reject-with tcp-reset`,
    );
    const passage = receive(segment('S', 81));
    const back = passage.verdict === 'reject' && passage.answer ? send(passage.answer) : passage;
    expect(back.verdict === 'accept' && decodeIp(back.bytes).tcp?.sourcePort).toBe(81);
  });

  it('sends what the host itself sends to 127.0.0.1', () => {
    const { send } = bench('-t nat -A OUTPUT -p tcp -j REDIRECT');
    const passage = send(segment('S', 81));
    expect(passage.verdict === 'accept' && decodeIp(passage.bytes).ip?.destination).toBe(ip('127.0.0.1'));
  });
});

describe('LOG', () => {
  it('notes the packet and lets the next rule decide', () => {
    const { receive, firewall } = bench(
      '-A INPUT -p tcp -j LOG --log-prefix "new: " --log-level info\n-A INPUT -j DROP',
    );
    const probe = segment('S', 22);
    expect(receive(probe, 5).verdict).toBe('drop');
    expect(firewall.log).toEqual([{ at: 5, prefix: 'new: ', level: 6, hook: 'INPUT', bytes: probe }]);
  });
});

describe('the trace', () => {
  it('leads from a drop over the rule and the passage to what brought the packet', () => {
    const { receive, trace } = bench('-A INPUT -p tcp --dport 80 -j ACCEPT\n-A INPUT -p tcp -j DROP');
    const passage = receive(segment('S', 22));
    const chain: string[] = [];
    for (let id = passage.because; id > 0; ) {
      const event = trace.events[id - 1];
      chain.push(
        event?.kind === 'transition'
          ? event.to
          : event?.kind === 'rule'
            ? `${event.number} ${event.text}`
            : 'fact',
      );
      id = event?.because[0] ?? 0;
    }
    expect(chain).toEqual(['dropped', '2 -A INPUT -p tcp -j DROP', 'judged', 'stateless', 'fact']);
  });

  it('gives a stateful rule the step of the flow as a cause', () => {
    const { receive, trace } = bench('-A INPUT -m conntrack --ctstate NEW -j DROP');
    receive(segment('S', 22));
    const rule = trace.events.find(({ kind }) => kind === 'rule');
    const causes = rule?.because.map((id) => trace.events[id - 1]);
    expect(causes).toMatchObject([
      { kind: 'transition', machine: 'firewall-passage', to: 'judged' },
      { kind: 'transition', machine: 'conntrack-flow', from: 'none', to: 'synSent', event: 'original.syn' },
    ]);
  });

  it('names the policy as rule 0', () => {
    const { receive, trace } = bench('-P INPUT DROP');
    receive(segment('S', 22));
    expect(trace.events.find(({ kind }) => kind === 'rule')).toMatchObject({
      ...{ table: 'filter', chain: 'INPUT', number: 0, target: 'DROP', text: '-P INPUT DROP' },
    });
  });

  it('changes no verdict: untraced hosts judge alike', () => {
    const rules =
      '-A INPUT -m state --state INVALID -j DROP\n-A INPUT -p tcp --dport 22 -j REJECT\n-P OUTPUT DROP';
    const [traced, silent] = [bench(rules), bench(rules, { trace: UNTRACED })];
    for (const packet of [segment('S', 22), segment('F', 23), segment('S', 23), datagram(5), ping()]) {
      expect(silent.receive(packet).verdict).toBe(traced.receive(packet).verdict);
      expect(silent.send(packet).verdict).toBe(traced.send(packet).verdict);
    }
    expect(silent.trace.events).toEqual([]);
  });
});

describe('a host without rules', () => {
  it('is idle, and lets every packet by as it is', () => {
    const { firewall, receive } = bench('');
    const packet = segment('S', 22);
    expect(firewall.idle).toBe(true);
    expect(receive(packet)).toMatchObject({ verdict: 'accept', bytes: packet });
  });

  it('lets bytes that are no IPv4 packet by: Linux drops those before any hook', () => {
    const { receive } = bench('-P INPUT DROP');
    expect(receive(new Uint8Array(5)).verdict).toBe('accept');
  });
});
