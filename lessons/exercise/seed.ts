import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Who does an exercise, of which course, and for which time. */
export interface Variant {
  /** A word of the teacher's, so that last year's answers are of no use. */
  readonly salt: string;
  /** The learner's name or number; empty for who has given none. */
  readonly learner: string;
  readonly lesson: string;
  readonly exercise: string;
  /** 0 the first time; each new set of numbers is one more. */
  readonly round: number;
}

/** The seed of one learner's exercise: the same everywhere, and nothing that another's tells. 32 bits. */
export function seedOf({ salt, learner, lesson, exercise, round }: Variant): number {
  const digest = sha256(utf8ToBytes(JSON.stringify([salt, learner, lesson, exercise, round])));
  return Number.parseInt(bytesToHex(digest.slice(0, 4)), 16);
}
