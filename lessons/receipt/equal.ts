import { canonicalJson } from './canonical.ts';
import { type Flag, listed } from './flag.ts';
import type { Receipt } from './receipt.ts';
import { placesOf } from './replay.ts';

/** A receipt and where it came from. */
export interface Filed {
  readonly file: string;
  readonly receipt: Receipt;
}

/**
 * Two people may hand in the same answer in the same millisecond once, by chance, in a large class. So many times they
 * do not.
 */
const NO_CHANCE = 3;

/**
 * The receipts that have answers and times in common with another, by file. Each answer is looked up once: those that
 * share one are all compared with the first that has it.
 */
export function equalFlags(filed: readonly Filed[]): ReadonlyMap<string, readonly Flag[]> {
  const first = new Map<string, string>();
  const sizes = new Map<string, number>();
  const pairs = new Map<string, { readonly one: string; readonly other: string; shared: number }>();
  for (const { file, receipt } of filed) {
    const moments = new Set(momentsOf(receipt));
    sizes.set(file, moments.size);
    for (const moment of moments) {
      const one = first.get(moment) ?? file;
      first.set(moment, one);
      if (one === file) continue;
      const key = JSON.stringify([one, file]);
      const pair = pairs.get(key) ?? { one, other: file, shared: 0 };
      pair.shared += 1;
      pairs.set(key, pair);
    }
  }
  const flags = new Map<string, Flag[]>();
  const sizeOf = (file: string): number => sizes.get(file) ?? 0;
  for (const { one, other, shared } of pairs.values()) {
    if (shared < Math.min(NO_CHANCE, sizeOf(one), sizeOf(other))) continue;
    add(flags, one, equalTo(other, shared, sizeOf(one)));
    add(flags, other, equalTo(one, shared, sizeOf(other)));
  }
  return new Map([...flags].map(([file, all]) => [file, folded(all)]));
}

/** What was answered, and when: the same twice is more than the same thought. */
const momentsOf = (receipt: Receipt): string[] =>
  placesOf(receipt).flatMap(({ lesson, exercise, tries }) =>
    tries.map(({ at, answer }) => canonicalJson([lesson, exercise, at, answer])),
  );

const equalTo = (file: string, shared: number, all: number): Flag => ({
  kind: 'equal',
  says:
    shared === all
      ? `equal to ${file}: the same answers at the same times`
      : `${shared} of ${all} answers equal to ${file}, at the same times`,
});

const add = (flags: Map<string, Flag[]>, file: string, flag: Flag): void => {
  flags.set(file, [...(flags.get(file) ?? []), flag]);
};

const folded = (flags: readonly Flag[]): Flag[] => [
  { kind: 'equal', says: listed(flags.map(({ says }) => says)) },
];
