import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { flagLetters, parseFlagLetters } from '../../engine/packet/index.ts';
import type { OutgoingSegment, Segment } from './segment.ts';
import { type MachineEffect, stepper } from './stepper.ts';
import { tcpEndpoint } from './tcp-endpoint.machine.ts';
import type { TcpEvent } from './tcp-endpoint.parts.ts';

const ISS = 7_000_000;
const IRS = 100_000;
/** The next number of the peer, and of ours, right after the handshake. */
const NXT = IRS + 1;
const OUR = ISS + 1;
const { start, step } = stepper(tcpEndpoint);
type Snapshot = ReturnType<typeof start>[0];

/** Only the differing fields of a segment are written in a test. */
function seg(letters: string, more: Partial<Segment> = {}): TcpEvent & { type: 'segment' } {
  const flags = parseFlagLetters(letters) ?? 0;
  const segment = { sequence: NXT, acknowledgment: 0, flags, window: 1024, length: 0, ...more };
  return { type: 'segment', segment, atMs: 10_000 };
}
const ack = (more: Partial<Segment> = {}) => seg('A', { acknowledgment: OUR, ...more });
const syn = (more: Partial<Segment> = {}) => seg('S', { sequence: IRS, mss: 1460, ...more });
const at = (event: ReturnType<typeof seg>, atMs: number) => ({ ...event, atMs });

const reach = (events: readonly TcpEvent[], first: Snapshot = start({ iss: ISS })[0]): Snapshot =>
  events.reduce((snapshot, event) => step(snapshot, event)[0], first);

const listen = (): Snapshot => reach([]);
const synReceived = (): Snapshot => reach([syn()]);
const established = (): Snapshot => reach([syn(), ack()]);
const closeWait = (): Snapshot => reach([syn(), ack(), seg('FA', { acknowledgment: OUR })]);
const lastAck = (): Snapshot => reach([{ type: 'app.close' }], closeWait());
const finWait1 = (): Snapshot => reach([{ type: 'app.close' }], established());
const finWait2 = (): Snapshot => reach([ack({ acknowledgment: OUR + 1 })], finWait1());
const closing = (): Snapshot => reach([seg('FA', { acknowledgment: OUR })], finWait1());
const timeWait = (): Snapshot => reach([seg('FA', { acknowledgment: OUR + 1 })], finWait1());

/** `A seq irs+1 ack iss+1 win 64240`, as `ss` and tcpdump showed Linux; `iss` is the peer's beginning, `irs` ours. */
function text({ flags, sequence, acknowledgment, window, length }: OutgoingSegment): string {
  const ours = sequence === 0 ? '0' : signed('irs', sequence - ISS);
  const theirs = (flags & 16) === 0 ? acknowledgment : signed('iss', acknowledgment - IRS);
  const data = length > 0 ? ` data ${length}` : '';
  return `${flagLetters(flags)} seq ${ours} ack ${theirs} win ${window}${data}`;
}
const signed = (name: string, n: number) => `${name}${n < 0 ? n : `+${n}`}`;

const acts = (effects: readonly MachineEffect[], name: string): unknown[] =>
  effects.flatMap((effect) => (effect.kind === 'act' && effect.name === name ? [effect.params] : []));
const sent = (effects: readonly MachineEffect[]): string[] =>
  acts(effects, 'send').map((params) => text(params as OutgoingSegment));

/** What Linux 6.18 did: an event, the one segment it sent (or none), the state afterwards. */
type Row = readonly [claim: string, event: TcpEvent, answer: string | undefined, state: string];
function rows(from: () => Snapshot, table: readonly Row[]): void {
  it.each(table)('%s', (_, event, answer, state) => {
    const [next, effects] = step(from(), event);
    expect(sent(effects)).toEqual(answer === undefined ? [] : [answer]);
    expect(next.value).toBe(state);
  });
}

function expire(snapshot: Snapshot, effects: readonly MachineEffect[], name: string) {
  const timer = effects.find((effect) => effect.kind === 'set-timer' && effect.id.includes(`.${name}.`));
  if (timer?.kind !== 'set-timer') throw new Error(`no timer ${name}`);
  return { delay: timer.delayMs, stepped: step(snapshot, timer.event as TcpEvent) };
}

