import { describe, expect, it } from 'vitest';
import { fromHex } from '../packet/index.ts';
import type { EventBody } from './event.ts';
import {
  aStory,
  datagram,
  FLAGS,
  frame,
  icmp,
  passage,
  rule,
  type Story,
  segment,
  TARGET,
  timedOut,
} from './testing/story.ts';
import { explain, type WhyLine, whyPort } from './why.ts';

const texts = (lines: readonly WhyLine[]): string[] =>
  lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`);
const syn = (port: number): string => segment(port, FLAGS.SYN, 'scanner');
const why = ({ log }: Story, port: number, protocol: 'tcp' | 'udp' = 'tcp') =>
  texts(whyPort(log.events, TARGET, protocol, port));

describe('why a port is as it is', () => {
  it('closed: from the RST back to the missing listener', () => {
    const story = aStory();
    const { probe, frame: sent } = story.probe(0, 21, syn(21));
    const arrived = story.on(7, 'target', frame('received', syn(21)), sent);
    const fact = story.on(7, 'target', { kind: 'fact', code: 'no-listener', text: 'no listener on tcp/21' });
    const reset = segment(21, FLAGS.RST_ACK, 'target');
    const answered = story.on(7, 'target', frame('sent', reset), arrived, fact);
    const back = story.on(14, 'scanner', frame('received', reset), answered);
    story.verdict(14, 21, 'closed', 'reset', back, probe);
    expect(why(story, 21)).toEqual([
      '21/tcp on 198.18.10.28 is closed because a TCP RST with TTL 64 came back 14 ms after the SYN.',
      '  The RST reached scanner.',
      '  target sent the RST: 198.18.10.28:21 > 198.18.10.2:40000 RA seq 1 ack 0 win 1024.',
      '  The SYN reached target.',
      '  scanner sent the SYN: 198.18.10.2:40000 > 198.18.10.28:21 S seq 1 win 1024.',
      '  scanner asked about 21/tcp on 198.18.10.28 (syn, first try).',
      '    On target: no listener on tcp/21.',
    ]);
  });

  it('each line carries the event it tells, with its time', () => {
    const story = aStory();
    const { probe, frame: sent } = story.probe(3, 21, syn(21));
    const back = story.on(9, 'scanner', frame('received', segment(21, FLAGS.RST_ACK, 'target')), sent);
    const verdict = story.verdict(9, 21, 'closed', 'reset', back, probe);
    const lines = explain(story.log.events, verdict);
    expect(lines.map(({ event, at }) => [event, at])).toEqual([
      [verdict, 9000],
      [back, 9000],
      [sent, 3000],
      [probe, 3000],
    ]);
  });

  it('closed by a firewall: the rule is named as the author of the RST', () => {
    const story = aStory();
    const { probe, frame: sent } = story.probe(0, 445, syn(445));
    const arrived = story.on(7, 'target', frame('received', syn(445)), sent);
    const instance = 'tcp 198.18.10.2:40000 > 198.18.10.28:445';
    const free = story.on(7, 'target', passage(instance, 'arrived', 'stateless', 'notTracked'), arrived);
    const judged = story.on(7, 'target', passage(instance, 'stateless', 'judged', 'judge INPUT'), free);
    const text = '-A INPUT -p tcp --dport 445 -j REJECT --reject-with tcp-reset';
    const rejected = story.on(7, 'target', rule(2, 'REJECT', text), judged);
    const reset = segment(445, FLAGS.RST_ACK, 'target');
    const answered = story.on(7, 'target', frame('sent', reset), rejected);
    const back = story.on(14, 'scanner', frame('received', reset), answered);
    story.verdict(14, 445, 'closed', 'reset', back, probe);
    expect(why(story, 445).slice(0, 6)).toEqual([
      '445/tcp on 198.18.10.28 is closed because a TCP RST with TTL 64 came back 14 ms after the SYN.',
      '  The RST reached scanner.',
      '  target sent the RST: 198.18.10.28:445 > 198.18.10.2:40000 RA seq 1 ack 0 win 1024.',
      `  The RST was sent by target's firewall: rule 2 of filter INPUT, \`${text}\`, matched the SYN.`,
      "  target's firewall is stateless: it judges each packet for itself.",
      '  The SYN reached target.',
    ]);
  });

  it('filtered: both SYNs are followed to the rule that dropped them', () => {
    const story = aStory();
    const text = '-A INPUT -p tcp --dport 139 -j DROP';
    const dropped = (at: number, sent: number): void => {
      const arrived = story.on(at, 'target', frame('received', syn(139)), sent);
      story.on(at, 'target', rule(1, 'DROP', text), arrived);
    };
    const first = story.probe(0, 139, syn(139));
    dropped(7, first.frame);
    const late = story.on(100, 'scanner', timedOut(139, 0), first.probe);
    const second = story.probe(1100, 139, syn(139), 1, late);
    dropped(1107, second.frame);
    const given = story.on(1200, 'scanner', timedOut(139, 1, 'given-up'), second.probe, late, first.probe);
    story.verdict(1200, 139, 'filtered', 'no-response', given, second.probe);
    expect(why(story, 139)).toEqual([
      '139/tcp on 198.18.10.28 is filtered because nothing answered two SYNs (at 0.000 s and 1.100 s).',
      `  The first SYN died at target: rule 1 of filter INPUT, \`${text}\`, dropped it.`,
      '    The SYN reached target.',
      '    scanner sent the SYN: 198.18.10.2:40000 > 198.18.10.28:139 S seq 1 win 1024.',
      `  The second SYN died at target: rule 1 of filter INPUT, \`${text}\`, dropped it.`,
      '    The SYN reached target.',
      '    scanner sent the SYN: 198.18.10.2:40000 > 198.18.10.28:139 S seq 1 win 1024.',
    ]);
  });

  it('open at the second try: the loss of the first SYN is told too', () => {
    const story = aStory();
    const first = story.probe(0, 22, syn(22));
    story.on(1, 'lan', frame('lost', syn(22), 'link loss'), first.frame);
    const late = story.on(100, 'scanner', timedOut(22, 0), first.probe);
    const second = story.probe(1100, 22, syn(22), 1, late);
    const back = story.on(
      1114,
      'scanner',
      frame('received', segment(22, FLAGS.SYN_ACK, 'target')),
      second.frame,
    );
    story.verdict(1114, 22, 'open', 'syn-ack', back, second.probe);
    expect(why(story, 22)).toEqual([
      '22/tcp on 198.18.10.28 is open because a TCP SYN/ACK with TTL 64 came back 14 ms after the SYN.',
      '  The SYN/ACK reached scanner.',
      '  scanner sent the SYN: 198.18.10.2:40000 > 198.18.10.28:22 S seq 1 win 1024.',
      '  scanner asked about 22/tcp on 198.18.10.28 (syn, second try).',
      '  The first SYN was lost on lan: link loss.',
      '    scanner sent the SYN: 198.18.10.2:40000 > 198.18.10.28:22 S seq 1 win 1024.',
    ]);
  });

  it('filtered by a router: the answer’s sender is named', () => {
    const story = aStory();
    const { probe, frame: sent } = story.probe(0, 81, syn(81));
    const quoted = fromHex(syn(81)) ?? new Uint8Array();
    const error = icmp('198.18.10.1', { type: 'unreachable', code: 10, quoted });
    const back = story.on(4, 'scanner', frame('received', error), sent);
    const body = {
      kind: 'verdict',
      target: TARGET,
      protocol: 'tcp',
      port: 81,
      technique: 'syn',
      state: 'filtered',
      reason: 'host-prohibited',
      from: '198.18.10.1',
      row: 0,
    } as const;
    story.on(4, 'scanner', body, back, probe);
    expect(why(story, 81)[0]).toBe(
      '81/tcp on 198.18.10.28 is filtered because an ICMP host-prohibited with TTL 64 came back from 198.18.10.1, not from the target, 4 ms after the SYN.',
    );
  });

  it('open|filtered: silence is said to be ambiguous', () => {
    const story = aStory('udp');
    const { probe, frame: sent } = story.probe(0, 68, datagram(68));
    story.on(7, 'target', frame('received', datagram(68)), sent);
    story.verdict(100, 68, 'open|filtered', 'no-response', probe);
    expect(why(story, 68, 'udp').slice(0, 2)).toEqual([
      '68/udp on 198.18.10.28 is open|filtered because nothing answered one UDP datagram (at 0.000 s), and an open port can be as silent as a filtered one.',
      '  The UDP datagram reached target, which sent no answer in time.',
    ]);
  });

  it.each([
    ['connected', undefined, 'open', 'succeeded'],
    ['failed', 'ECONNREFUSED', 'closed', 'failed with ECONNREFUSED'],
  ] as const)('a connect() that %s %s', (what, errno, state, how) => {
    const story = aStory('tcp', 'connect');
    const body = {
      kind: 'probe',
      what: 'sent',
      technique: 'connect',
      target: TARGET,
      protocol: 'tcp',
      port: 22,
      attempt: 0,
    } as const;
    const probe = story.on(0, 'scanner', body);
    const begun = story.on(
      0,
      'scanner',
      { kind: 'connect', what: 'begun', address: TARGET, port: 22 },
      probe,
    );
    const ended = story.on(
      14,
      'scanner',
      { kind: 'connect', what, address: TARGET, port: 22, ...(errno && { errno }) },
      begun,
    );
    story.verdict(14, 22, state, 'syn-ack', ended, probe);
    expect(why(story, 22)).toEqual([
      `22/tcp on 198.18.10.28 is ${state} because connect() ${how} 14 ms after the call.`,
      `  The connect() to 198.18.10.28 port 22 ${how}.`,
      '  scanner called connect() to 198.18.10.28 port 22.',
      '  scanner asked about 22/tcp on 198.18.10.28 (connect, first try).',
    ]);
  });

  it('takes the last verdict where there are several', () => {
    const story = aStory();
    story.verdict(1, 22, 'filtered', 'no-response');
    story.verdict(2, 22, 'open', 'syn-ack');
    expect(why(story, 22)).toEqual(['22/tcp on 198.18.10.28 is open (syn-ack).']);
  });

  it('says nothing of a port that was not scanned, or of an event that is not there', () => {
    expect(whyPort([], TARGET, 'tcp', 22)).toEqual([]);
    expect(explain([], 7)).toEqual([]);
  });

  it('does not tell how the neighbour was found, nor what other probes waited for it', () => {
    const story = aStory();
    const arp =
      '02000000000102000000000208060001080006040001' + '0200000000020a81020200000000000' + '00a81021c';
    const ask: EventBody = { ...(frame('sent', arp) as object), link: 'ethernet' } as EventBody;
    const body = {
      kind: 'probe',
      what: 'sent',
      technique: 'syn',
      target: TARGET,
      protocol: 'tcp',
      attempt: 0,
    } as const;
    const [a, b] = [
      story.on(0, 'scanner', { ...body, port: 1 }),
      story.on(0, 'scanner', { ...body, port: 2 }),
    ];
    const asked = story.on(0, 'scanner', ask, a);
    const told = story.on(1, 'scanner', { ...(ask as object), what: 'received' } as EventBody, asked);
    story.on(2, 'scanner', frame('sent', syn(1)), told, a);
    const other = story.on(2, 'scanner', frame('sent', syn(2)), told, b);
    story.on(3, 'target', frame('dropped', syn(2), 'other'), other);
    story.verdict(9, 1, 'filtered', 'no-response', a);
    expect(why(story, 1)).toEqual([
      '1/tcp on 198.18.10.28 is filtered because nothing answered one SYN (at 0.000 s).',
      '  The SYN left scanner; nothing more is known of it.',
    ]);
  });
});

