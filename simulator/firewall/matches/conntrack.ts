import { defineMatch, negatable } from '../extension.ts';
import type { Judged } from '../judged.ts';
import { readStates, STATES } from './states.ts';

/** `DNAT`: the flow's destination was changed, as REDIRECT does. `SNAT`: its source, since its answers would clash. */
const CT_STATES = [...STATES, 'SNAT', 'DNAT'] as const;
type ConntrackOptions = {
  readonly states?: readonly (typeof CT_STATES)[number][];
  readonly negated?: true;
  readonly direction?: 'ORIGINAL' | 'REPLY';
};

/** What connection tracking knows of the packet's flow. */
export const conntrack = defineMatch<ConntrackOptions>({
  name: 'conntrack',
  summary: '--ctstate NEW,ESTABLISHED,RELATED,INVALID,UNTRACKED --ctdir',
  tracks: true,
  options: [
    {
      flags: ['--ctstate'],
      takes: ['states with commas between'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const states = readStates(text, CT_STATES);
        if (typeof states === 'string') return states;
        draft.states = states;
        if (negated) draft.negated = true;
        return undefined;
      },
    },
    {
      flags: ['--ctdir'],
      takes: ['ORIGINAL or REPLY'],
      read(draft, [text = '']) {
        const direction = text.toUpperCase();
        if (direction !== 'ORIGINAL' && direction !== 'REPLY')
          return `"${text}" is neither ORIGINAL nor REPLY.`;
        draft.direction = direction;
        return undefined;
      },
    },
  ],
  finish: (draft) =>
    draft.states || draft.direction ? draft : 'The conntrack match needs --ctstate or --ctdir.',
  print: ({ states, negated, direction }) => [
    ...(states ? negatable(negated, '--ctstate', states.join(',')) : []),
    ...(direction ? ['--ctdir', direction] : []),
  ],
  compile: (options) => (packet) => holds(options, packet),
});

/** In the order of conntrack_mt(): the state first, and without a flow nothing else is asked. */
function holds({ states, negated, direction }: ConntrackOptions, { tracking }: Judged): boolean {
  const state = tracking?.state ?? 'INVALID';
  const flow = tracking?.flow;
  if (states) {
    const found =
      states.includes(state) ||
      (flow?.nat.source === 'changed' && states.includes('SNAT')) ||
      (flow?.nat.destination === 'changed' && states.includes('DNAT'));
    if (found === (negated ?? false)) return false;
  }
  if (!flow) return states !== undefined;
  return direction === undefined || (tracking?.direction === 'original') === (direction === 'ORIGINAL');
}
