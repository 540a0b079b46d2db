import { describe, expect, it } from 'vitest';
import { checkPlan, loadScopeFile } from '../../../engine/live/index.ts';
import { parseIpv4 } from '../../../engine/packet/index.ts';
import { drawFrom } from '../../exercise/draw.ts';
import { claimsOf } from '../testing/claims.ts';
import { campus, EXAMPLE, scopeFileOf } from './labs.ts';
import { lesson } from './lesson.ts';

claimsOf(lesson);

const NOW = Date.parse('2026-11-26T12:00:00Z');

/** Whether the scope guard lets the address be scanned. */
function mayScan(file: string, address: string, nowMs = NOW): boolean {
  const read = loadScopeFile(file, nowMs);
  const target = parseIpv4(address);
  if (!read.ok || target === undefined) return false;
  return checkPlan(read.value.scope, [target]).ok;
}

describe('what the lesson says of scope files', () => {
  it.each([...Array(50).keys()])('the guard decides as the exercise does: draw %i', (seed) => {
    const lab = campus(drawFrom(seed));
    const file = scopeFileOf(lab, '2026-12-01');
    const { web, files, printer, neighbour, broadcast } = lab;
    expect([web, files].map((address) => mayScan(file, address))).toEqual([true, true]);
    expect([printer, neighbour, broadcast].map((address) => mayScan(file, address))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('ends with the day of its date, and may end 30 days ahead at most', () => {
    const file = (until: string): string => scopeFileOf(EXAMPLE, until);
    expect(mayScan(file('2026-11-26'), EXAMPLE.web)).toBe(true);
    expect(mayScan(file('2026-11-25'), EXAMPLE.web)).toBe(false);
    expect(loadScopeFile(file('2026-12-26'), NOW).ok).toBe(true);
    expect(loadScopeFile(file('2026-12-28'), NOW).ok).toBe(false);
  });

  it('takes no public network, and none larger than a /22', () => {
    const file = (network: string): string =>
      scopeFileOf({ scope: network, printer: EXAMPLE.printer }, '2026-12-01');
    expect(loadScopeFile(file('192.168.56.0/24'), NOW).ok).toBe(true);
    expect(loadScopeFile(file('8.8.8.0/24'), NOW).ok).toBe(false);
    expect(loadScopeFile(file('10.0.0.0/21'), NOW).ok).toBe(false);
    expect(loadScopeFile(file('10.0.0.0/22'), NOW).ok).toBe(true);
  });
});
