import { describe, expect, it } from 'vitest';
import type { EventBody, TraceEvent } from '../../engine/trace/index.ts';
import { whole } from './slices.ts';
import {
  columnsOf,
  eventBy,
  momentsOn,
  nextOf,
  previousOf,
  type StepKind,
  type Timeline,
  timelineOf,
  timeOf,
} from './timeline.ts';

const PACKET: EventBody = { kind: 'frame', what: 'sent', interface: 'lan', link: 'raw', hex: '' };
const RULE: EventBody = {
  kind: 'rule',
  table: 'filter',
  chain: 'INPUT',
  number: 1,
  target: 'DROP',
  text: '',
  length: 40,
};
const UP: EventBody = { kind: 'discovery', target: '198.18.10.28', state: 'up', reason: 'arp-response' };
const TIMER: EventBody = { kind: 'timer', name: 'probe' };

const run = (...steps: readonly (readonly [at: number, body: EventBody])[]): Timeline =>
  whole(
    timelineOf(
      steps.map(([at, body], index): TraceEvent => ({ id: index + 1, at, host: 'a', because: [], ...body })),
    ),
  );

/** Ids 1 to 6. */
const RUN = run([0, PACKET], [0, TIMER], [7, PACKET], [7, RULE], [7, UP], [20, PACKET]);

describe('steps', () => {
  const forward: readonly (readonly [StepKind, cursor: number, next: number | undefined])[] = [
    ['packet', 0, 1],
    ['packet', 1, 3],
    ['packet', 2, 3],
    ['packet', 6, undefined],
    ['rule', 0, 4],
    ['rule', 4, undefined],
    ['verdict', 0, 5],
    ['transition', 0, undefined],
  ];
  it.each(forward)('the next %s behind event %d is %s', (kind, cursor, next) => {
    expect(nextOf(RUN, kind, cursor)).toBe(next);
  });

  const back: readonly (readonly [StepKind, cursor: number, previous: number | undefined])[] = [
    ['packet', 6, 3],
    ['packet', 3, 1],
    ['packet', 1, undefined],
    ['packet', 0, undefined],
    ['rule', 6, 4],
    ['rule', 4, undefined],
  ];
  it.each(back)('the previous %s before event %d is %s', (kind, cursor, previous) => {
    expect(previousOf(RUN, kind, cursor)).toBe(previous);
  });
});

describe('time', () => {
  it.each([
    [-1, 0],
    [0, 2],
    [6, 2],
    [7, 5],
    [20, 6],
    [999, 6],
  ])('by %d us, event %d is the last that happened', (at, event) => {
    expect(eventBy(RUN, at)).toBe(event);
  });

  it('never falls, though two hosts may write with clocks of their own', () => {
    const live = run([10, PACKET], [8, PACKET], [12, PACKET]);
    expect([1, 2, 3].map((id) => timeOf(live, id))).toEqual([10, 10, 12]);
  });

  it.each([
    [0, 1, 2],
    [2, 1, 5],
    [3, 1, 5],
    [0, 2, 5],
    [5, 9, 6],
  ])('from event %d, %d moments on is event %d', (cursor, count, event) => {
    expect(momentsOn(RUN, cursor, count)).toBe(event);
  });
});

describe('a run without events', () => {
  const empty = run();
  it('has nowhere to go', () => {
    expect([nextOf(empty, 'packet', 0), previousOf(empty, 'packet', 0)]).toEqual([undefined, undefined]);
    expect([eventBy(empty, 5), timeOf(empty, 0), momentsOn(empty, 0, 1)]).toEqual([0, 0, 0]);
  });
});

describe('ticks', () => {
  it('are drawn once for each column of pixels', () => {
    expect(columnsOf(RUN, [1, 3, 4, 6], (at) => at / 7)).toEqual([0, 1, 3]);
  });
});
