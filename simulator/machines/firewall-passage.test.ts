import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { firewallPassage, type PassageEvent, type PassageState } from './firewall-passage.machine.ts';
import { stepper } from './stepper.ts';

const machine = stepper(firewallPassage);

/** The states of a passage, and the effects of its last step. */
function run(...events: readonly PassageEvent[]): { states: PassageState[]; last: readonly unknown[] } {
  let [snapshot, effects] = machine.start(undefined as never);
  const states = [snapshot.value as PassageState];
  for (const event of events) {
    [snapshot, effects] = machine.step(snapshot, event);
    states.push(snapshot.value as PassageState);
  }
  return { states, last: effects };
}

const JUDGE: PassageEvent = { type: 'judge', chain: 'INPUT' };

describe('the passage of a packet', () => {
  it('is stateful where connection tracking looks first', () => {
    const { states, last } = run({ type: 'tracked', state: 'NEW' }, JUDGE, { type: 'drop' });
    expect(states).toEqual(['arrived', 'tracked', 'judged', 'dropped']);
    expect(last).toEqual([{ kind: 'act', name: 'discard', params: undefined }]);
  });

  it('is stateless where nothing asks what came before', () => {
    const { states, last } = run({ type: 'notTracked' }, JUDGE, { type: 'accept' });
    expect(states).toEqual(['arrived', 'stateless', 'judged', 'accepted']);
    expect(last).toEqual([{ kind: 'act', name: 'pass', params: undefined }]);
  });

  it('ends with an answer where a rule rejects', () => {
    const { states, last } = run({ type: 'exempted' }, JUDGE, { type: 'reject', with: 'tcp-reset' });
    expect(states).toEqual(['arrived', 'untracked', 'judged', 'rejected']);
    expect(last).toEqual([{ kind: 'act', name: 'answer', params: { with: 'tcp-reset' } }]);
  });

  it('may end before any chain judges: raw and nat drop too, and POSTROUTING only accepts', () => {
    expect(run({ type: 'drop' }).states.at(-1)).toBe('dropped');
    expect(run({ type: 'tracked', state: 'NEW' }, { type: 'drop' }).states.at(-1)).toBe('dropped');
    expect(run({ type: 'notTracked' }, { type: 'accept' }).states.at(-1)).toBe('accepted');
  });

  it('is judged once it was looked at, not before, and is over when it is over', () => {
    expect(run(JUDGE).states).toEqual(['arrived', 'arrived']);
    expect(run({ type: 'drop' }, { type: 'accept' }).states.at(-1)).toBe('dropped');
  });

  it('remembers what tracking said and which chain judged', () => {
    const [start] = machine.start(undefined as never);
    const [tracked] = machine.step(start, { type: 'tracked', state: 'INVALID' });
    const [judged] = machine.step(tracked, JUDGE);
    expect(judged.context).toEqual({ state: 'INVALID', chain: 'INPUT' });
  });

  it('reaches every state, and describes each', () => {
    const paths = getShortestPaths(firewallPassage, {
      events: [
        ...[
          { type: 'tracked', state: 'NEW' } as const,
          { type: 'exempted' } as const,
          { type: 'notTracked' } as const,
        ],
        ...[
          JUDGE,
          { type: 'accept' } as const,
          { type: 'drop' } as const,
          { type: 'reject', with: 'x' } as const,
        ],
      ],
    });
    expect(new Set(paths.map(({ state }) => state.value))).toEqual(
      new Set(Object.keys(firewallPassage.states)),
    );
    for (const state of Object.values(firewallPassage.states))
      expect(state.config.description).toMatch(/\.$/);
  });
});
