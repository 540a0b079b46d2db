import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { flagLetters, parseFlagLetters } from '../../engine/packet/index.ts';
import type { OutgoingSegment, Segment } from './segment.ts';
import { type MachineEffect, stepper } from './stepper.ts';
import { type ClientEvent, tcpClient } from './tcp-client.machine.ts';

const ISS = 3_000_000;
const PEER = 9000;
const { start, step } = stepper(tcpClient);
type Snapshot = ReturnType<typeof start>[0];

function seg(letters: string, more: Partial<Segment> = {}): ClientEvent {
  const flags = parseFlagLetters(letters) ?? 0;
  const segment = { sequence: PEER, acknowledgment: 0, flags, window: 1024, length: 0, ...more };
  return { type: 'segment', segment, atMs: 0 };
}
const acking = (letters: string, n: number, more: Partial<Segment> = {}): ClientEvent =>
  seg(letters, { acknowledgment: ISS + n, ...more });
const FULL = { mss: 1460, sackPermitted: true, timestamp: 55, windowShift: 10 };

const reach = (events: readonly ClientEvent[]): Snapshot =>
  events.reduce((snapshot, event) => step(snapshot, event)[0], start({ iss: ISS })[0]);
const synSent = (): Snapshot => reach([]);
const synReceived = (): Snapshot => reach([seg('S')]);
const established = (): Snapshot => reach([acking('SA', 1, FULL)]);

const acts = (effects: readonly MachineEffect[], name: string): unknown[] =>
  effects.flatMap((effect) => (effect.kind === 'act' && effect.name === name ? [effect.params] : []));
const sent = (effects: readonly MachineEffect[]): string[] =>
  (acts(effects, 'send') as OutgoingSegment[]).map(
    ({ flags, sequence, acknowledgment, window }) =>
      `${flagLetters(flags)} seq iss+${sequence - ISS} ack ${acknowledgment} win ${window}`,
  );

function expire(snapshot: Snapshot, effects: readonly MachineEffect[]) {
  const timer = effects.find((effect) => effect.kind === 'set-timer');
  if (timer?.kind !== 'set-timer') throw new Error('no timer');
  return { delay: timer.delayMs, stepped: step(snapshot, timer.event as ClientEvent) };
}

/** What Linux 6.18 did: an event, what it sent, what connect() came to, the state afterwards. */
type Row = readonly [
  claim: string,
  event: ClientEvent,
  answer: string | null,
  news: string | null,
  state: string,
];
function rows(from: () => Snapshot, table: readonly Row[]): void {
  it.each(table)('%s', (_, event, answer, news, state) => {
    const [next, effects] = step(from(), event);
    expect(sent(effects)).toEqual(answer === null ? [] : [answer]);
    const told = acts(effects, 'tell') as { errno?: string }[];
    expect(told.map(({ errno }) => errno ?? 'connected')).toEqual(news === null ? [] : [news]);
    expect(next.value).toBe(state);
  });
}

