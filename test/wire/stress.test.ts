import { describe, expect, it } from 'vitest';
import { loadCap } from '../../engine/live/index.ts';
import { whyNoSandbox } from './sandbox.ts';
import { FORGED_TTL, type Forged, runStress, type Stressed } from './stress.ts';

const addon = loadCap();
const reason = whyNoSandbox() ?? (addon.ok ? undefined : addon.error.message);
const reasoned = (title: string): string => (reason === undefined ? title : `${title} (skipped: ${reason})`);

describe('a live scan among forged answers', () => {
  it.skipIf(reason !== undefined)(
    reasoned('accepts none of 5,000 and counts those that had the right ports'),
    async () => {
      const { wrong, strays, forged, forgerSaid, inTime, scan } = await runStress<Forged>('forged', '5000');
      expect({ wrong, strays, forged, inTime }).toEqual({
        wrong: [],
        strays: [],
        forged: 5000,
        inTime: true,
      });
      expect(scan.ttls[FORGED_TTL]).toBeUndefined();
      expect(scan.counts.received).toBeGreaterThan(5000);
      const { 'acknowledges-nothing': numbers = 0, 'foreign-quote': quotes = 0 } = scan.ignored;
      expect([forgerSaid.includes('Error'), numbers > 10, quotes > 1000]).toEqual([false, true, true]);
    },
    100_000,
  );
});

describe('a live scan that is stopped for five seconds', () => {
  it.skipIf(reason !== undefined)(
    reasoned('goes on without a burst, and is right about every port'),
    async () => {
      const { before, burst, wrong, strays } = await runStress<Stressed & { before: number; burst: number }>(
        'stopped',
        '5000',
      );
      expect({ wrong, strays }).toEqual({ wrong: [], strays: [] });
      expect(before).toBeLessThan(200);
      // 60 a second were asked for; without a stop six leave in that time.
      expect(burst).toBeLessThanOrEqual(15);
    },
    100_000,
  );
});

describe('a queue that is full (ENOBUFS)', () => {
  interface Queued extends Stressed {
    readonly dropped: number;
  }

  it.skipIf(reason !== undefined)(
    reasoned('only slows the scan down, without waiting in a busy loop'),
    async () => {
      const { wrong, strays, dropped, scan } = await runStress<Queued>('slow-queue');
      expect({ wrong, strays, lost: scan.lost }).toEqual({ wrong: [], strays: [], lost: undefined });
      expect(dropped).toBeGreaterThan(0);
      // The start of the process included, which is most of it.
      expect(scan.cpuMs / scan.wholeProcessMs).toBeLessThan(0.4);
    },
    100_000,
  );

  it.skipIf(reason !== undefined)(
    reasoned('ends the scan when nothing leaves any more, and silence is no verdict then'),
    async () => {
      const { strays, scan } = await runStress<Queued>('stuck-queue');
      expect(scan.lost).toMatch(/s0: no buffer space; a full queue or an egress rule holds frames back/);
      expect(strays).toEqual([]);
      expect(Object.keys(scan.states).filter((state) => state.startsWith('filtered no-'))).toEqual([]);
    },
    100_000,
  );
});