/** Runs a state's timer until the machine has no such timer any more; gives back its delays. */
function delaysOf([first, effects]: ReturnType<typeof step>, name: string): [number[], Snapshot, string[]] {
  const delays: number[] = [];
  const segments: string[] = [];
  let [snapshot, latest] = [first, effects];
  while (latest.some((effect) => effect.kind === 'set-timer' && effect.id.includes(`.${name}.`))) {
    const { delay, stepped } = expire(snapshot, latest, name);
    delays.push(delay);
    [snapshot, latest] = stepped;
    segments.push(...sent(latest));
  }
  return [delays, snapshot, segments];
}

const CHALLENGE = 'A seq irs+1 ack iss+1 win 64240';

describe('listen', () => {
  rows(listen, [
    ['answers a SYN', syn(), 'SA seq irs+0 ack iss+1 win 64240', 'synReceived'],
    [
      'answers a SYN beside PSH and URG',
      syn({ flags: 2 | 8 | 32 }),
      'SA seq irs+0 ack iss+1 win 64240',
      'synReceived',
    ],
    ['agrees to ECN', syn({ flags: 2 | 64 | 128 }), 'SAE seq irs+0 ack iss+1 win 64240', 'synReceived'],
    [
      'does not take ECE alone for ECN',
      syn({ flags: 2 | 64 }),
      'SA seq irs+0 ack iss+1 win 64240',
      'synReceived',
    ],
    ['drops a SYN with FIN', syn({ flags: 3 }), undefined, 'listen'],
    ['drops a SYN with RST', syn({ flags: 6 }), undefined, 'listen'],
    ['drops a FIN', seg('F'), undefined, 'listen'],
    ['drops a segment without flags', seg(''), undefined, 'listen'],
    ['drops a Xmas segment', seg('FPU'), undefined, 'listen'],
    ['drops a reset', seg('R'), undefined, 'listen'],
    ['drops a reset with ACK', seg('RA', { acknowledgment: 5 }), undefined, 'listen'],
  ]);
  it('resets an ACK out of its own number', () => {
    const [next, effects] = step(listen(), seg('A', { acknowledgment: 5000 }));
    expect(acts(effects, 'send')).toEqual([
      { flags: 4, sequence: 5000, acknowledgment: 0, window: 0, length: 0, sender: 'no-socket' },
    ]);
    expect(next.value).toBe('listen');
  });

  it.each([
    ['nothing', {}, 64240, { sackPermitted: false, timestamps: false }],
    ['SACK', { sackPermitted: true }, 64240, { sackPermitted: true, timestamps: false }],
    ['timestamps', { timestamp: 1000 }, 65160, { sackPermitted: false, timestamps: true }],
    [
      'a window scale',
      { windowShift: 0 },
      64240,
      { sackPermitted: false, timestamps: false, windowShift: 10 },
    ],
    [
      'all of them',
      { sackPermitted: true, timestamp: 1000, windowShift: 7 },
      65160,
      { sackPermitted: true, timestamps: true, windowShift: 10 },
    ],
  ])('agrees to what a SYN offers beside its segment size: %s', (_, offer, window, agreed) => {
    const [, effects] = step(listen(), syn(offer));
    const [answer] = acts(effects, 'send') as OutgoingSegment[];
    expect(answer).toMatchObject({ window, negotiation: { mss: 1460, ...agreed } });
    expect(answer?.echo).toBe('timestamp' in offer ? 1000 : undefined);
  });

  it('does not take data out of a SYN', () => {
    const [, effects] = step(listen(), syn({ length: 3 }));
    expect(sent(effects)).toEqual(['SA seq irs+0 ack iss+1 win 64240']);
  });
});

