import type { Complaint } from '../../engine/base/result.ts';
import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import type { PortRow, ScanView } from '../model/scan-view.ts';
import { createWorlds, Stopped, type Worlds } from '../worker/client.ts';
import type { Part } from '../worker/protocol.ts';
import { browserClock } from './clock.ts';
import type { ConsoleEntry } from './console-entry.ts';
import { changed, firstVersion, redone, undone, type Versions } from './history.ts';
import { Player } from './player.svelte.ts';
import { BEGINNING, eventAt, type Run } from './run.ts';
import { remembered, type Step } from './step.ts';
import { wordsOf } from './words.ts';

/** What a session opens with: from a link, from a lesson, from the lab picker. */
export interface SessionStart {
  readonly labText: string;
  /** What was done in it, to be done again. */
  readonly steps?: readonly Step[];
  /** Which of its runs is shown, counted from 1; absent for the last. */
  readonly run?: number;
  readonly cursor?: EventId;
}

/**
 * All that a sandbox page knows: the lab, what was typed, the runs, and one cursor that every view reads and moves.
 * Views change nothing but through it.
 */
export class Session {
  readonly worlds: Worlds = createWorlds();
  /** Moves the cursor on by itself. */
  readonly player = new Player(this);

  private versions = $state.raw(firstVersion(''));
  /** The lab of `labText`, or of the last text that was one. */
  lab = $state.raw<Lab>();
  /** What is wrong with `labText`; empty where nothing is. */
  complaints = $state.raw<readonly Complaint[]>([]);

  /** The lab as it was opened, and what was done since. */
  private opened = $state('');
  private steps = $state.raw<readonly Step[]>([]);

  entries = $state.raw<readonly ConsoleEntry[]>([]);
  /** The host that lines are typed on. */
  host = $state('scanner');
  runs = $state.raw<readonly Run[]>([]);
  private activeId = $state(0);
  private cursors = $state.raw<ReadonlyMap<number, EventId>>(new Map());
  /** Events a running scan has sent so far; undefined while nothing runs. */
  progress = $state<number>();
  /** Said aloud by screen readers, and nowhere else. */
  announcement = $state('');

  readonly labText = $derived(this.versions.present);
  readonly canUndo = $derived(this.versions.past.length > 0);
  readonly canRedo = $derived(this.versions.future.length > 0);
  /** The run that the views show. */
  readonly run = $derived(this.runs.find(({ id }) => id === this.activeId));
  /** The event all views look at; `BEGINNING` before the first. */
  readonly cursor = $derived(this.cursors.get(this.activeId) ?? BEGINNING);
  readonly event = $derived<TraceEvent | undefined>(this.run && eventAt(this.run, this.cursor));

  async open({ labText, steps = [], run, cursor }: SessionStart): Promise<void> {
    this.forget();
    this.versions = firstVersion(labText);
    this.opened = labText;
    await this.readLab();
    for (const step of steps) await (step.kind === 'line' ? this.type(step.line) : this.changeLab(step.text));
    const shown = run === undefined ? undefined : this.runs[run - 1];
    if (shown !== undefined) this.show(shown.id);
    if (cursor !== undefined) this.moveTo(cursor);
  }

  /** What a link needs to show all this to somebody else; the views are the page's own. */
  readonly start = $derived<SessionStart>({
    labText: this.opened,
    steps: this.steps,
    ...(this.activeId === 0 ? {} : { run: this.runs.findIndex(({ id }) => id === this.activeId) + 1 }),
    cursor: this.cursor,
  });

  /** Back to the lab as it was opened; nothing was done yet. */
  async reset(): Promise<void> {
    await this.open({ labText: this.opened });
  }

  /** Takes a new text of the lab. Runs keep the lab they were made in. */
  async changeLab(text: string): Promise<void> {
    await this.take(changed(this.versions, text));
  }

  async undo(): Promise<void> {
    await this.take(undone(this.versions));
  }

  async redo(): Promise<void> {
    await this.take(redone(this.versions));
  }

  private async take(versions: Versions<string>): Promise<void> {
    if (versions.present !== this.labText)
      this.steps = remembered(this.steps, { kind: 'lab', text: versions.present });
    this.versions = versions;
    await this.readLab();
  }

