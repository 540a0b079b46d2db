import { defineTarget } from '../extension.ts';
import { readNumber } from '../text/values.ts';

type LogOptions = { readonly level: number; readonly prefix: string; readonly flags: readonly string[] };

const LEVELS: Readonly<Record<string, number>> = {
  emerg: 0,
  panic: 0,
  alert: 1,
  crit: 2,
  error: 3,
  err: 3,
  warning: 4,
  warn: 4,
  notice: 5,
  info: 6,
  debug: 7,
};
const DEFAULT_LEVEL = 4;
const FLAGS = [
  '--log-tcp-sequence',
  '--log-tcp-options',
  '--log-ip-options',
  '--log-uid',
  '--log-macdecode',
] as const;

/** Notes the packet in the kernel's log and lets it go on to the next rule. */
export const log = defineTarget<LogOptions>({
  name: 'LOG',
  summary: `--log-prefix --log-level ${FLAGS.join(' ')}`,
  tables: ['raw', 'nat', 'filter'],
  options: [
    {
      flags: ['--log-prefix'],
      takes: ['a text'],
      read(draft, [text = '']) {
        if (text.length > 29) return 'A log prefix has at most 29 characters.';
        if (!/^[A-Za-z0-9_.:,=+@/()[\]<>#* ][A-Za-z0-9_.:,=+@/()[\]<>#* -]*$/.test(text)) {
          return 'A log prefix is made of letters, digits, spaces and . : , = + @ / ( ) [ ] < > # * _ -, and does not begin with -.';
        }
        draft.prefix = text;
        return undefined;
      },
    },
    {
      flags: ['--log-level'],
      takes: ['a level'],
      read(draft, [text = '']) {
        const named = Object.entries(LEVELS).find(
          ([name]) => text !== '' && name.startsWith(text.toLowerCase()),
        );
        const level = named?.[1] ?? readNumber(text, 0, 7);
        if (level === undefined)
          return `"${text}" is not a level: ${Object.keys(LEVELS).join(', ')} or 0 to 7.`;
        draft.level = level;
        return undefined;
      },
    },
    ...FLAGS.map((flag) => ({
      flags: [flag],
      takes: [],
      read(draft: { flags?: readonly string[] }) {
        draft.flags = FLAGS.filter((known) => known === flag || draft.flags?.includes(known));
        return undefined;
      },
    })),
  ],
  finish: (draft) => ({ level: DEFAULT_LEVEL, prefix: '', flags: [], ...draft }),
  print: ({ level, prefix, flags }) => [
    ...(prefix === '' ? [] : ['--log-prefix', prefix]),
    ...(level === DEFAULT_LEVEL ? [] : ['--log-level', String(level)]),
    ...flags,
  ],
  outcome: ({ prefix, level }) => ({ kind: 'log', prefix, level }),
});
