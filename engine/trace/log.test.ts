import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTraceLog, UNTRACED } from './log.ts';
import { scannerOf } from './scanner.ts';

const timer = { kind: 'timer', name: 'x' } as const;

describe('a trace', () => {
  it('counts its events from 1, so that event N is at index N - 1', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (times) => {
        const log = createTraceLog();
        const ids = times.map((at) => log.append(at, 'h', [], timer));
        expect(ids).toEqual(times.map((_, index) => index + 1));
        for (const id of ids) expect(log.events[id - 1]?.id).toBe(id);
      }),
    );
  });

  it('keeps causes in the order given and forgets the cause 0, which means "nothing"', () => {
    const log = createTraceLog();
    const [a, b] = [log.append(0, 'h', [], timer), log.append(0, 'h', [], timer)];
    log.append(1, 'h', [b, 0, a], timer);
    expect(log.events[2]?.because).toEqual([b, a]);
  });

  it('survives JSON', () => {
    const log = createTraceLog();
    log.append(5, 'h', [], { kind: 'frame', what: 'sent', interface: 'lan', link: 'raw', hex: '4500' });
    expect(JSON.parse(JSON.stringify(log.events))).toEqual(log.events);
  });

  it('that nobody reads keeps nothing and gives the id 0', () => {
    expect(UNTRACED.append(0, 'h', [], timer)).toBe(0);
    expect(UNTRACED.events).toEqual([]);
  });

  it('names the scanner by what only a scanner writes', () => {
    const log = createTraceLog();
    log.append(0, 'target', [], timer);
    expect(scannerOf(log.events)).toBeUndefined();
    log.append(0, 'kali', [], { kind: 'phase', what: 'begun', name: 'SYN Stealth Scan', hosts: 1, ports: 1 });
    expect(scannerOf(log.events)).toBe('kali');
  });
});
