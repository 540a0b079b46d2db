import { defineMatch } from '../extension.ts';
import { readNumber } from '../text/values.ts';
import { printRate, type Rate, readRate } from './rate.ts';

type LimitOptions = { readonly rate: Rate; readonly burst: number };

/** XT_LIMIT_SCALE: rates are kept in ten-thousandths of a second. */
const FINEST = 10_000;
const NS_IN_SECOND = 1_000_000_000;
const NS_IN_US = 1_000;

/** A token bucket for all packets that reach the rule. */
export const limit = defineMatch<LimitOptions>({
  name: 'limit',
  summary: '--limit RATE --limit-burst N',
  options: [
    {
      flags: ['--limit'],
      takes: ['a rate'],
      read(draft, [text = '']) {
        const rate = readRate(text, FINEST);
        if (typeof rate === 'string') return rate;
        draft.rate = rate;
        return undefined;
      },
    },
    {
      flags: ['--limit-burst'],
      takes: ['a number'],
      read(draft, [text = '']) {
        const burst = readNumber(text, 0, 10_000);
        if (burst === undefined) return `"${text}" is not a burst, 0 to 10000.`;
        draft.burst = burst === 0 ? DEFAULT.burst : burst;
        return undefined;
      },
    },
  ],
  finish: (draft) => ({ ...DEFAULT, ...draft }),
  print: ({ rate, burst }) => [
    '--limit',
    printRate(rate),
    ...(burst === DEFAULT.burst ? [] : ['--limit-burst', String(burst)]),
  ],
  compile: ({ rate, burst }) => {
    // nft_limit: the bucket holds nanoseconds; a packet costs the time that one packet is worth.
    const cost = Math.trunc((rate.seconds * NS_IN_SECOND) / rate.packets);
    const full = cost * burst;
    let tokens = full;
    let last = 0;
    return ({ at }) => {
      const now = at * NS_IN_US;
      tokens = Math.min(full, tokens + now - last);
      last = now;
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    };
  },
});

const DEFAULT: LimitOptions = { rate: { packets: 3, seconds: 3_600 }, burst: 5 };
