import { describe, expect, it } from 'vitest';
import { fuzzLive } from './live.ts';

describe('the live receive path', () => {
  it('takes 20,000 hostile frames into a running scan: no exception, and the scan still ends', async () => {
    const figures = await fuzzLive(20_000, 1, 100);
    expect(figures).toMatchObject({ frames: 20_000, ended: true });
    expect(figures.received).toBeGreaterThan(5_000);
    expect(figures.forgedStates).toEqual([]);
  });
});
