import { defineMatch, negatable } from '../extension.ts';
import { readNumber } from '../text/values.ts';

/** `probability` in 2^31 parts, as xt_statistic keeps it. */
type StatisticOptions =
  | { readonly mode: 'random'; readonly probability: number; readonly negated?: true }
  | { readonly mode: 'nth'; readonly every: number; readonly packet: number; readonly negated?: true };
type Said = {
  readonly mode?: 'random' | 'nth';
  readonly probability?: number;
  readonly every?: number;
  readonly packet?: number;
  readonly negated?: true;
};

const CERTAIN = 2 ** 31;

/** Chance, or every nth packet. */
export const statistic = defineMatch<StatisticOptions & Said>({
  name: 'statistic',
  summary: '--mode random --probability P, --mode nth --every N --packet P',
  options: [
    {
      flags: ['--mode'],
      takes: ['random or nth'],
      read(draft, [text = '']) {
        if (text !== 'random' && text !== 'nth') return `"${text}" is neither random nor nth.`;
        (draft as { mode?: string }).mode = text;
        return undefined;
      },
    },
    {
      flags: ['--probability'],
      takes: ['a number from 0 to 1'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const fraction = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text) ? Number(text) : 2;
        if (fraction > 1) return `"${text}" is not a probability, 0 to 1.`;
        draft.probability = Math.round(fraction * CERTAIN);
        if (negated) draft.negated = true;
        return undefined;
      },
    },
    {
      flags: ['--every'],
      takes: ['a number'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const every = readNumber(text, 1, 0xffffffff);
        if (every === undefined) return `"${text}" is not a number of packets.`;
        draft.every = every;
        if (negated) draft.negated = true;
        return undefined;
      },
    },
    {
      flags: ['--packet'],
      takes: ['a number'],
      read(draft, [text = '']) {
        const packet = readNumber(text, 0, 0xffffffff);
        if (packet === undefined) return `"${text}" is not a number of packets.`;
        draft.packet = packet;
        return undefined;
      },
    },
  ],
  finish: (draft) => finish(draft as Said) as (StatisticOptions & Said) | string,
  print: (options) =>
    options.mode === 'random'
      ? [
          '--mode',
          'random',
          ...negatable(options.negated, '--probability', (options.probability / CERTAIN).toFixed(11)),
        ]
      : [
          '--mode',
          'nth',
          ...negatable(options.negated, '--every', String(options.every)),
          '--packet',
          String(options.packet),
        ],
  compile: (options, { random }) => {
    const wanted = options.negated !== true;
    if (options.mode === 'random') {
      return () => (random.uint32() & (CERTAIN - 1)) >>> 0 < options.probability === wanted;
    }
    // xt_statistic counts up and matches when the count comes round to 0: first at the packet of that number.
    let count = options.every - 1 - options.packet;
    return () => {
      count = count === options.every - 1 ? 0 : count + 1;
      return (count === 0) === wanted;
    };
  },
});

function finish({ mode, probability, every, packet, negated }: Said): StatisticOptions | string {
  const sign = negated ? { negated } : {};
  if (mode === 'random') {
    if (every !== undefined || packet !== undefined) return '--every and --packet belong to --mode nth.';
    if (probability === undefined) return '--mode random needs --probability.';
    return { mode, probability, ...sign };
  }
  if (mode !== 'nth') return 'The statistic match needs --mode.';
  if (probability !== undefined) return '--probability belongs to --mode random.';
  if (every === undefined) return '--mode nth needs --every.';
  if (packet === undefined) return '--every needs --packet: --packet 0 begins at the beginning.';
  if (packet >= every) return '--packet counts from 0 to one less than --every.';
  return { mode, every, packet, ...sign };
}
