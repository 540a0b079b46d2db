import { defineTarget } from '../extension.ts';

/** The newer spelling of NOTRACK; its other uses are not modelled. */
export const ct = defineTarget<Record<string, never>>({
  name: 'CT',
  summary: '--notrack',
  tables: ['raw'],
  options: [
    {
      flags: ['--notrack'],
      takes: [],
      read(draft) {
        (draft as { said?: true }).said = true;
        return undefined;
      },
    },
  ],
  finish: (draft) => ((draft as { said?: true }).said ? {} : 'Of CT, only --notrack is modelled.'),
  print: () => ['--notrack'],
  outcome: () => ({ kind: 'notrack' }),
});
