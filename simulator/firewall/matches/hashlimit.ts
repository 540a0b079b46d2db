import { defineMatch, negatable, type OptionSpec } from '../extension.ts';
import type { Judged } from '../judged.ts';
import { isPlainName, maskOf, readNumber } from '../text/values.ts';
import { printRate, type Rate, readRate } from './rate.ts';

const MODES = ['srcip', 'srcport', 'dstip', 'dstport'] as const;
type HashlimitOptions = {
  /** Matches while within the rate, or beyond it. */
  readonly when: 'upto' | 'above';
  readonly rate: Rate;
  readonly burst: number;
  readonly modes: readonly (typeof MODES)[number][];
  readonly name: string;
  readonly sourceMask: number;
  readonly destinationMask: number;
};

/** XT_HASHLIMIT_SCALE_v2: rates are kept in millionths of a second. */
const FINEST = 1_000_000;
const US_IN_SECOND = 1_000_000;
/** How often entries that were idle for long enough are thrown out (htable-gcinterval). */
const SWEEP_US = 1_000_000;

/** A token bucket for each source, destination or both. */
export const hashlimit = defineMatch<HashlimitOptions>({
  name: 'hashlimit',
  summary:
    '--hashlimit-upto/-above RATE --hashlimit-burst --hashlimit-mode --hashlimit-name --hashlimit-srcmask/-dstmask',
  options: [
    rateOption('upto', ['--hashlimit-upto', '--hashlimit']),
    rateOption('above', ['--hashlimit-above']),
    {
      flags: ['--hashlimit-burst'],
      takes: ['a number'],
      read(draft, [text = '']) {
        const burst = readNumber(text, 1, 1_000_000);
        if (burst === undefined) return `"${text}" is not a burst, 1 to 1000000.`;
        draft.burst = burst;
        return undefined;
      },
    },
    {
      flags: ['--hashlimit-mode'],
      takes: ['srcip, srcport, dstip, dstport'],
      read(draft, [text = '']) {
        const said = text.split(',');
        const wrong = said.find((mode) => !(MODES as readonly string[]).includes(mode));
        if (wrong !== undefined) return `"${wrong}" is none of ${MODES.join(', ')}.`;
        draft.modes = MODES.filter((mode) => said.includes(mode));
        return undefined;
      },
    },
    {
      flags: ['--hashlimit-name'],
      takes: ['a name'],
      read(draft, [text = '']) {
        if (!isPlainName(text, 15)) return 'A hashlimit name has 1 to 15 letters, digits, "_" or "-".';
        draft.name = text;
        return undefined;
      },
    },
    maskOption('sourceMask', '--hashlimit-srcmask'),
    maskOption('destinationMask', '--hashlimit-dstmask'),
  ],
  finish: ({ when, rate, burst, modes, name, sourceMask, destinationMask }) => {
    if (!when || !rate) return 'The hashlimit match needs --hashlimit-upto or --hashlimit-above.';
    if (!name) return 'The hashlimit match needs --hashlimit-name.';
    return {
      when,
      rate,
      burst: burst ?? 5,
      modes: modes ?? [],
      name,
      sourceMask: sourceMask ?? 32,
      destinationMask: destinationMask ?? 32,
    };
  },
  print: ({ when, rate, burst, modes, name, sourceMask, destinationMask }) => [
    ...negatable(false, `--hashlimit-${when}`, printRate(rate), '--hashlimit-burst', String(burst)),
    ...(modes.length > 0 ? ['--hashlimit-mode', modes.join(',')] : []),
    ...['--hashlimit-name', name],
    ...(sourceMask < 32 ? ['--hashlimit-srcmask', String(sourceMask)] : []),
    ...(destinationMask < 32 ? ['--hashlimit-dstmask', String(destinationMask)] : []),
  ],
  compile: (options, { shared }) => {
    const id = `hashlimit ${options.name}`;
    const buckets = (shared.get(id) ?? new Map()) as Buckets;
    shared.set(id, buckets);
    return (packet) => takeToken(options, buckets, packet) === (options.when === 'upto');
  },
});

/** Tokens are microseconds of credit: a packet costs the time that one packet is worth. */
type Buckets = Map<string, { tokens: number; last: number; expires: number }>;

function takeToken(options: HashlimitOptions, buckets: Buckets, packet: Judged): boolean {
  const cost = (options.rate.seconds * US_IN_SECOND) / options.rate.packets;
  const full = cost * options.burst;
  const key = keyOf(options, packet);
  let bucket = buckets.get(key);
  if (!bucket || Math.ceil(bucket.expires / SWEEP_US) * SWEEP_US <= packet.at) {
    bucket = { tokens: full, last: packet.at, expires: 0 };
    buckets.set(key, bucket);
  }
  bucket.tokens = Math.min(full, bucket.tokens + packet.at - bucket.last);
  bucket.last = packet.at;
  bucket.expires = packet.at + options.rate.seconds * US_IN_SECOND;
  if (bucket.tokens < cost) return false;
  bucket.tokens -= cost;
  return true;
}

function keyOf({ modes, sourceMask, destinationMask }: HashlimitOptions, packet: Judged): string {
  const part = {
    srcip: (packet.source & maskOf(sourceMask)) >>> 0,
    srcport: packet.sourcePort,
    dstip: (packet.destination & maskOf(destinationMask)) >>> 0,
    dstport: packet.destinationPort,
  };
  return modes.map((mode) => part[mode]).join(' ');
}

function rateOption(when: 'upto' | 'above', flags: readonly string[]): OptionSpec<HashlimitOptions> {
  return {
    flags,
    takes: ['a rate'],
    ...(when === 'upto' ? { negatable: true } : {}),
    read(draft, [text = ''], negated) {
      if (draft.when) return 'One hashlimit match takes one rate.';
      if (/b(?:\/|$)/i.test(text)) return 'Rates in bytes are not modelled.';
      const rate = readRate(text, FINEST);
      if (typeof rate === 'string') return rate;
      draft.rate = rate;
      draft.when = negated ? 'above' : when;
      return undefined;
    },
  };
}

function maskOption(side: 'sourceMask' | 'destinationMask', flag: string): OptionSpec<HashlimitOptions> {
  return {
    flags: [flag],
    takes: ['a prefix length'],
    read(draft, [text = '']) {
      const prefix = readNumber(text, 0, 32);
      if (prefix === undefined) return `"${text}" is not a prefix length, 0 to 32.`;
      draft[side] = prefix;
      return undefined;
    },
  };
}