describe('synReceived', () => {
  rows(synReceived, [
    ['ends with a reset at the next number', seg('R'), undefined, 'closed'],
    ['challenges a reset elsewhere in the window', seg('R', { sequence: NXT + 1 }), CHALLENGE, 'synReceived'],
    ['drops a reset below the window', seg('R', { sequence: NXT - 1 }), undefined, 'synReceived'],
    ['drops a reset beyond the window', seg('R', { sequence: NXT + 100_000 }), undefined, 'synReceived'],
    ['ends with RST+ACK', seg('RA', { acknowledgment: OUR }), undefined, 'closed'],
    [
      'ends with RST+ACK whatever it acknowledges',
      seg('RA', { acknowledgment: OUR + 5 }),
      undefined,
      'closed',
    ],
    ['repeats the SYN+ACK for the same SYN', syn(), 'SA seq irs+0 ack iss+1 win 64240', 'synReceived'],
    ['takes SYN+FIN for the same SYN', syn({ flags: 3 }), 'SA seq irs+0 ack iss+1 win 64240', 'synReceived'],
    [
      'resets for another SYN in the window',
      syn({ sequence: IRS + 10 }),
      'RA seq 0 ack iss+11 win 0',
      'closed',
    ],
    ['challenges another SYN below the window', syn({ sequence: IRS - 1000 }), CHALLENGE, 'synReceived'],
    ['challenges SYN+ACK', seg('SA', { sequence: IRS, acknowledgment: OUR }), CHALLENGE, 'synReceived'],
    ['is completed by the ACK', ack(), undefined, 'established'],
    ['resets an ACK one too far', ack({ acknowledgment: OUR + 1 }), 'R seq irs+2 ack 0 win 0', 'synReceived'],
    ['resets an ACK of nothing', ack({ acknowledgment: OUR - 1 }), 'R seq irs+0 ack 0 win 0', 'synReceived'],
    ['is completed by an ACK further in the window', ack({ sequence: NXT + 1 }), undefined, 'established'],
    ['challenges an ACK beyond the window', ack({ sequence: NXT + 100_000 }), CHALLENGE, 'synReceived'],
    ['challenges an ACK below the window', ack({ sequence: NXT - 1 }), CHALLENGE, 'synReceived'],
    [
      'takes data with the ACK',
      ack({ flags: 24, length: 3 }),
      'A seq irs+1 ack iss+4 win 64237',
      'established',
    ],
    ['asks for data beyond a gap', ack({ sequence: NXT + 9, length: 3 }), CHALLENGE, 'established'],
    ['takes a FIN with the ACK', ack({ flags: 17 }), undefined, 'closeWait'],
    ['drops a FIN without ACK', seg('F'), undefined, 'synReceived'],
    ['drops a segment without flags', seg(''), undefined, 'synReceived'],
    ['drops data without ACK', seg('P', { length: 3 }), undefined, 'synReceived'],
    ['drops a Xmas segment', seg('FPU'), undefined, 'synReceived'],
    ['drops SYN+RST at its own number', syn({ flags: 6 }), undefined, 'synReceived'],
    ['ends with SYN+RST at the next number', seg('SR'), undefined, 'closed'],
    [
      'ends when its SYN+ACK proves undeliverable',
      { type: 'icmp.unreachable', sequence: ISS },
      undefined,
      'closed',
    ],
    [
      'ignores ICMP about another segment',
      { type: 'icmp.unreachable', sequence: 5 },
      undefined,
      'synReceived',
    ],
  ]);

  it('repeats the SYN+ACK after 1, 2, 4, 8 and 16 s, and gives up 32 s later', () => {
    const [delays, last, segments] = delaysOf(step(listen(), syn()), 'synAckTimeout');
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000]);
    expect(segments).toEqual(Array(5).fill('SA seq irs+0 ack iss+1 win 64240'));
    expect(last.value).toBe('closed');
  });

  it('answers the same SYN at once the first time, then at most every 500 ms', () => {
    const answers = [10_100, 10_300, 10_599, 10_600].map(
      ((snapshot) => (atMs: number) => {
        const [next, effects] = step(snapshot, at(syn(), atMs));
        snapshot = next;
        return sent(effects).length;
      })(synReceived()),
    );
    expect(answers).toEqual([1, 0, 0, 1]);
  });

  it('restarts its timer, without counting, when the same SYN comes again', () => {
    const { delay } = expire(...step(synReceived(), syn()), 'synAckTimeout');
    expect(delay).toBe(1000);
  });

  it('answers data outside the window every time, bare segments at most every 500 ms', () => {
    const challenged = reach([ack({ sequence: NXT - 1 })], synReceived());
    expect(sent(step(challenged, ack({ sequence: NXT - 1 }))[1])).toEqual([]);
    expect(sent(step(challenged, ack({ sequence: NXT - 9, length: 3 }))[1])).toEqual([CHALLENGE]);
    expect(sent(step(challenged, seg('R', { sequence: NXT + 1 }))[1])).toEqual([]);
  });

  it('scales the window of what it answers, rounded down', () => {
    const scaled = reach([syn({ timestamp: 9, windowShift: 7 })]);
    const [, effects] = step(scaled, ack({ sequence: NXT - 1, timestamp: 10 }));
    expect(acts(effects, 'send')).toMatchObject([{ window: 63, sender: 'no-socket', echo: 9 }]);
  });
});

