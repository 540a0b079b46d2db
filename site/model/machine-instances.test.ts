import { describe, expect, it } from 'vitest';
import type { EventBody, TraceEvent } from '../../engine/trace/index.ts';
import { enteredAt, instancesOf, latestAt, stepAt } from './machine-instances.ts';
import { whole } from './slices.ts';

const passage = (instance: string, from: string, to: string): EventBody => ({
  kind: 'transition',
  machine: 'firewall-passage',
  instance,
  from,
  to,
  event: to,
});
const probe = (what: 'sent' | 'timed-out' | 'given-up', attempt: number, port = 22): EventBody => ({
  kind: 'probe',
  what,
  technique: 'syn',
  target: '198.18.10.28',
  protocol: 'tcp',
  port,
  attempt,
});
const verdict: EventBody = {
  kind: 'verdict',
  target: '198.18.10.28',
  protocol: 'tcp',
  port: 22,
  technique: 'syn',
  state: 'open',
  reason: 'syn-ack',
  row: 0,
};
const run = (...bodies: readonly (readonly [EventBody, ...because: number[]])[]): TraceEvent[] =>
  bodies.map(([body, ...because], index) => ({ id: index + 1, at: index, host: 'a', because, ...body }));

describe('instances', () => {
  const events = run(
    [passage('p', 'arrived', 'tracked')],
    [passage('q', 'arrived', 'stateless')],
    [passage('p', 'tracked', 'accepted')],
    [passage('p', 'arrived', 'tracked')],
  );
  const moves = whole(instancesOf(events))['firewall-passage'];

  it('are told apart where a name begins anew', () => {
    expect(moves.all.map(({ name, steps }) => [name, steps.length])).toEqual([
      ['p', 2],
      ['q', 1],
      ['p', 1],
    ]);
  });

  it('are listed from the latest mover back', () => {
    expect(latestAt(moves, 3, 9).map(({ steps }) => steps[0]?.event)).toEqual([1, 2]);
    expect(latestAt(moves, 4, 1).map(({ steps }) => steps[0]?.event)).toEqual([4]);
    expect(latestAt(moves, 0, 9)).toEqual([]);
  });

  it('have a last step at every cursor', () => {
    const [first] = moves.all;
    if (first === undefined) throw new Error('no instance');
    expect([0, 1, 2, 3, 9].map((cursor) => stepAt(first, cursor)?.to)).toEqual([
      undefined,
      'tracked',
      'tracked',
      'accepted',
      'accepted',
    ]);
    expect(enteredAt(first, 'accepted', 1)).toBe(3);
    expect(enteredAt(first, 'dropped', 9)).toBeUndefined();
  });
});

describe('the life of a probe', () => {
  const lifeOf = (...bodies: readonly (readonly [EventBody, ...because: number[]])[]) =>
    whole(instancesOf(run(...bodies))).probe.all.map(({ steps }) => [
      steps[0]?.from,
      ...steps.map(({ to }) => to),
    ]);

  it('ends with an answer', () => {
    expect(lifeOf([probe('sent', 0)], [verdict, 1])).toEqual([['planned', 'sent', 'answered']]);
  });
  it('is repeated, and given up in silence', () => {
    expect(
      lifeOf(
        [probe('sent', 0)],
        [probe('timed-out', 0), 1],
        [probe('sent', 1), 2],
        [probe('timed-out', 1), 3],
        [probe('given-up', 1), 4],
        [verdict, 5, 4, 3],
      ),
    ).toEqual([['planned', 'sent', 'timedOut', 'retransmitted', 'timedOut', 'givenUp']]);
  });
  it('may be answered late', () => {
    expect(lifeOf([probe('sent', 0)], [probe('timed-out', 0), 1], [verdict, 1])).toEqual([
      ['planned', 'sent', 'timedOut', 'answered'],
    ]);
  });
  it('is another for another port', () => {
    expect(lifeOf([probe('sent', 0)], [probe('sent', 0, 80)])).toEqual([
      ['planned', 'sent'],
      ['planned', 'sent'],
    ]);
  });
});
