import { type Random, stream } from '../../engine/base/random.ts';

/** What a wire does to frames. Every number is a probability from 0 to 1, but for the times. */
export interface Faults {
  readonly loss?: number;
  readonly duplicate?: number;
  /** One bit of the frame is flipped. */
  readonly corrupt?: number;
  /** The frame is cut at a random length. */
  readonly truncate?: number;
  /** The frame is held back for up to `holdMs`, so that later ones overtake it. */
  readonly reorder?: number;
  readonly holdMs?: number;
  /** All frames. */
  readonly delayMs?: number;
}

/** A frame as it leaves the wire; fractions choose the bit and the length once the frame is known. */
export interface Copy {
  readonly delayMs: number;
  readonly flip?: number;
  readonly cut?: number;
}

export type Direction = 'to-target' | 'to-scanner';

/**
 * What happens to the n-th frame of a direction: no copy where it is lost. It depends on nothing but the seed,
 * the direction and n, so that a run's faults can be had again even though live frames never arrive in quite
 * the same order.
 */
export function fateOf(faults: Faults, seed: number, direction: Direction, n: number): readonly Copy[] {
  const random = stream(seed, `wire:${direction}:${n}`);
  const happens = (probability = 0): boolean => random.fraction() < probability;
  // Each question is drawn whether or not it matters: switching one fault on does not move the others.
  const isLost = happens(faults.loss);
  const isDoubled = happens(faults.duplicate);
  const copies = [copyOf(faults, random), copyOf(faults, random)];
  if (isLost) return [];
  return isDoubled ? copies : copies.slice(0, 1);
}

function copyOf(faults: Faults, random: Random): Copy {
  const [flips, cuts, holds] = [faults.corrupt, faults.truncate, faults.reorder].map(
    (probability = 0) => random.fraction() < probability,
  );
  const [bit, length, time] = [random.fraction(), random.fraction(), random.fraction()];
  return {
    delayMs: (faults.delayMs ?? 0) + (holds === true ? time * (faults.holdMs ?? 50) : 0),
    ...(flips === true ? { flip: bit } : {}),
    ...(cuts === true ? { cut: length } : {}),
  };
}

/** The bytes of a copy: one bit flipped, then cut, as the fate says. */
export function spoilt(frame: Uint8Array, copy: Copy): Uint8Array {
  const bytes = frame.slice();
  if (copy.flip !== undefined) {
    const bit = Math.floor(copy.flip * bytes.length * 8);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  return copy.cut === undefined ? bytes : bytes.subarray(0, Math.floor(copy.cut * bytes.length));
}