describe('established', () => {
  rows(established, [
    ['ends with a reset at the next number', seg('R'), undefined, 'closed'],
    ['ends with RST+ACK at the next number', seg('RA', { acknowledgment: OUR }), undefined, 'closed'],
    [
      'challenges a reset elsewhere in the window',
      seg('R', { sequence: NXT + 10 }),
      CHALLENGE,
      'established',
    ],
    ['drops a reset below the window', seg('R', { sequence: NXT - 1 }), undefined, 'established'],
    ['drops a reset beyond the window', seg('R', { sequence: NXT + 100_000 }), undefined, 'established'],
    ['challenges a SYN', syn(), CHALLENGE, 'established'],
    ['challenges a SYN in the window', syn({ sequence: NXT + 10 }), CHALLENGE, 'established'],
    ['challenges SYN+ACK', seg('SA', { sequence: IRS, acknowledgment: OUR }), CHALLENGE, 'established'],
    ['takes a repeated ACK in silence', ack(), undefined, 'established'],
    [
      'challenges an ACK of what was never sent',
      ack({ acknowledgment: OUR + 100 }),
      CHALLENGE,
      'established',
    ],
    [
      'challenges an ACK older than the connection',
      ack({ acknowledgment: OUR - 1000 }),
      CHALLENGE,
      'established',
    ],
    ['answers an ACK below the window', ack({ sequence: NXT - 1 }), CHALLENGE, 'established'],
    ['takes an empty ACK anywhere in the window', ack({ sequence: NXT + 10 }), undefined, 'established'],
    ['answers an ACK beyond the window', ack({ sequence: NXT + 100_000 }), CHALLENGE, 'established'],
    ['drops a segment without flags', seg(''), undefined, 'established'],
    ['drops a FIN without ACK', seg('F'), undefined, 'established'],
    ['drops data without ACK', seg('P', { length: 3 }), undefined, 'established'],
    ['drops a Xmas segment', seg('FPU'), undefined, 'established'],
    ['acknowledges data', ack({ flags: 24, length: 3 }), 'A seq irs+1 ack iss+4 win 64237', 'established'],
    ['asks for data beyond a gap', ack({ sequence: NXT + 10, length: 3 }), CHALLENGE, 'established'],
    ['answers data beyond the window', ack({ sequence: NXT + 100_000, length: 3 }), CHALLENGE, 'established'],
    ['keeps its ACK of a FIN for a moment', ack({ flags: 17 }), undefined, 'closeWait'],
    ['takes data with a FIN', ack({ flags: 25, length: 3 }), undefined, 'closeWait'],
    ['does not take a FIN beyond a gap', ack({ flags: 17, sequence: NXT + 10 }), CHALLENGE, 'established'],
    [
      'sends what the application writes',
      { type: 'app.send', length: 11 },
      'PA seq irs+1 ack iss+1 win 64240 data 11',
      'established',
    ],
    [
      'sends a FIN when the application closes',
      { type: 'app.close' },
      'FA seq irs+1 ack iss+1 win 64240',
      'finWait1',
    ],
    [
      'goes on in spite of ICMP errors',
      { type: 'icmp.unreachable', sequence: ISS },
      undefined,
      'established',
    ],
  ]);

  it('answers the same data again', () => {
    const more = reach([ack({ flags: 24, length: 3 })], established());
    const [, effects] = step(more, ack({ flags: 24, length: 3 }));
    expect(sent(effects)).toEqual(['A seq irs+1 ack iss+4 win 64237']);
  });

  it.each([
    ['SYNs', syn()],
    ['ACKs beyond the window', ack({ sequence: NXT + 200_000 })],
    ['resets in the window', seg('R', { sequence: NXT + 10 })],
  ])('challenges %s at most every 500 ms', (_, event) => {
    let snapshot = established();
    const counts = [0, 100, 200, 800].map((ms) => {
      const [next, effects] = step(snapshot, at(event, 20_000 + ms));
      snapshot = next;
      return sent(effects).length;
    });
    expect(counts).toEqual([1, 0, 0, 1]);
  });

  it('repeats unacknowledged data, ever more slowly, fifteen times', () => {
    const quick = reach([syn(), at(ack(), 10_060)]);
    const [delays, last, segments] = delaysOf(
      step(quick, { type: 'app.send', length: 11 }),
      'retransmissionTimeout',
    );
    // Linux with a round trip of 60 ms: 0.27, 0.54, 1.09, 2.3 s after the one before.
    expect(delays.slice(0, 4)).toEqual([260, 520, 1040, 2080]);
    expect(Math.max(...delays)).toBe(120_000);
    expect(segments).toEqual(Array(15).fill('PA seq irs+1 ack iss+1 win 64240 data 11'));
    expect(last.value).toBe('closed');
  });

  it('stops repeating once all is acknowledged', () => {
    const [waiting, effects] = step(established(), { type: 'app.send', length: 11 });
    const acked = reach([ack({ acknowledgment: OUR + 11 })], waiting);
    const { stepped } = expire(acked, effects, 'retransmissionTimeout');
    expect(sent(stepped[1])).toEqual([]);
  });

  it('tells the application of the connection, its data and its end', () => {
    const told = (snapshot: Snapshot, event: TcpEvent) => acts(step(snapshot, event)[1], 'tell');
    expect(told(synReceived(), ack())).toEqual([{ news: 'accepted' }]);
    expect(told(established(), ack({ length: 3 }))).toEqual([{ news: 'data' }]);
    expect(told(established(), ack({ flags: 17 }))).toEqual([{ news: 'end' }]);
    expect(told(established(), seg('R'))).toEqual([{ news: 'reset' }]);
  });
});

