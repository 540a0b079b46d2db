import { describe, expect, it } from 'vitest';
import { tcpPacket } from '../../../engine/packet/index.ts';
import { UNTRACED } from '../../../engine/trace/index.ts';
import { bench, datagram, icmp, ip, ping, SCANNER, segment, TARGET } from '../testing/bench.ts';
import { MATCHES } from './index.ts';

const OTHER = ip('198.18.10.3');

/** Does a packet match a rule with these words, alone in the chain? */
const matches = (words: string, packet: Uint8Array): boolean => {
  const { receive } = bench(`-A INPUT ${words} -j DROP`);
  return receive(packet).verdict === 'drop';
};

describe('a rule', () => {
  const tcp = segment('S', 80, { sourcePort: 40_000, ttl: 50 });
  const fragment = tcp.slice();
  fragment[7] = 5; // offset 40
  const withOption = tcpPacket(
    { id: 1, ttl: 50, source: SCANNER, destination: TARGET },
    {
      sourcePort: 1,
      destinationPort: 80,
      sequence: 0,
      acknowledgment: 0,
      flags: 2,
      window: 0,
      options: [{ kind: 'mss', value: 1460 }],
    },
  );
  const rows: readonly (readonly [words: string, packet: Uint8Array, does: boolean])[] = [
    ['-p tcp', tcp, true],
    ['-p udp', tcp, false],
    ['! -p udp', tcp, true],
    ['-s 198.18.10.2', tcp, true],
    ['-s 198.18.10.0/31', tcp, false],
    ['! -s 198.18.10.0/24', tcp, false],
    ['-d 198.18.0.0/15', tcp, true],
    ['-d 198.0.10.28/255.0.255.255', tcp, true],
    ['-i lan', tcp, true],
    ['-i la+', tcp, true],
    ['-i dmz', tcp, false],
    ['! -i dmz', tcp, true],
    ['-f', tcp, false],
    ['! -f', tcp, true],
    ['-f', fragment, true],
    ['-p tcp --dport 0:65535', fragment, false],
    ['-p tcp --dport 80', tcp, true],
    ['-p tcp --dport 81', tcp, false],
    ['-p tcp ! --dport 81:90', tcp, true],
    ['-p tcp --sport 40000', tcp, true],
    ['-p tcp ! --sport 40000', tcp, false],
    ['-p tcp --syn', tcp, true],
    ['-p tcp --syn', segment('SA', 80), false],
    ['-p tcp ! --syn', segment('A', 80), true],
    ['-p tcp --tcp-flags ALL NONE', segment('', 80), true],
    ['-p tcp --tcp-flags ALL FIN,PSH,URG', segment('FPU', 80), true],
    ['-p tcp --tcp-flags ALL FIN', segment('FPU', 80), false],
    ['-p tcp --tcp-flags SYN,RST SYN', segment('SPU', 80), true],
    ['-p tcp --tcp-option 2', withOption, true],
    ['-p tcp --tcp-option 3', withOption, false],
    ['-p tcp ! --tcp-option 8', withOption, true],
    ['-p udp --dport 53', datagram(53), true],
    ['-p udp --sport 53', datagram(53), false],
    ['-p udp ! --dport 53', datagram(53), false],
    ['-p tcp -m multiport --dports 22,80', tcp, true],
    ['-p tcp -m multiport --dports 22,100:200', tcp, false],
    ['-p tcp -m multiport --sports 39999:40001', tcp, true],
    ['-p tcp -m multiport ! --ports 22', tcp, true],
    ['-p tcp -m multiport --ports 40000', tcp, true],
    ['-p tcp -m multiport --ports 0:65535', fragment, false],
    ['-p icmp --icmp-type echo-request', ping(), true],
    ['-p icmp --icmp-type any', ping(), true],
    ['-p icmp --icmp-type echo-reply', ping(), false],
    ['-p icmp ! --icmp-type 8/0', ping(), false],
    ['-p icmp --icmp-type 3/4', icmp({ type: 'unreachable', code: 4, quoted: tcp }), true],
    ['-p icmp --icmp-type 3/3', icmp({ type: 'unreachable', code: 4, quoted: tcp }), false],
    ['-m ttl --ttl-eq 50', tcp, true],
    ['-m ttl ! --ttl-eq 50', tcp, false],
    ['-m ttl --ttl-lt 50', tcp, false],
    ['-m ttl --ttl-gt 49', tcp, true],
    ['-m length --length 40', tcp, true],
    ['-m length --length 41:', tcp, false],
    ['-m length ! --length :39', tcp, true],
    ['-m comment --comment "any"', tcp, true],
    ['-m conntrack --ctstate NEW', tcp, true],
    ['-m conntrack --ctdir ORIGINAL', tcp, true],
    ['-m conntrack --ctdir REPLY', tcp, false],
    ['-m conntrack --ctstate INVALID --ctdir REPLY', segment('F', 80), true],
    ['-m conntrack --ctdir ORIGINAL', segment('F', 80), false],
    ['-m state ! --state NEW', tcp, false],
  ];
  it.each(rows)('with %s is asked of a packet: %#', (words, packet, does) => {
    expect(matches(words, packet)).toBe(does);
  });
});

