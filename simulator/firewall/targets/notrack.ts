import { defineTarget } from '../extension.ts';

/** Lets connection tracking pass the packet by: it is UNTRACKED. */
export const notrack = defineTarget<Record<string, never>>({
  name: 'NOTRACK',
  summary: 'no options',
  tables: ['raw'],
  options: [],
  finish: () => ({}),
  print: () => [],
  outcome: () => ({ kind: 'notrack' }),
});
