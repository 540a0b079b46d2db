import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { EventBody, TraceEvent } from '../../engine/trace/index.ts';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { type EventQuestion, eventAsked } from './event-question.ts';

const target = '198.18.10.28';
const port = { target, protocol: 'tcp', port: 139 } as const;
const frame = { kind: 'frame', interface: 'lan', link: 'ethernet', hex: '' } as const;
const bodies: readonly (readonly [EventBody, ...number[]])[] = [
  [{ kind: 'probe', what: 'sent', technique: 'syn', ...port, port: 22, attempt: 0 }],
  [{ kind: 'probe', what: 'sent', technique: 'syn', ...port, attempt: 0 }],
  [{ ...frame, what: 'received' }, 2],
  [{ kind: 'rule', table: 'filter', chain: 'INPUT', number: 1, target: 'REJECT', text: '', length: 40 }, 3],
  [{ ...frame, what: 'received' }, 4],
  [{ kind: 'verdict', ...port, technique: 'syn', state: 'closed', reason: 'reset', row: 0 }, 5],
];
const events: readonly TraceEvent[] = bodies.map(([body, ...because], index) => ({
  id: index + 1,
  at: index,
  host: 'scanner',
  because,
  ...body,
}));

it.each<[EventQuestion, number | undefined]>([
  [{ port: 139, what: 'probe' }, 2],
  [{ port: 139, what: 'rule' }, 4],
  [{ port: 139, what: 'answer' }, 5],
  [{ port: 139, what: 'verdict' }, 6],
  [{ port: 139, what: 'verdict', target: '198.18.10.29' }, undefined],
  [{ port: 139, protocol: 'udp', what: 'verdict' }, undefined],
  [{ port: 22, what: 'verdict' }, undefined],
])('%j is event %s', (question, id) => {
  expect(eventAsked(events, question)).toBe(id);
});

it('a rule that made silence is found, though no answer leads back to it', () => {
  const lab = readFileSync(new URL('../../lessons/labs/six-states.yaml', import.meta.url), 'utf8');
  const { events } = simulate(labFrom(lab), '-sS -p 139 target');
  expect(events[(eventAsked(events, { port: 139, what: 'rule' }) ?? 0) - 1]).toMatchObject({
    kind: 'rule',
    chain: 'INPUT',
    number: 1,
    target: 'DROP',
  });
  expect(eventAsked(events, { port: 139, what: 'answer' })).toBeUndefined();
});

it('the rule that rejected is found, not the policy that let its answer out', () => {
  const lab = readFileSync(
    new URL('../../lessons/labs/one-rule-three-answers.yaml', import.meta.url),
    'utf8',
  );
  const { events } = simulate(labFrom(lab), '-sS -p 443 target');
  expect(events[(eventAsked(events, { port: 443, what: 'rule' }) ?? 0) - 1]).toMatchObject({
    kind: 'rule',
    chain: 'INPUT',
    number: 1,
    target: 'REJECT',
  });
});
