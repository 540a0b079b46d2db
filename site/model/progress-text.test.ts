import { expect, it } from 'vitest';
import { progressText } from './progress-text.ts';

const progress = { phase: 'SYN Stealth Scan', done: 250, total: 1000, events: 5120 };

it.each([
  [progress, 500, 'SYN Stealth Scan: 25 %, about 2 s left, 5,120 events'],
  [{ ...progress, events: 0 }, 500, 'SYN Stealth Scan: 25 %, about 2 s left'],
  [{ ...progress, done: 10 }, 500, 'SYN Stealth Scan: 1 %, 5,120 events'],
  [progress, undefined, 'SYN Stealth Scan: 25 %, 5,120 events'],
  [{ ...progress, phase: '' }, 0, 'Running'],
  [{ ...progress, total: 0 }, 0, 'SYN Stealth Scan: 0 %, 5,120 events'],
])('%o after %i ms', (far, ms, text) => expect(progressText(far, ms)).toBe(text));
