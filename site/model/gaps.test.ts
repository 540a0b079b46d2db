import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../engine/trace/index.ts';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { gapsOf, gapText, LEAST_GAP_US } from './gaps.ts';

const sixStates = labFrom(
  readFileSync(new URL('../../lessons/labs/six-states.yaml', import.meta.url), 'utf8'),
);
const slow = labFrom(`
lab: slow
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 900ms }
scanner: { address: 198.18.10.2 }
hosts:
  target: { address: 198.18.10.28, services: [{ port: tcp/22 }] }
`);
const eventsOf = (words: string, lab = sixStates): readonly TraceEvent[] => simulate(lab, words).events;

describe('gaps', () => {
  it('are folded between a dropped probe and its end, and before it is sent again (nmap waits a second)', () => {
    const gaps = gapsOf(eventsOf('-sS -p 22,139,445 target'));
    expect(gaps.map(gapText)).toEqual([
      '65 ms: waiting for an answer to 139/tcp',
      '1.0 s: pausing before 139/tcp is asked again',
      '93 ms: waiting for an answer to 139/tcp',
    ]);
  });

  it('say how many others were waited for', () => {
    const gaps = gapsOf(eventsOf('-sU -Pn -p 68,161 target'));
    expect(gaps.map(({ because }) => because)).toContainEqual(
      expect.stringMatching(/^waiting for an answer to (68|161)\/udp and 1 more$/),
    );
  });

  it('name the pace of the scan', () => {
    const gaps = gapsOf(eventsOf('--scan-delay 1s -p 22 target'));
    expect(gaps.map(gapText)).toContain('1.0 s: the pace of the scan, before the next probe');
  });

  it('are none while a packet is under way: 450 ms each way are no silence', () => {
    for (const { from, to, because } of gapsOf(eventsOf('-Pn -sS -p 22,23 target', slow))) {
      expect.soft(because).not.toBe('nothing happened');
      expect.soft(to - from).not.toBe(450_000);
    }
  });

  it.each(['-sS -p 1-200 target', '-sU -p 53-90 target', '-sT -T2 -p 139 target', '-sn 198.18.10.0/28'])(
    '%s: in each, nothing happens, and before it and behind it something does',
    (words) => {
      const events = eventsOf(words);
      const times = new Set(events.map(({ at }) => at));
      for (const { from, to } of gapsOf(events)) {
        expect(to - from).toBeGreaterThanOrEqual(LEAST_GAP_US);
        expect(times.has(from) && times.has(to)).toBe(true);
        expect(events.some(({ at }) => at > from && at < to)).toBe(false);
      }
    },
  );

  it('are none without events', () => {
    expect(gapsOf([])).toEqual([]);
  });
});