  private async readLab(): Promise<void> {
    const text = this.labText;
    const opened = await this.worlds.ask('open-lab', { text });
    // A later text may have been read meanwhile.
    if (text !== this.labText) return;
    if (opened.ok) this.lab = opened.lab;
    this.complaints = opened.ok ? [] : opened.complaints;
  }

  show(run: number): void {
    this.activeId = run;
  }

  close(run: number): void {
    this.runs = this.runs.filter(({ id }) => id !== run);
    if (this.activeId === run) this.activeId = this.runs.at(-1)?.id ?? 0;
  }

  /** Moves the one cursor; beyond either end it stays at the end. */
  moveTo(event: EventId): void {
    const { run } = this;
    if (run === undefined) return;
    const at = Math.max(BEGINNING, Math.min(run.events.length, Math.round(event)));
    this.cursors = new Map(this.cursors).set(run.id, at);
  }

  private forget(): void {
    this.steps = [];
    this.entries = [];
    this.runs = [];
    this.cursors = new Map();
    this.host = 'scanner';
  }

  /** Does what a line says; what comes of it stands in the console. Nothing typed makes it throw. */
  async type(line: string): Promise<void> {
    const words = wordsOf(line);
    if (words.length === 0) return;
    const entry = this.enter(line);
    this.steps = remembered(this.steps, { kind: 'line', line });
    try {
      const [program = '', ...args] = words[0] === 'sudo' ? words.slice(1) : words;
      if (program === 'nmap' || program === 'halfopen') await this.scan(entry, line, args);
      else
        this.settle(entry, {
          status: 'refused',
          notices: `${program}: not a command of this sandbox. Try help.`,
        });
    } catch (error) {
      const message = error instanceof Stopped ? 'Stopped.' : String(error);
      this.settle(entry, { status: 'refused', notices: message });
    } finally {
      this.progress = undefined;
    }
  }

  private async scan(entry: number, line: string, args: readonly string[]): Promise<void> {
    const { lab, labText } = this;
    if (lab === undefined)
      return this.settle(entry, { status: 'refused', notices: 'The lab has mistakes: see the lab editor.' });
    this.progress = 0;
    const parts = new Collected((count) => {
      this.progress = count;
    });
    const done = await this.worlds.ask('scan', { labText, args, clock: browserClock() }, parts.take);
    if (!done.ok) return this.settle(entry, { status: 'refused', notices: done.complaint });
    const id = this.addRun({
      line,
      lab,
      labText,
      events: parts.events,
      traced: done.traced,
      scan: parts.complete(done.scan),
    });
    const { output, files, notices } = done;
    this.settle(entry, { status: 'done', output, files, notices: notices.join('\n'), run: id });
    this.announcement = `Done: ${line}`;
  }

  private addRun(run: Omit<Run, 'id'>): number {
    const id = Math.max(0, ...this.runs.map((one) => one.id)) + 1;
    this.runs = [...this.runs, { id, ...run }];
    this.activeId = id;
    this.moveTo(run.events.length);
    return id;
  }

  private enter(line: string): number {
    const id = this.entries.length + 1;
    const entry = {
      id,
      host: this.host,
      line,
      output: '',
      notices: '',
      files: [],
      status: 'running',
    } as const;
    this.entries = [...this.entries, entry];
    return id;
  }

  private settle(id: number, what: Partial<ConsoleEntry>): void {
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, ...what } : entry));
  }
}

/** The parts of a run as they come in. */
class Collected {
  readonly events: TraceEvent[] = [];
  private readonly ports = new Map<number, PortRow[]>();
  private readonly heard: (count: number) => void;

  constructor(heard: (count: number) => void) {
    this.heard = heard;
  }

  readonly take = (part: Part): void => {
    if (part.kind === 'events') {
      this.events.push(...part.events);
      this.heard(this.events.length);
    } else {
      const rows = this.ports.get(part.host) ?? [];
      rows.push(...part.ports);
      this.ports.set(part.host, rows);
    }
  };

  complete(scan: ScanView): ScanView {
    return {
      ...scan,
      hosts: scan.hosts.map((host, index) => ({ ...host, ports: this.ports.get(index) ?? [] })),
    };
  }
}
