import { complain, type Result } from '../../engine/base/result.ts';
import type { LabFacts, MatrixTechnique } from '../../engine/compare/index.ts';
import { RECORDING_LIMIT, type Recording, readRecording } from '../../engine/report/index.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { ScanView } from '../model/scan-view.ts';
import { createWorlds, Stopped } from '../worker/client.ts';
import { browserClock } from './clock.ts';
import { Collected } from './collected.ts';
import { siteRoot } from './site-root.ts';

/** The same command in the simulated lab. */
export interface SimulatedRun {
  readonly events: readonly TraceEvent[];
  readonly traced: boolean;
  readonly scan: ScanView;
  readonly output: string;
}

/** A recording, and beside it what the simulator makes of its lab and its command. */
export interface Compared {
  /** `six-states, syn`, or the name of a file. */
  readonly title: string;
  readonly recording: Recording;
  /** Absent where the recording has no lab, and while the simulation is not done. */
  readonly simulated?: SimulatedRun;
  readonly labName: string;
  readonly facts: LabFacts;
  /** Why there is no simulated column. */
  readonly missing?: string;
}

const NO_FACTS: LabFacts = { hasFaultyLinks: false, matches: new Set() };
const NO_LAB =
  'The recording is of machines outside any lab: there is nothing to simulate, and only the live column is shown.';
/** UTF-8 has at most three bytes for what a string counts as one. */
const MOST_BYTES = 3 * RECORDING_LIMIT;

/** What the compare page shows: one recording at a time, simulated anew by the worker. */
export class ComparisonSession {
  shown = $state.raw<Compared>();
  /** What is wrong with what was to be opened. */
  complaint = $state('');
  /** What is being waited for; empty when nothing is. */
  waiting = $state('');
  private readonly worlds = createWorlds();
  /** Only the latest thing that was opened may show itself. */
  private latest = 0;

  async openShipped(lab: string, technique: MatrixTechnique): Promise<void> {
    const turn = this.begin('Fetching the recording …');
    const text = await fetch(`${siteRoot()}recordings/${lab}/${technique}.json`)
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .catch(() => undefined);
    if (turn !== this.latest) return;
    const remedy = 'Check the network, and load the page again.';
    const read =
      text === undefined ? complain('The recording could not be fetched.', { remedy }) : readRecording(text);
    await this.take(turn, `${lab}, ${technique}`, read);
  }

  /** A file that anybody may have made. */
  async openFile(file: File): Promise<void> {
    const turn = this.begin('Reading the file …');
    const text = file.size > MOST_BYTES ? undefined : await file.text();
    if (turn !== this.latest) return;
    const remedy = 'A recording is made with: halfopen compare --record FILE.';
    const read =
      text === undefined
        ? complain('The file is longer than any recording.', { remedy })
        : readRecording(text);
    await this.take(turn, file.name, read);
  }

  /** Refuses to open what the address asks for. */
  refuse(complaint: string): void {
    this.begin('');
    this.shown = undefined;
    this.complaint = complaint;
  }

  stop(): void {
    this.worlds.stop();
  }

  private begin(waiting: string): number {
    if (this.waiting !== '') this.worlds.stop();
    this.complaint = '';
    this.waiting = waiting;
    return ++this.latest;
  }

  private async take(turn: number, title: string, read: Result<Recording>): Promise<void> {
    this.shown = undefined;
    if (!read.ok) {
      this.complaint = [read.error.message, read.error.remedy].filter(Boolean).join(' ');
      this.waiting = '';
      return;
    }
    const recording = read.value;
    const bare: Compared = { title, recording, labName: '', facts: NO_FACTS };
    const { lab } = recording;
    const full = lab === undefined ? { ...bare, missing: NO_LAB } : await this.simulate(turn, bare, lab);
    if (turn !== this.latest) return;
    this.shown = full;
    this.waiting = '';
  }

  private async simulate(turn: number, bare: Compared, labText: string): Promise<Compared> {
    this.waiting = 'Simulating …';
    try {
      const opened = await this.worlds.ask('open-lab', { text: labText });
      if (!opened.ok) return { ...bare, missing: `Its lab is wrong: ${opened.complaints[0]?.message ?? ''}` };
      const facts = await this.worlds.ask('lab-facts', { text: labText });
      const parts = new Collected(({ done, total }) => {
        if (turn === this.latest) this.waiting = `Simulating … ${done} of ${total}`;
      });
      const args = bare.recording.command;
      const done = await this.worlds.ask('scan', { labText, args, clock: browserClock() }, parts.take);
      const known = { ...bare, labName: opened.lab.name, facts };
      if (!done.ok) return { ...known, missing: `Its command cannot be simulated: ${done.complaint}` };
      const { traced, output } = done;
      return {
        ...known,
        simulated: { events: parts.events, traced, output, scan: parts.complete(done.scan) },
      };
    } catch (error) {
      const why = error instanceof Stopped ? 'it was stopped' : String(error);
      return { ...bare, missing: `There is no simulated column: ${why}.` };
    }
  }
}
