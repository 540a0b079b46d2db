import { SECOND_IN_US, type Us } from '../base/time.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

export const numberWord = (value: number): string => NUMBERS[value] ?? String(value);

/** 0 is `first`, 20 is `21st`. */
export const ordinal = (index: number): string => ORDINALS[index] ?? `${index + 1}${endingOf(index + 1)}`;

function endingOf(value: number): string {
  const isTeen = Math.floor(value / 10) % 10 === 1;
  return (isTeen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10]) ?? 'th';
}

/** A duration for people, three digits at most: `0.4 ms`, `14 ms`, `1.1 s`, `35 us`. */
export function duration(us: Us): string {
  if (us < 100) return `${us} us`;
  if (us < SECOND_IN_US) return `${short(us / 1000)} ms`;
  return `${short(us / SECOND_IN_US)} s`;
}

const short = (value: number): string => String(Number(value.toPrecision(value < 10 ? 2 : 3)));

/** A moment of the scan: `1.100 s`. */
export const moment = (at: Us): string => `${(at / SECOND_IN_US).toFixed(3)} s`;

/** `a`, `a and b`, `a, b and c`. */
export const enumeration = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