/** Times in seconds. What Linux 6.18 counted in the same course of packets; `1` is a match. */
describe('a match that remembers, beside what Linux counted', () => {
  type Packet = readonly [at: number, source?: typeof OTHER | undefined, port?: number];
  const run = (rules: readonly string[], packets: readonly Packet[]): string => {
    const { receive, firewall } = bench(rules.map((words) => `-A INPUT -p udp ${words}`).join('\n'));
    let last = rules.map(() => 0);
    const hits = packets.map(([at, from = SCANNER, port = 9]) => {
      receive(datagram(port, { from }), at * 1_000_000);
      const now = rules.map((_, index) => firewall.counters('filter', 'INPUT', index + 1)?.packets ?? 0);
      const grown = now.map((count, index) => (count > (last[index] ?? 0) ? '1' : '0')).join('');
      last = now;
      return grown;
    });
    return hits.join(' ');
  };
  const at = (...times: readonly number[]): readonly Packet[] => times.map((time) => [time]);
  const NINE = at(0, 0, 0, 0, 0, 0, 0, 0, 0);
  const rows: readonly (readonly [rules: readonly string[], packets: readonly Packet[], counted: string])[] =
    [
      [['-m statistic --mode nth --every 3 --packet 0'], NINE, '1 0 0 1 0 0 1 0 0'],
      [['-m statistic --mode nth --every 3 --packet 1'], NINE, '0 1 0 0 1 0 0 1 0'],
      [['-m statistic --mode nth --every 3 --packet 2'], NINE, '0 0 1 0 0 1 0 0 1'],
      [['-m statistic --mode nth ! --every 3 --packet 0'], NINE, '0 1 1 0 1 1 0 1 1'],
      [
        ['-m limit --limit 2/sec --limit-burst 3'],
        at(0, 0.05, 0.1, 0.15, 0.2, 0.7, 0.75, 1.3, 1.4, 3.2, 3.25, 3.3, 3.35),
        '1 1 1 0 0 1 0 1 0 1 1 1 0',
      ],
      [['-m limit --limit 60/min --limit-burst 1'], at(0, 0.5, 1.1, 1.6, 2.2, 2.3), '1 0 1 0 1 0'],
      [
        [
          '-m hashlimit --hashlimit-upto 2/sec --hashlimit-burst 3 --hashlimit-mode srcip --hashlimit-name h1',
        ],
        [...at(0, 0.05, 0.1, 0.15, 0.2), [0.25, OTHER], ...at(0.3, 0.75, 0.8)],
        '1 1 1 0 0 1 0 1 0',
      ],
      [
        [
          '-m hashlimit --hashlimit-above 2/sec --hashlimit-burst 2 --hashlimit-mode srcip,dstport --hashlimit-name h2',
        ],
        [...at(0, 0.05, 0.1), [0.15, undefined, 10], [0.2]],
        '0 0 1 0 1',
      ],
      [['-m recent --name r1 --set'], at(0, 0.1), '1 1'],
      [
        ['-m recent --name r2 --update --seconds 2 --hitcount 3', '-m recent --name r2 --set'],
        [...at(0, 0.1, 0.2, 0.3, 0.4, 0.5), [0.6, OTHER], ...at(3.2, 3.3)],
        '01 01 01 11 11 11 01 01 01',
      ],
      [
        ['-m recent --name r3 --rcheck --seconds 2 --hitcount 3', '-m recent --name r3 --set'],
        at(0, 0.1, 0.2, 0.3, 0.4, 2.6, 2.7, 2.8, 2.9),
        '01 01 01 11 11 01 01 01 11',
      ],
      [
        [
          '-m recent --name r4 --rcheck --hitcount 2',
          '--dport 11 -m recent --name r4 --remove',
          '-m recent --name r4 --set',
        ],
        [...at(0, 0.1, 0.2), [0.3, undefined, 11], ...at(0.4, 0.5, 0.6)],
        '001 001 101 111 001 101 101',
      ],
      [
        ['-m recent --name r5 ! --rcheck', '-m recent --name r5 --set'],
        [...at(0, 0.1), [0.2, OTHER]],
        '11 01 11',
      ],
    ];
  it.each(rows)('%s', (rules, packets, counted) => {
    expect(run(rules, packets)).toBe(counted);
  });

  it('recent forgets the address seen longest ago when it holds a hundred', () => {
    const { receive, firewall } = bench('-A INPUT -m recent --rcheck\n-A INPUT -m recent --set');
    for (let host = 0; host <= 100; host++)
      receive(datagram(9, { from: (SCANNER + host) as typeof SCANNER }), host);
    receive(datagram(9, { from: (SCANNER + 1) as typeof SCANNER }), 200);
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
    receive(datagram(9), 300);
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
  });

  it('recent with --rttl knows an address by its TTL too', () => {
    const { receive, firewall } = bench('-A INPUT -m recent --rcheck --rttl\n-A INPUT -m recent --set');
    for (const ttl of [50, 51, 51]) receive(datagram(9, { ttl }));
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(1);
  });

  it('statistic draws about as often as it says, the same on every run', () => {
    const draw = () => {
      const { receive, firewall } = bench('-A INPUT -m statistic --mode random --probability 0.25', {
        trace: UNTRACED,
      });
      for (let count = 0; count < 4000; count++) receive(datagram(9));
      return firewall.counters('filter', 'INPUT', 1)?.packets ?? 0;
    };
    expect(draw()).toBe(draw());
    expect(draw()).toBeGreaterThan(900);
    expect(draw()).toBeLessThan(1100);
  });

  it('hashlimit gives an address a full bucket again once it was idle for a unit of its rate', () => {
    const rule =
      '-A INPUT -m hashlimit --hashlimit-upto 2/min --hashlimit-burst 5 --hashlimit-mode srcip --hashlimit-name h';
    const { receive, firewall } = bench(rule);
    for (let count = 0; count < 6; count++) receive(datagram(9), 0);
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(5);
    for (let count = 0; count < 6; count++) receive(datagram(9), 61_000_000);
    expect(firewall.counters('filter', 'INPUT', 1)?.packets).toBe(10);
  });
});