describe('what became of a probe', () => {
  const fate = (tell: (story: Story, sent: number, arrived: number) => void): string => {
    const story = aStory();
    const { probe, frame: sent } = story.probe(0, 80, syn(80));
    const arrived = story.on(7, 'target', frame('received', syn(80)), sent);
    tell(story, sent, arrived);
    story.verdict(100, 80, 'filtered', 'no-response', probe);
    return why(story, 80)[1]?.trim() ?? '';
  };
  const answer = segment(80, FLAGS.SYN_ACK, 'target');
  const out = 'tcp 198.18.10.28:80 > 198.18.10.2:40000';

  it('dropped by a policy', () => {
    expect(
      fate((story, _, arrived) => story.on(7, 'target', rule(0, 'DROP', '-P INPUT DROP'), arrived)),
    ).toBe('The SYN died at target: no rule of filter INPUT decided about it, and the policy is DROP.');
  });

  it('answered, but the answer was dropped on its way out', () => {
    const said = fate((story, _, arrived) => {
      const way = story.on(7, 'target', passage(out, 'arrived', 'stateless', 'notTracked'), arrived);
      story.on(7, 'target', rule(1, 'DROP', '-A OUTPUT -j DROP', 'OUTPUT'), way);
    });
    expect(said).toBe(
      'The answer to the SYN died at target: rule 1 of filter OUTPUT, `-A OUTPUT -j DROP`, dropped it.',
    );
  });

  it('answered, but the answer was lost', () => {
    const said = fate((story, _, arrived) => {
      const sent = story.on(7, 'target', frame('sent', answer), arrived);
      story.on(8, 'lan', frame('lost', answer), sent);
    });
    expect(said).toBe('The answer to the SYN, a TCP SYN/ACK, was lost on lan.');
  });

  it('ended at a host with a note', () => {
    expect(
      fate((story, _, arrived) =>
        story.on(7, 'target', frame('dropped', syn(80), 'the service does not answer'), arrived),
      ),
    ).toBe('The SYN ended at target: the service does not answer.');
  });

  it('met a fact', () => {
    const fact = {
      kind: 'fact',
      code: 'icmp-rate-limit',
      text: 'no ICMP error: the limit is reached',
    } as const;
    expect(fate((story, _, arrived) => story.on(7, 'target', fact, arrived))).toBe(
      'The SYN ended at target: no ICMP error: the limit is reached.',
    );
  });

  it('came back and was ignored', () => {
    const said = fate((story, _, arrived) => {
      const sent = story.on(7, 'target', frame('sent', answer), arrived);
      const back = story.on(14, 'scanner', frame('received', answer), sent);
      story.on(
        14,
        'scanner',
        { kind: 'ignored', code: 'foreign', text: 'it acknowledges nothing we sent' },
        back,
      );
    });
    expect(said).toBe(
      'The answer to the SYN, a TCP SYN/ACK, came, but scanner paid no attention to it: it acknowledges nothing we sent.',
    );
  });

  it('came back too late', () => {
    const said = fate((story, _, arrived) => {
      const sent = story.on(7, 'target', frame('sent', answer), arrived);
      story.on(900, 'scanner', frame('received', answer), sent);
    });
    expect(said).toBe('The answer to the SYN, a TCP SYN/ACK, came back, but no longer counted.');
  });

  it('a broadcast’s end at a stranger is no fate', () => {
    const said = fate((story, sent) =>
      story.on(7, 'other', frame('dropped', syn(80), 'not for this host'), sent),
    );
    expect(said).toBe('The SYN reached target, which sent no answer in time.');
  });
});

