import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matrixLabs, scansOf } from '../cli/fidelity/matrix.ts';
import { labDigest } from '../cli/record/live-scan.ts';
import { LABS, ROOT } from '../cli/root.ts';
import { compareVerdicts, knownDifference, verdictsOfHosts } from '../engine/compare/index.ts';
import { type Recording, readRecording } from '../engine/report/index.ts';

const FOLDER = join(ROOT, 'lessons', 'recordings');
/** All of them together, in the repository and in the pages that show them. */
const MOST_BYTES = 6 * 1024 * 1024;

const loaded = matrixLabs(LABS);
const labs = loaded.ok ? loaded.value : [];
const fileOf = (lab: string, technique: string): string => join(lab, `${technique}.json`);
const wanted = scansOf(labs);

function recordingIn(file: string): Recording | string {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return 'is missing';
  const read = readRecording(readFileSync(path, 'utf8'));
  return read.ok ? read.value : read.error.message;
}

const recordings = wanted.map(({ lab, technique, args }) => {
  const text = readFileSync(lab.path, 'utf8');
  return {
    lab: lab.lab.name,
    text,
    args,
    recording: recordingIn(fileOf(lab.lab.name, technique)),
    technique,
  };
});

function whyStale({ text, args, recording }: (typeof recordings)[number]): string | undefined {
  if (typeof recording === 'string') return recording;
  if (recording.lab !== text || recording.labDigest !== labDigest(text)) return 'is of another lab file';
  if (recording.command.join(' ') !== args.join(' ')) return `is of ${recording.command.join(' ')}`;
  return recording.nmap === undefined ? 'has nothing of nmap' : undefined;
}

describe('the recordings of the labs', () => {
  it('are there for every lab and technique, and of the lab as it is now', () => {
    const stale = recordings.flatMap((one) => {
      const why = whyStale(one);
      return why === undefined ? [] : [{ lab: one.lab, line: `${fileOf(one.lab, one.technique)} ${why}` }];
    });
    const remedy = `npm run record -- --labs ${[...new Set(stale.map(({ lab }) => lab))].join(',')}`;
    expect(
      stale.map(({ line }) => line),
      `Record them anew: ${remedy}`,
    ).toEqual([]);
    expect(recordings.length).toBeGreaterThan(300);
  });

  it('are of labs and techniques that there are', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(FOLDER, name)).isFile(),
    );
    const known = new Set(wanted.map(({ lab, technique }) => fileOf(lab.lab.name, technique)));
    expect(
      files.filter((file) => !known.has(file)),
      'Remove these',
    ).toEqual([]);
  });

  it('fit into 6 MiB together', () => {
    const bytes = wanted.map(({ lab, technique }) => join(FOLDER, fileOf(lab.lab.name, technique)));
    const sum = bytes.filter(existsSync).reduce((total, path) => total + statSync(path).size, 0);
    expect(sum).toBeLessThan(MOST_BYTES);
  });

  it('show our engine and nmap at one, but for what FIDELITY.md explains', () => {
    const different = recordings.flatMap(({ lab, technique, recording }) => {
      if (typeof recording === 'string') return [];
      const hosts = recording.scan.hosts.filter(({ state }) => state === 'up');
      const live = verdictsOfHosts(hosts);
      const nmap = verdictsOfHosts(recording.nmap?.hosts ?? []);
      return [...compareVerdicts({ live, nmap }).rows]
        .filter((row) => !row.agrees && knownDifference(lab, row) === undefined)
        .map((row) => `${fileOf(lab, technique)} ${row.key}`);
    });
    expect(different).toEqual([]);
  });
});
