import { defineMatch, negatable, type OptionSpec } from '../extension.ts';
import type { Judged } from '../judged.ts';
import { ALL_ONES, isPlainName, printAddress, readAddress, readNumber } from '../text/values.ts';

type Action = 'set' | 'rcheck' | 'update' | 'remove';
type RecentOptions = {
  readonly action: Action;
  readonly negated?: true;
  readonly seconds?: number;
  readonly hitcount?: number;
  /** Only entries last seen with the packet's own TTL count. */
  readonly rttl?: true;
  readonly name: string;
  readonly mask: number;
  readonly side: 'rsource' | 'rdest';
};

const US_IN_SECOND = 1_000_000;
/** xt_recent remembers this many addresses a list (ip_list_tot). */
const ADDRESSES = 100;

/** Lists of addresses lately seen. */
export const recent = defineMatch<RecentOptions>({
  name: 'recent',
  summary: '--set --rcheck --update --remove --seconds --hitcount --rttl --name --mask --rsource --rdest',
  options: [
    ...(['set', 'rcheck', 'update', 'remove'] as const).map(actionOption),
    numberOption('seconds', 1, 0xffffffff),
    numberOption('hitcount', 1, 255),
    {
      flags: ['--rttl'],
      takes: [],
      read(draft) {
        draft.rttl = true;
        return undefined;
      },
    },
    {
      flags: ['--name'],
      takes: ['a name'],
      read(draft, [text = '']) {
        if (!isPlainName(text, 15)) return 'The name of a list has 1 to 15 letters, digits, "_" or "-".';
        draft.name = text;
        return undefined;
      },
    },
    {
      flags: ['--mask'],
      takes: ['a mask'],
      read(draft, [text = '']) {
        const mask = readAddress(text);
        if (mask === undefined) return `"${text}" is not a mask such as 255.255.255.0.`;
        draft.mask = mask;
        return undefined;
      },
    },
    sideOption('rsource'),
    sideOption('rdest'),
  ],
  finish: ({ action, ...draft }) => {
    if (!action) return 'The recent match needs one of --set, --rcheck, --update and --remove.';
    const checks = action === 'rcheck' || action === 'update';
    if (!checks && (draft.seconds || draft.hitcount || draft.rttl)) {
      return '--seconds, --hitcount and --rttl belong to --rcheck and --update.';
    }
    return { name: 'DEFAULT', mask: ALL_ONES, side: 'rsource', ...draft, action };
  },
  print: ({ action, negated, seconds, hitcount, rttl, name, mask, side }) => [
    ...negatable(negated, `--${action}`),
    ...(seconds ? ['--seconds', String(seconds)] : []),
    ...(hitcount ? ['--hitcount', String(hitcount)] : []),
    ...(rttl ? ['--rttl'] : []),
    ...['--name', name, '--mask', printAddress(mask), `--${side}`],
  ],
  compile: (options, { shared }) => {
    const id = `recent ${options.name}`;
    const list = (shared.get(id) ?? { entries: new Map(), stamps: 0 }) as List;
    shared.set(id, list);
    makeRoom(list, options.hitcount);
    return (packet) => look(options, list, packet) !== (options.negated ?? false);
  },
});

/** Oldest first: Map keeps the order of insertion, and a renewed entry is put at the end. */
interface List {
  readonly entries: Map<number, Entry>;
  /** How many times of an address are remembered: a power of two. */
  stamps: number;
}

interface Entry {
  readonly seen: number[];
  ttl: number;
}

/** The largest hitcount of a list's rules, rounded up to a power of two, is how much it remembers; else 32. */
function makeRoom(list: List, hitcount: number | undefined): void {
  const wanted = hitcount ? 2 ** Math.ceil(Math.log2(hitcount)) : 32;
  list.stamps = Math.max(list.stamps, wanted);
}

/** recent_mt(): what is asked is answered from before this packet; then the packet is noted. */
function look({ action, ...options }: RecentOptions, list: List, packet: Judged): boolean {
  const address = ((options.side === 'rsource' ? packet.source : packet.destination) & options.mask) >>> 0;
  const entry = list.entries.get(address);
  const known = entry && (!options.rttl || entry.ttl === packet.ttl) ? entry : undefined;
  if (action === 'set') {
    note(list, address, packet, entry);
    return true;
  }
  if (!known) return false;
  if (action === 'remove') return list.entries.delete(address);
  const found = hits(known, options, packet.at);
  if (found && action === 'update') note(list, address, packet, known);
  return found;
}

function hits({ seen }: Entry, { seconds, hitcount }: Partial<RecentOptions>, at: number): boolean {
  const since = seconds ? at - seconds * US_IN_SECOND : Number.NEGATIVE_INFINITY;
  return seen.filter((time) => time >= since).length >= (hitcount ?? 1);
}

function note(list: List, address: number, { at, ttl }: Judged, entry: Entry | undefined): void {
  const noted = entry ?? { seen: [], ttl };
  noted.seen.push(at);
  if (noted.seen.length > list.stamps) noted.seen.shift();
  noted.ttl = ttl;
  list.entries.delete(address);
  if (list.entries.size >= ADDRESSES) {
    const [oldest] = list.entries.keys();
    if (oldest !== undefined) list.entries.delete(oldest);
  }
  list.entries.set(address, noted);
}

function actionOption(action: Action): OptionSpec<RecentOptions> {
  return {
    flags: [`--${action}`],
    takes: [],
    negatable: true,
    read(draft, _, negated) {
      if (draft.action) return 'One recent match takes one of --set, --rcheck, --update and --remove.';
      draft.action = action;
      if (negated) draft.negated = true;
      return undefined;
    },
  };
}

function numberOption(
  option: 'seconds' | 'hitcount',
  least: number,
  most: number,
): OptionSpec<RecentOptions> {
  return {
    flags: [`--${option}`],
    takes: ['a number'],
    read(draft, [text = '']) {
      const number = readNumber(text, least, most);
      if (number === undefined) return `"${text}" is not a number from ${least} to ${most}.`;
      draft[option] = number;
      return undefined;
    },
  };
}

function sideOption(side: 'rsource' | 'rdest'): OptionSpec<RecentOptions> {
  return {
    flags: [`--${side}`],
    takes: [],
    read(draft) {
      draft.side = side;
      return undefined;
    },
  };
}
