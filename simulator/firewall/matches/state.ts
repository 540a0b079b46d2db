import { defineMatch, negatable } from '../extension.ts';
import { type CtState, readStates, STATES } from './states.ts';

type StateOptions = { readonly states: readonly CtState[]; readonly negated?: true };

/** The older spelling of the conntrack match's --ctstate. */
export const state = defineMatch<StateOptions>({
  name: 'state',
  summary: '--state NEW,ESTABLISHED,RELATED,INVALID,UNTRACKED',
  tracks: true,
  options: [
    {
      flags: ['--state'],
      takes: ['states with commas between'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const states = readStates(text, STATES);
        if (typeof states === 'string') return states;
        draft.states = states;
        if (negated) draft.negated = true;
        return undefined;
      },
    },
  ],
  finish: ({ states, negated }) =>
    states ? { states, ...(negated ? { negated } : {}) } : 'The state match needs --state.',
  print: ({ states, negated }) => negatable(negated, '--state', states.join(',')),
  compile:
    ({ states, negated }) =>
    ({ tracking }) =>
      states.includes(tracking?.state ?? 'INVALID') !== (negated ?? false),
});