describe('closeWait', () => {
  rows(closeWait, [
    [
      'sends FIN when the application closes',
      { type: 'app.close' },
      'FA seq irs+1 ack iss+2 win 64239',
      'lastAck',
    ],
    [
      'still sends what the application writes',
      { type: 'app.send', length: 2 },
      'PA seq irs+1 ack iss+2 win 64239 data 2',
      'closeWait',
    ],
    ['ends with a reset that ignores the FIN', seg('R'), undefined, 'closed'],
    ['ends with a reset after the FIN', seg('R', { sequence: NXT + 1 }), undefined, 'closed'],
    ['answers the FIN again', ack({ flags: 17 }), 'A seq irs+1 ack iss+2 win 64239', 'closeWait'],
  ]);

  it('acknowledges the FIN after 40 ms if the application leaves it that long', () => {
    const { delay, stepped } = expire(...step(established(), ack({ flags: 17 })), 'delayedAck');
    expect(delay).toBe(40);
    expect(sent(stepped[1])).toEqual(['A seq irs+1 ack iss+2 win 64239']);
  });
});

describe('lastAck', () => {
  const past = { sequence: NXT + 1 };
  rows(lastAck, [
    ['ends with the ACK of its FIN', ack({ ...past, acknowledgment: OUR + 1 }), undefined, 'closed'],
    ['answers the FIN again', ack({ flags: 17 }), 'A seq irs+2 ack iss+2 win 64239', 'lastAck'],
    ['ends with a reset', seg('R', past), undefined, 'closed'],
    ['waits on after an ACK of less', ack(past), undefined, 'lastAck'],
    ['challenges a SYN', syn(), 'A seq irs+2 ack iss+2 win 64239', 'lastAck'],
  ]);

  it('repeats its FIN eight times, then forgets the connection', () => {
    const [delays, last, segments] = delaysOf(
      step(closeWait(), { type: 'app.close' }),
      'retransmissionTimeout',
    );
    expect(delays).toHaveLength(9);
    expect(segments).toEqual(Array(8).fill('FA seq irs+1 ack iss+2 win 64239'));
    expect(last.value).toBe('closed');
  });
});

describe('finWait1', () => {
  rows(finWait1, [
    [
      'waits for the other side once its FIN is acknowledged',
      ack({ acknowledgment: OUR + 1 }),
      undefined,
      'finWait2',
    ],
    [
      'is done with FIN and ACK at once',
      ack({ flags: 17, acknowledgment: OUR + 1 }),
      'A seq irs+2 ack iss+2 win 64239',
      'timeWait',
    ],
    ['takes a FIN that crossed its own', ack({ flags: 17 }), 'A seq irs+2 ack iss+2 win 64239', 'closing'],
    ['ends with a reset', seg('R'), undefined, 'closed'],
    ['resets data that nobody will read', ack({ flags: 24, length: 3 }), 'R seq irs+1 ack 0 win 0', 'closed'],
    ['challenges a SYN', syn(), 'A seq irs+2 ack iss+1 win 64240', 'finWait1'],
    ['takes a repeated ACK in silence', ack(), undefined, 'finWait1'],
    [
      'asks for what lies before a FIN beyond a gap',
      ack({ flags: 17, sequence: NXT + 3 }),
      'A seq irs+2 ack iss+1 win 64240',
      'finWait1',
    ],
  ]);
});

