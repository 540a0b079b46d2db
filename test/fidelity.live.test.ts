import { describe, expect, it } from 'vitest';
import { matrixLabs, runMatrix } from '../cli/fidelity/matrix.ts';
import { labAvailability } from '../cli/lab/index.ts';
import { LABS } from '../cli/root.ts';
import { nmapVersion } from '../cli/world/nmap-version.ts';
import { type Seen, watchForStrays } from './support/lab-strays.ts';

/** A cross-section; `halfopen fidelity` runs all of it, and so does `.ci/run`. */
const SAMPLE = [
  'six-states',
  'one-rule-three-answers',
  'table-stateful',
  'table-stateless',
  'router-unreachable',
];
const JOBS = 6;

const possible = labAvailability().ok && nmapVersion() !== undefined;

describe.skipIf(!possible)('the matrix (needs user namespaces and nmap)', () => {
  it('agrees in both worlds and with nmap on a cross-section of labs and techniques', async () => {
    const labs = matrixLabs(LABS, SAMPLE);
    if (!labs.ok) throw new Error(labs.error.message);
    expect(labs.value).toHaveLength(SAMPLE.length);
    const seen: Seen = { frames: 0, strays: [] };
    const watch = watchForStrays(seen);
    const options = { live: true, nmap: true, jobs: JOBS, onEntry: () => {}, watch };
    const entries = await runMatrix(labs.value, ['syn', 'connect', 'ack', 'fin', 'udp'], options);
    expect(entries.filter((entry) => entry.failed !== undefined || entry.unexplained.length > 0)).toEqual([]);
    expect(seen.strays).toEqual([]);
    expect(seen.frames).toBeGreaterThan(0);
    expect(entries.reduce((sum, entry) => sum + entry.cells, 0)).toBeGreaterThan(80);
  }, 300_000);
});

describe('the labs', () => {
  it('hold at least 1,500 cells together', () => {
    const labs = matrixLabs(LABS);
    const cells = (labs.ok ? labs.value : []).map(({ lab }) => {
      const targets = lab.scan?.targets?.length ?? 1;
      const count = (ports: string | undefined): number => ports?.split(',').length ?? 0;
      return targets * (9 * count(lab.scan?.ports) + count(lab.scan?.udp));
    });
    expect(cells.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1500);
  });
});
