import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanSimulated } from '../../../cli/world/simulated.ts';
import { MATRIX_NAMES, type MatrixTechnique } from '../../../engine/compare/index.ts';
import { type Recording, readRecording } from '../../../engine/report/index.ts';
import type { TraceEvent } from '../../../engine/trace/index.ts';
import { understand } from '../understand.ts';
import { type Aligned, alignedTraces, standingOf } from './aligned.ts';
import { disagreements, layerPairs } from './packet-pair.ts';

/** Labs without faults: one host with each kind of answer, a router that rejects, foreign stacks, silence. */
const LABS = ['six-states', 'router-prohibited', 'windows-stack', 'split-handshake', 'no-ping'];

interface Both {
  readonly title: string;
  readonly technique: MatrixTechnique;
  readonly simulated: readonly TraceEvent[];
  readonly live: readonly TraceEvent[];
  readonly aligned: Aligned;
}

function recordingOf(lab: string, technique: string): Recording | undefined {
  try {
    const read = readRecording(readFileSync(`lessons/recordings/${lab}/${technique}.json`, 'utf8'));
    return read.ok ? read.value : undefined;
  } catch {
    // Not every lab has ports for every technique.
    return undefined;
  }
}

function bothOf(lab: string, technique: MatrixTechnique): Both[] {
  const recording = recordingOf(lab, technique);
  if (recording?.lab === undefined) return [];
  const command = understand(recording.lab, recording.command);
  if (!command.ok) throw new Error(command.error);
  const { lab: built, request } = command.value;
  const simulated = scanSimulated(built, request, { traced: true }).events;
  const live = recording.scan.trace;
  return [
    { title: `${lab}, ${technique}`, technique, simulated, live, aligned: alignedTraces(simulated, live) },
  ];
}

let runs: readonly Both[] = [];
beforeAll(() => {
  runs = LABS.flatMap((lab) => MATRIX_NAMES.flatMap((technique) => bothOf(lab, technique)));
});

const runOf = (title: string): Both => {
  const run = runs.find((one) => one.title === title);
  if (run === undefined) throw new Error(`There is no recording of ${title}.`);
  return run;
};

describe('packets of two worlds, aligned', () => {
  it('every packet that a live scanner sent or captured has its like in the simulated world', () => {
    expect(runs.length).toBeGreaterThan(40);
    const alone = runs.flatMap(({ title, aligned }) =>
      aligned.pairs
        .filter((pair) => standingOf(pair).endsWith('-only'))
        .map((pair) => `${title}: ${standingOf(pair)} ${(pair.simulated ?? pair.live)?.name}`),
    );
    expect(alone).toEqual([]);
  });

  it('the fields of a pair differ only where the table of fields says that they may', () => {
    const wrong = runs.flatMap(({ title, aligned, simulated, live }) =>
      aligned.pairs
        .filter((pair) => standingOf(pair) === 'both')
        .flatMap((pair) =>
          disagreements(layerPairs(pair, { simulated, live })).map(({ key }) => `${title}: ${key}`),
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('each frame and each call of both scanners stands in exactly one pair', () => {
    const { aligned, live } = runOf('six-states, syn');
    const events = aligned.pairs.flatMap((pair) => pair.live?.event ?? []);
    const wanted = live.filter(({ kind }) => kind === 'frame' || kind === 'connect').map(({ id }) => id);
    expect(events.sort((a, b) => a - b)).toEqual(wanted);
    expect(aligned.pairs.map(({ index }) => index)).toEqual(aligned.pairs.map((_, index) => index));
  });

  it('a second try is a probe of its own: a dropped SYN is sent twice', () => {
    const tries = runOf('six-states, syn').aligned.probes.filter(({ about }) => about.endsWith(' tcp/139'));
    expect(tries.map(({ attempt, pairs }) => [attempt, pairs.map((pair) => pair.live?.name)])).toEqual([
      [1, ['SYN']],
      [2, ['SYN']],
    ]);
  });

  it('an ICMP error stands with the probe that it is about', () => {
    const [probe] = runOf('six-states, syn').aligned.probes.filter(({ about }) => about.endsWith(' tcp/443'));
    expect(probe?.pairs.map((pair) => pair.live?.name)).toEqual(['SYN', 'ICMP port-unreachable']);
  });

  it('a connect scan is calls; the packets are the kernel’s, which no recording holds', () => {
    const { aligned } = runOf('six-states, connect');
    const [probe] = aligned.probes.filter(({ about }) => about.endsWith(' tcp/21'));
    const calls = probe?.pairs.filter(({ live }) => live !== undefined && !live.isKernels);
    expect(calls?.map((pair) => pair.live?.name)).toEqual(['connect()', 'connect() fails: ECONNREFUSED']);
    expect(calls?.map(standingOf)).toEqual(['both', 'both']);
    const syn = probe?.pairs.find(({ simulated }) => simulated?.name === 'SYN');
    expect(syn && standingOf(syn)).toBe('unrecorded');
  });

  it('a packet that only one world has stands alone', () => {
    const { simulated, live } = runOf('six-states, syn');
    const answer = live.find((event) => event.kind === 'frame' && event.hex.includes('0015ee62'));
    const { pairs } = alignedTraces(
      simulated,
      live.filter((event) => event !== answer),
    );
    const alone = pairs.filter((pair) => standingOf(pair) === 'simulated-only');
    expect(alone.map((pair) => [pair.simulated?.about, pair.simulated?.name])).toEqual([
      ['198.18.10.28 tcp/21', 'RST'],
    ]);
  });

  it('without a simulated run, the live one stands alone', () => {
    const { live } = runOf('six-states, syn');
    const { pairs } = alignedTraces(undefined, live);
    expect(pairs.every((pair) => pair.simulated === undefined)).toBe(true);
    expect(alignedTraces(undefined, [])).toEqual({ probes: [], pairs: [] });
  });
});

describe('the fields of a pair', () => {
  it('mark a window that differs, and not a sequence number', () => {
    const { simulated, live, aligned } = runOf('six-states, syn');
    const pair = aligned.pairs.find((one) => one.live?.name === 'SYN/ACK');
    const changed = live.map((event) =>
      event.id === pair?.live?.event && event.kind === 'frame'
        ? { ...event, hex: event.hex.replace('faf0', 'faf1') }
        : event,
    );
    const fields = pair && layerPairs(pair, { simulated, live: changed });
    expect(disagreements(fields ?? []).map(({ key }) => key)).toEqual(['tcp.window']);
    const sequence = fields?.flatMap((layer) => layer.fields).find(({ key }) => key === 'tcp.sequence');
    expect(sequence).toMatchObject({ isEqual: false, rule: 'random' });
  });
});
