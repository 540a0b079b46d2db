import { defineMatch, negatable, type OptionSpec } from '../extension.ts';
import { readNumber } from '../text/values.ts';

type TtlOptions = { readonly how: 'eq' | 'ne' | 'lt' | 'gt'; readonly ttl: number };

/** The time to live that is left in the packet. */
export const ttl = defineMatch<TtlOptions>({
  name: 'ttl',
  summary: '--ttl-eq --ttl-lt --ttl-gt',
  options: [
    ttlOption('eq', ['--ttl-eq', '--ttl']),
    ttlOption('lt', ['--ttl-lt']),
    ttlOption('gt', ['--ttl-gt']),
  ],
  finish: ({ how, ttl: bound }) =>
    how && bound !== undefined ? { how, ttl: bound } : 'The ttl match needs --ttl-eq, --ttl-lt or --ttl-gt.',
  print: ({ how, ttl: bound }) =>
    negatable(how === 'ne', how === 'ne' ? '--ttl-eq' : `--ttl-${how}`, String(bound)),
  compile: ({ how, ttl: bound }) => {
    if (how === 'eq') return (packet) => packet.ttl === bound;
    if (how === 'ne') return (packet) => packet.ttl !== bound;
    return how === 'lt' ? (packet) => packet.ttl < bound : (packet) => packet.ttl > bound;
  },
});

function ttlOption(how: 'eq' | 'lt' | 'gt', flags: readonly string[]): OptionSpec<TtlOptions> {
  return {
    flags,
    takes: ['a number'],
    ...(how === 'eq' ? { negatable: true } : {}),
    read(draft, [text = ''], negated) {
      const bound = readNumber(text, 0, 255);
      if (bound === undefined) return `"${text}" is not a time to live, 0 to 255.`;
      if (draft.how) return 'One ttl match takes one comparison.';
      draft.how = negated ? 'ne' : how;
      draft.ttl = bound;
      return undefined;
    },
  };
}
