/** A seeded stream of random numbers. The same seed and name give the same stream on every machine. */
export interface Random {
  /** Whole number, 0 to 2^32 - 1. */
  uint32(): number;
  /** Whole number, 0 to `limit` - 1, each equally likely. `limit` is 1 to 2^32. */
  below(limit: number): number;
  /** Real number, 0 <= x < 1. */
  fraction(): number;
}

/**
 * One stream for one purpose: `stream(seed, 'link:lan')`. Streams are independent, so that a new consumer of
 * chance does not shift the draws of the others.
 *
 * sfc32 (a small fast counting generator of 128 bits of state), keyed by an FNV-1a hash of the name.
 */
export function stream(seed: number, name: string): Random {
  let a = seed >>> 0;
  let b = fnv1a(name);
  let c = Math.floor(seed / 2 ** 32) >>> 0;
  let counter = 1;
  const uint32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) uint32();
  const fraction = (): number => uint32() / 2 ** 32;
  return { uint32, fraction, below: (limit) => Math.floor(fraction() * limit) };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