describe('finWait2', () => {
  const all = { acknowledgment: OUR + 1 };
  rows(finWait2, [
    ['is done with the FIN', ack({ flags: 17, ...all }), 'A seq irs+2 ack iss+2 win 64240', 'timeWait'],
    [
      'resets data that nobody will read',
      ack({ flags: 24, length: 3, ...all }),
      'R seq irs+2 ack 0 win 0',
      'closed',
    ],
    ['ends with a reset', seg('R'), undefined, 'closed'],
    ['challenges a SYN', syn(), 'A seq irs+2 ack iss+1 win 64240', 'finWait2'],
    ['takes a repeated ACK in silence', ack(all), undefined, 'finWait2'],
  ]);
  it('forgets the connection after 60 s', () => {
    const { delay, stepped } = expire(...step(finWait1(), ack(all)), 'timeWait');
    expect([delay, stepped[0].value]).toEqual([60_000, 'closed']);
  });
});

describe('closing', () => {
  rows(closing, [
    [
      'is done with the ACK of its FIN',
      ack({ sequence: NXT + 1, acknowledgment: OUR + 1 }),
      undefined,
      'timeWait',
    ],
    ['waits on after an ACK of less', ack({ sequence: NXT + 1 }), undefined, 'closing'],
    ['ends with a reset', seg('R', { sequence: NXT + 1 }), undefined, 'closed'],
  ]);
});

describe('timeWait', () => {
  const past = { sequence: NXT + 1, acknowledgment: OUR + 1 };
  const LAST = 'A seq irs+2 ack iss+2 win 64239';
  rows(timeWait, [
    ['answers the FIN again', ack({ flags: 17, acknowledgment: OUR + 1 }), LAST, 'timeWait'],
    ['takes an ACK in silence', ack(past), undefined, 'timeWait'],
    ['takes a segment without flags in silence', seg('', past), undefined, 'timeWait'],
    ['ends with a reset at the next number', seg('R', past), undefined, 'closed'],
    ['drops a reset elsewhere', seg('R', { sequence: NXT + 9 }), undefined, 'timeWait'],
    ['answers data', ack({ ...past, length: 3 }), LAST, 'timeWait'],
    ['answers an old SYN', syn(), LAST, 'timeWait'],
    [
      'begins anew with a later SYN',
      syn({ sequence: NXT + 100 }),
      'SA seq irs+65539 ack iss+102 win 64240',
      'synReceived',
    ],
  ]);
  it('answers at most every 500 ms', () => {
    const [answered] = step(timeWait(), syn());
    expect(sent(step(answered, syn())[1])).toEqual([]);
  });
  it('ends 60 s after it was last spoken to', () => {
    const { delay, stepped } = expire(...step(timeWait(), syn()), 'timeWait');
    expect([delay, stepped[0].value]).toEqual([60_000, 'closed']);
  });
  it('speaks without a socket', () => {
    expect(acts(step(timeWait(), syn())[1], 'send')).toMatchObject([{ sender: 'no-socket' }]);
  });
});

describe('the machine', () => {
  it('names every state of RFC 9293 that a passive side has, with a description and a source', () => {
    const states = Object.values(tcpEndpoint.states);
    expect(Object.keys(tcpEndpoint.states).sort()).toEqual(
      [
        'closeWait',
        'closed',
        'closing',
        'established',
        'finWait1',
        'finWait2',
        'lastAck',
        'listen',
        'synReceived',
        'timeWait',
      ].sort(),
    );
    for (const { description, meta } of states) {
      expect(description).toMatch(/\.$/);
      expect(meta).toMatchObject({ rfc: expect.stringContaining('RFC 9293') });
    }
  });

  it('reaches every state', () => {
    const events = [
      syn(),
      ack(),
      ack({ flags: 17 }),
      ack({ flags: 17, acknowledgment: OUR + 1 }),
      ack({ acknowledgment: OUR + 1 }),
      seg('R'),
      { type: 'app.close' } as const,
    ];
    const paths = getShortestPaths(tcpEndpoint, {
      input: { iss: ISS },
      events: () => events,
      limit: 20_000,
      serializeState: ({ value, context }) =>
        JSON.stringify([value, context.rcvNxt, context.sndNxt, context.sndUna]),
      stopWhen: ({ status }) => status === 'done',
    });
    const reached = new Set(paths.map(({ state }) => state.value));
    expect([...reached].sort()).toEqual(Object.keys(tcpEndpoint.states).sort());
  });

  it('keeps its snapshot in JSON', () => {
    const snapshot = tcpEndpoint.resolveState(JSON.parse(JSON.stringify(established())));
    expect(step(snapshot, syn())[0].value).toBe('established');
  });
});
