import { defineMatch, type OptionSpec } from '../extension.ts';
import { ALL_ONES, maskOf, readMask, readNumber } from '../text/values.ts';

type ConnlimitOptions = {
  /** Matches beyond so many connections, or while within. */
  readonly when: 'above' | 'upto';
  readonly limit: number;
  readonly mask: number;
  readonly side: 'saddr' | 'daddr';
};

/** How many connections of a network are open at once. */
export const connlimit = defineMatch<ConnlimitOptions>({
  name: 'connlimit',
  summary: '--connlimit-above/-upto N --connlimit-mask --connlimit-saddr/-daddr',
  tracks: true,
  options: [
    limitOption('above'),
    limitOption('upto'),
    {
      flags: ['--connlimit-mask'],
      takes: ['a prefix length'],
      read(draft, [text = '']) {
        const mask = text.includes('.') ? undefined : readMask(text);
        if (mask === undefined) return `"${text}" is not a prefix length, 0 to 32.`;
        draft.mask = mask;
        return undefined;
      },
    },
    sideOption('saddr'),
    sideOption('daddr'),
  ],
  finish: ({ when, limit, mask, side }) =>
    when && limit !== undefined
      ? { when, limit, mask: mask ?? ALL_ONES, side: side ?? 'saddr' }
      : 'The connlimit match needs --connlimit-above or --connlimit-upto.',
  print: ({ when, limit, mask, side }) => [
    ...[
      `--connlimit-${when}`,
      String(limit),
      '--connlimit-mask',
      String(prefixOf(mask)),
      `--connlimit-${side}`,
    ],
  ],
  compile: ({ when, limit, mask, side }, { conntrack }) => {
    // nf_conncount: a rule counts the flows whose packets reached it, less those that have ended since.
    const counted = new Map<number, Set<string>>();
    return (packet) => {
      const flow = packet.tracking?.flow;
      const tuple = flow ? flow.original : packet;
      const key = ((side === 'saddr' ? tuple.source : tuple.destination) & mask) >>> 0;
      const flows = counted.get(key) ?? new Set<string>();
      counted.set(key, flows);
      for (const id of flows) if (!conntrack.isOpen(id, packet.at)) flows.delete(id);
      if (flow) flows.add(flow.id);
      return flows.size > limit === (when === 'above');
    };
  },
});

const prefixOf = (mask: number): number => (maskOf(32) === mask ? 32 : Math.clz32(~mask >>> 0));

function limitOption(when: 'above' | 'upto'): OptionSpec<ConnlimitOptions> {
  return {
    flags: [`--connlimit-${when}`],
    takes: ['a number'],
    negatable: true,
    read(draft, [text = ''], negated) {
      const limit = readNumber(text, 0, 0xffffffff);
      if (limit === undefined) return `"${text}" is not a number of connections.`;
      if (draft.when) return 'One connlimit match takes one limit.';
      draft.limit = limit;
      draft.when = negated === (when === 'upto') ? 'above' : 'upto';
      return undefined;
    },
  };
}

function sideOption(side: 'saddr' | 'daddr'): OptionSpec<ConnlimitOptions> {
  return {
    flags: [`--connlimit-${side}`],
    takes: [],
    read(draft) {
      if (draft.side) return 'One connlimit match counts by source or by destination.';
      draft.side = side;
      return undefined;
    },
  };
}