describe('connlimit', () => {
  const RULE = '-A INPUT -p tcp --syn -m connlimit --connlimit-above 2 -j REJECT --reject-with tcp-reset';
  const open = (sourcePort: number, from = SCANNER) => segment('S', 80, { sourcePort, from });

  it('counts the flows of a source, not its packets', () => {
    const { receive } = bench(RULE);
    const verdicts = [1, 1, 2, 2, 3].map((port) => receive(open(port)).verdict);
    expect(verdicts).toEqual(['accept', 'accept', 'accept', 'accept', 'reject']);
    expect(receive(open(1, OTHER)).verdict).toBe('accept');
  });

  it('counts no flow that was reset or is over', () => {
    const { receive, send } = bench(RULE);
    receive(open(1));
    receive(open(2));
    send(segment('RA', 2, { from: TARGET, to: SCANNER, sourcePort: 80, sequence: 0, acknowledgment: 1001 }));
    expect(receive(open(3)).verdict).toBe('accept');
    expect(receive(open(4), 1).verdict).toBe('reject');
    expect(receive(open(5), 121_000_000).verdict).toBe('accept');
  });

  it('counts by network with a mask, by destination with --connlimit-daddr', () => {
    const { receive } = bench(
      '-A INPUT -m connlimit --connlimit-upto 1 --connlimit-mask 24 -j ACCEPT\n-A INPUT -j DROP',
    );
    expect(receive(open(1)).verdict).toBe('accept');
    expect(receive(open(1, OTHER)).verdict).toBe('drop');
    const other = bench('-A INPUT -m connlimit --connlimit-above 0 --connlimit-daddr -j DROP');
    expect(other.receive(open(1)).verdict).toBe('drop');
  });
});

describe('the list of matches', () => {
  it('has a line for each, and none twice', () => {
    expect(MATCHES.size).toBe(14);
    for (const { summary, name } of MATCHES.values()) expect(`${name} ${summary}`).toMatch(/^\w+ \S/);
  });
});