describe('synSent', () => {
  it('begins with a SYN that offers all that Linux offers', () => {
    const [, effects] = start({ iss: ISS });
    expect(acts(effects, 'send')).toEqual([
      {
        flags: 2,
        sequence: ISS,
        acknowledgment: 0,
        window: 64_240,
        length: 0,
        sender: 'socket',
        negotiation: { mss: 1460, sackPermitted: true, timestamps: true, windowShift: 10 },
        echo: 0,
      },
    ]);
  });

  rows(synSent, [
    [
      'is connected by SYN+ACK',
      acking('SA', 1),
      'A seq iss+1 ack 9001 win 64240',
      'connected',
      'established',
    ],
    [
      'scales its window, rounded up',
      acking('SA', 1, FULL),
      'A seq iss+1 ack 9001 win 63',
      'connected',
      'established',
    ],
    [
      'is connected by SYN+ACK with FIN',
      acking('SFA', 1),
      'A seq iss+1 ack 9001 win 64240',
      'connected',
      'established',
    ],
    ['is refused by RST+ACK', acking('RA', 1), null, 'ECONNREFUSED', 'closed'],
    ['is refused by SYN+RST+ACK', acking('SRA', 1), null, 'ECONNREFUSED', 'closed'],
    ['ignores a reset without ACK', seg('R'), null, null, 'synSent'],
    ['does not believe a reset that acknowledges nothing', acking('RA', 0), null, null, 'synSent'],
    ['does not believe a reset that acknowledges too much', acking('RA', 2), null, null, 'synSent'],
    ['ignores the right ACK without SYN', acking('A', 1), null, null, 'synSent'],
    ['ignores FIN+ACK', acking('FA', 1), null, null, 'synSent'],
    ['resets an ACK of too much', acking('A', 5), 'R seq iss+5 ack 0 win 0', null, 'synSent'],
    ['resets SYN+ACK of too much', acking('SA', 2), 'R seq iss+2 ack 0 win 0', null, 'synSent'],
    ['resets SYN+ACK of nothing', acking('SA', 0), 'R seq iss+0 ack 0 win 0', null, 'synSent'],
    ['ignores a FIN', seg('F'), null, null, 'synSent'],
    ['ignores a segment without flags', seg(''), null, null, 'synSent'],
    ['answers a SYN that crossed its own', seg('S'), 'SA seq iss+0 ack 9001 win 64240', null, 'synReceived'],
    [
      'fails as an ICMP error says',
      { type: 'icmp.unreachable', errno: 'EHOSTUNREACH' },
      null,
      'EHOSTUNREACH',
      'closed',
    ],
    ['goes away in silence', { type: 'app.abort' }, null, null, 'closed'],
  ]);

  it('repeats its SYN after 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s, and gives up after 131 s', () => {
    let [snapshot, effects] = start({ iss: ISS });
    const times: number[] = [];
    let [now, repeated] = [0, 0];
    while (snapshot.value === 'synSent') {
      const { delay, stepped } = expire(snapshot, effects);
      [snapshot, effects] = stepped;
      now += delay / 1000;
      times.push(now);
      repeated += sent(effects).length;
    }
    expect(times).toEqual([1, 2, 3, 4, 5, 7, 11, 19, 35, 67, 131]);
    expect(repeated).toBe(10);
    expect(acts(effects, 'tell')).toEqual([{ errno: 'ETIMEDOUT' }]);
  });

  it.each([
    ['a reset', acking('RA', 2)],
    ['an ACK', acking('A', 5)],
  ])('repeats its first SYN within 8 ms after %s of what was never sent', (_, event) => {
    const { delay, stepped } = expire(...step(synSent(), event));
    expect(delay).toBe(8);
    expect(sent(stepped[1])).toEqual(['S seq iss+0 ack 0 win 64240']);
    const [, effects] = step(stepped[0], event);
    expect(effects.filter(({ kind }) => kind !== 'act')).toEqual([]);
  });
});

describe('synReceived', () => {
  const ours = { sequence: PEER + 1 };
  rows(synReceived, [
    ['is connected by the ACK of its SYN', acking('A', 1, ours), null, 'connected', 'established'],
    ['is connected by the SYN+ACK that crossed its own', acking('SA', 1), null, 'connected', 'established'],
    ['is refused by a reset at the next number', seg('R', ours), null, 'ECONNREFUSED', 'closed'],
    ['drops a reset elsewhere', seg('R'), null, null, 'synReceived'],
    ['drops what acknowledges nothing', acking('A', 0, ours), null, null, 'synReceived'],
    [
      'fails as an ICMP error says',
      { type: 'icmp.unreachable', errno: 'ECONNREFUSED' },
      null,
      'ECONNREFUSED',
      'closed',
    ],
    [
      'resets when the application closes',
      { type: 'app.abort' },
      'RA seq iss+1 ack 9001 win 64240',
      null,
      'closed',
    ],
  ]);
  it('repeats its SYN+ACK', () => {
    const { delay, stepped } = expire(...step(synSent(), seg('S')));
    expect(delay).toBe(1000);
    expect(sent(stepped[1])).toEqual(['SA seq iss+0 ack 9001 win 64240']);
  });
  it('gives up in the end', () => {
    let [snapshot, effects] = step(synSent(), seg('S'));
    while (snapshot.value === 'synReceived') [snapshot, effects] = expire(snapshot, effects).stepped;
    expect(acts(effects, 'tell')).toEqual([{ errno: 'ETIMEDOUT' }]);
  });
});

describe('established', () => {
  rows(established, [
    [
      'is closed by a reset, as SO_LINGER 0 has it',
      { type: 'app.abort' },
      'RA seq iss+1 ack 9001 win 63',
      null,
      'closed',
    ],
    ['takes nothing more', acking('A', 1), null, null, 'established'],
  ]);
  it('echoes the timestamp of the SYN+ACK', () => {
    expect(acts(step(established(), { type: 'app.abort' })[1], 'send')).toMatchObject([{ echo: 55 }]);
  });
});

describe('the machine', () => {
  it('has a description and a source for each state', () => {
    for (const { description, meta } of Object.values(tcpClient.states)) {
      expect(description).toMatch(/\.$/);
      expect(meta).toMatchObject({ rfc: expect.stringContaining('RFC 9293') });
    }
  });
  it('reaches every state', () => {
    const paths = getShortestPaths(tcpClient, {
      input: { iss: ISS },
      events: () => [seg('S'), acking('SA', 1), { type: 'app.abort' }] as const,
      limit: 5000,
    });
    const reached = new Set(paths.map(({ state }) => state.value));
    expect([...reached].sort()).toEqual(Object.keys(tcpClient.states).sort());
  });
});
