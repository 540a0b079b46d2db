import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labFile } from '../../test/support/command.ts';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { type Recording, readRecording, recordedScan, writeRecording } from './index.ts';
import { recordingArbitrary } from './testing/recordings.ts';

/** Every object's members turned round, lists left as they are. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, backwards(item)]),
  );
}

describe('a recording', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(recordingArbitrary, (recording) => {
        expect(readRecording(writeRecording(recording))).toEqual({ ok: true, value: recording });
      }),
    );
  });

  it('has one text, in whichever order its members were given', () => {
    fc.assert(
      fc.property(recordingArbitrary, (recording) => {
        expect(writeRecording(backwards(recording) as Recording)).toBe(writeRecording(recording));
      }),
    );
  });

  it('has a line for each event and each port', () => {
    fc.assert(
      fc.property(recordingArbitrary, (recording) => {
        const lines = writeRecording(recording)
          .split('\n')
          .map((line) => line.trim().replace(/,$/, ''));
        for (const item of [...recording.scan.trace, ...recording.scan.hosts.flatMap(({ ports }) => ports)])
          expect(lines.some((line) => line.startsWith('{') && same(line, item))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['six-states', 'forward-stateful', 'split-handshake'])(
    'takes all that happens in the simulated lab %s',
    (name) => {
      const lab = readFileSync(labFile(name), 'utf8');
      const { report, events } = simulate(labFrom(lab), '-sS -sU -n -F target');
      const recording = recordingOf(recordedScan(report, events));
      expect(readRecording(writeRecording(recording))).toEqual({ ok: true, value: recording });
    },
  );
});

const recordingOf = (scan: Recording['scan']): Recording => ({
  format: 1,
  kind: 'halfopen-recording',
  recordedAt: '2026-03-01T09:30:00Z',
  tools: { kernel: '6.1', halfopen: '0.1.0' },
  command: ['-sS', 'target'],
  scan,
});

function same(line: string, item: unknown): boolean {
  try {
    expect(JSON.parse(line)).toEqual(item);
    return true;
  } catch {
    return false;
  }
}