describe('every kind of event has its sentence', () => {
  const sentence = (body: EventBody): string | undefined => {
    const story = aStory();
    return explain(story.log.events, story.on(0, 'host', body))[0]?.text;
  };
  const probe = { kind: 'probe', technique: 'arp', target: TARGET, attempt: 1 } as const;
  it.each<[EventBody, string]>([
    [frame('lost', syn(1)), 'The SYN was lost on lan.'],
    [frame('duplicated', syn(1)), 'The SYN was duplicated on lan.'],
    [frame('dropped', 'zz'), 'The frame ended at host.'],
    [frame('received', segment(1, 0, 'target')), 'The TCP segment without flags reached host.'],
    [frame('received', segment(1, 3, 'target')), 'The TCP segment with the flags SF reached host.'],
    [{ kind: 'timer', name: 'retransmit' }, 'At host, the timer "retransmit" ran out.'],
    [{ kind: 'phase', what: 'begun', name: 'P', hosts: 1, ports: 1 }, 'The phase "P" began.'],
    [{ kind: 'phase', what: 'ended', name: 'P', hosts: 1, ports: 1 }, 'The phase "P" ended.'],
    [{ ...probe, what: 'timed-out' }, 'The second try for 198.18.10.28 had no answer in time.'],
    [{ ...probe, what: 'given-up' }, 'host gave up on 198.18.10.28 after two tries.'],
    [{ kind: 'ignored', code: 'x', text: 'why' }, 'host paid no attention to this answer: why.'],
    [
      { kind: 'pace', what: 'scan-delay', target: TARGET, text: 'slower' },
      'host changed its pace towards 198.18.10.28: slower.',
    ],
    [
      { kind: 'connect', what: 'abandoned', address: TARGET, port: 1 },
      'host gave up the connect() to 198.18.10.28 port 1 and closed its socket.',
    ],
    [
      { kind: 'discovery', target: TARGET, state: 'up', reason: 'user-set' },
      '198.18.10.28 is up (user-set).',
    ],
    [
      rule(1, 'ACCEPT', '-A INPUT -j ACCEPT'),
      "host's firewall let the packet pass: rule 1 of filter INPUT, `-A INPUT -j ACCEPT`, matched the packet.",
    ],
    [
      rule(1, 'REJECT', '-A INPUT -j REJECT'),
      "host's firewall rejected the packet: rule 1 of filter INPUT, `-A INPUT -j REJECT`, matched the packet.",
    ],
    [
      rule(1, 'NOTRACK', '-A X -j NOTRACK'),
      "In host's firewall, rule 1 of filter INPUT, `-A X -j NOTRACK`, matched the packet.",
    ],
    [
      rule(0, 'DROP', '-P INPUT DROP'),
      "host's firewall dropped the packet: no rule of filter INPUT decided about it, and the policy is DROP.",
    ],
    [
      passage('tcp a', 'arrived', 'tracked', 'tracked NEW'),
      "host's connection tracking calls the packet NEW.",
    ],
    [
      passage('tcp a', 'arrived', 'untracked', 'exempted'),
      'host was told not to track the packet (NOTRACK).',
    ],
    [
      passage('tcp a', 'judged', 'dropped', 'drop'),
      "At host, the packet's passage through the firewall is dropped (drop).",
    ],
    [
      {
        kind: 'transition',
        machine: 'conntrack-flow',
        instance: 'F',
        from: 'none',
        to: 'synSent',
        event: 'original.syn',
      },
      'At host, the tracked flow F went from none to synSent (original.syn).',
    ],
  ])('%o', (body, text) => {
    expect(sentence(body)).toBe(text);
  });
});
