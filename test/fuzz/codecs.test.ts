import { describe, expect, it } from 'vitest';
import { stream } from '../../engine/base/random.ts';
import { toHex } from '../../engine/packet/index.ts';
import { fuzzCodecs } from './codecs.ts';
import { GOOD_FRAMES, hostileFrames } from './frames.ts';

const FRAMES = 20_000;

describe('hostile frames', () => {
  const figures = fuzzCodecs(FRAMES, 1, process.hrtime.bigint);

  it('make no codec throw, and no span lie outside', () => expect(figures.failures).toEqual([]));

  it('go deep: a third of them at least reaches a transport header, and not all do', () => {
    expect(figures.readable).toBeGreaterThan(FRAMES / 3);
    expect(figures.readable).toBeLessThan(FRAMES);
  });

  it('are the same for the same seed, and others for another', () => {
    const some = (seed: number) => {
      const next = hostileFrames(stream(seed, 'fuzz:frames'));
      return Array.from({ length: 50 }, () => toHex(next()));
    };
    expect(some(7)).toEqual(some(7));
    expect(some(7)).not.toEqual(some(8));
  });

  it('leave the good frames that they are made of as they were', () => {
    const before = GOOD_FRAMES.map(toHex);
    fuzzCodecs(2_000, 2, process.hrtime.bigint);
    expect(GOOD_FRAMES.map(toHex)).toEqual(before);
  });

  it('show a codec that throws, with the frame, ten of them at most', () => {
    const broken = fuzzCodecs(30, 1, process.hrtime.bigint, () => {
      throw new Error('broken');
    });
    const next = hostileFrames(stream(1, 'fuzz:frames'));
    const hexes = Array.from({ length: 10 }, () => toHex(next()));
    expect(broken).toMatchObject({ frames: 30, failed: 30, readable: 0 });
    expect(broken.failures).toEqual(hexes.map((hex) => ({ hex, error: 'Error: broken' })));
  });

  it('are slow only if they are slow again', () => {
    let now = 0n;
    const times = [0n, 0n, 5_000n, 0n, 2_000n, 0n, 3_000n];
    const figures = fuzzCodecs(
      1,
      1,
      () => {
        now += times.shift() ?? 0n;
        return now;
      },
      () => true,
    );
    expect(figures).toMatchObject({ readable: 1, slowestMicroseconds: 2 });
  });
});
