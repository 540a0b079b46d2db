import type { Complaint } from '../../engine/base/result.ts';
import type { EventId, TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { helpLines } from '../model/commands.ts';
import type { Progress } from '../model/progress-text.ts';
import { createWorlds, Stopped, type Worlds } from '../worker/client.ts';
import type { PortChoice } from './choice.ts';
import { browserClock } from './clock.ts';
import { Collected } from './collected.ts';
import type { ConsoleEntry } from './console-entry.ts';
import { changed, firstVersion, redone, undone, type Versions } from './history.ts';
import { Player } from './player.svelte.ts';
import { BEGINNING, eventAt, type Run } from './run.ts';
import type { SessionStart } from './session-start.ts';
import { type Spoken, spokenIn } from './spoken.ts';
import { remembered, type Step } from './step.ts';

const LAB_IS_WRONG = 'The lab has mistakes: see the lab editor.';

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
  /** How far the running line is; undefined while nothing runs. */
  progress = $state.raw<Progress>();
  /** The port that the views look at, and the view that is wanted to be seen; each wish is a new object. */
  choice = $state.raw<PortChoice>();
  wanted = $state.raw<{ readonly view: string }>();
  /** The run that the shown one is compared with. */
  otherId = $state(0);
  /** Said aloud by screen readers, and nowhere else. */
  announcement = $state('');

  readonly labText = $derived(this.versions.present);
  readonly canUndo = $derived(this.versions.past.length > 0);
  readonly canRedo = $derived(this.versions.future.length > 0);
  /** The run that the views show. */
  readonly run = $derived(this.runs.find(({ id }) => id === this.activeId));
  readonly other = $derived(this.runs.find(({ id }) => id === this.otherId));
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

  /** Looks at a port; `view` is what is to be seen of it. */
  choose(choice: PortChoice, view = 'ports'): void {
    this.choice = choice;
    this.wanted = { view };
  }

  compareWith(run: number): void {
    this.otherId = run;
    this.wanted = { view: 'compare' };
  }

  /** Empties the console, but for a line that still runs. */
  clear(): void {
    this.entries = this.entries.filter(({ status }) => status === 'running');
  }

  /** The line that is being done, and those that wait behind it. */
  private turn: Promise<void> = Promise.resolve();

  /**
   * Does what a line says, when those before it are done, as a terminal does; what comes of it stands in the console.
   * Nothing typed makes it throw.
   */
  type(line: string): Promise<void> {
    this.turn = this.turn.then(() => this.perform(line));
    return this.turn;
  }

  private async perform(line: string): Promise<void> {
    const spoken = spokenIn(line, this.host);
    if (spoken === undefined) return;
    const entry = this.enter(line);
    this.steps = remembered(this.steps, { kind: 'line', line });
    this.progress = { events: 0, phase: '', done: 0, total: 0 };
    try {
      await this.obey(entry, line, spoken);
    } catch (error) {
      const notices = error instanceof Stopped ? 'Stopped.' : String(error);
      this.settle(entry, { status: 'refused', notices });
    } finally {
      this.progress = undefined;
    }
  }

  private async obey(entry: number, line: string, { host, program, args }: Spoken): Promise<void> {
    if (program === 'clear') return this.clearAll();
    if (program === 'reset') return this.reset();
    if (program === 'help' && args.length === 0)
      return this.settle(entry, { status: 'done', output: helpLines() });
    if (program === 'history') return this.settle(entry, { status: 'done', output: this.typed() });
    if (program !== 'nmap' && program !== 'halfopen') return this.shell(entry, line);
    const notices = 'Here, nmap is on the scanner only. Type exit to go there.';
    if (host !== 'scanner') return this.settle(entry, { status: 'refused', notices });
    await this.scan(entry, line, args[0] === 'scan' && program === 'halfopen' ? args.slice(1) : args);
  }

  private clearAll(): void {
    this.entries = [];
  }

  /** The lines so far, numbered as a shell does. */
  private typed(): string {
    const lines = this.steps.flatMap((step) => (step.kind === 'line' ? step.line : []));
    return lines.map((line, index) => `${String(index + 1).padStart(5)}  ${line}\n`).join('');
  }

  private async scan(entry: number, line: string, args: readonly string[]): Promise<void> {
    const { lab, labText } = this;
    if (lab === undefined) return this.settle(entry, { status: 'refused', notices: LAB_IS_WRONG });
    const parts = this.collect();
    const done = await this.worlds.ask('scan', { labText, args, clock: browserClock() }, parts.take);
    if (!done.ok) return this.settle(entry, { status: 'refused', notices: done.complaint });
    const { output, files, notices, traced } = done;
    const made = { line, lab, labText, args, events: parts.events, traced, scan: parts.complete(done.scan) };
    const run = this.addRun(made);
    this.settle(entry, { status: 'done', output, files, notices: notices.join('\n'), run });
  }

  /** Scans as the shown run did and keeps the whole trace, however long: the same line gives the same run. */
  async recordAll(): Promise<void> {
    const { run } = this;
    if (run === undefined || this.progress !== undefined) return;
    const { labText, args } = run;
    const parts = this.collect();
    this.progress = { events: 0, phase: '', done: 0, total: 0 };
    try {
      await this.worlds.ask('scan', { labText, args, clock: browserClock(), traceAll: true }, parts.take);
      const recorded = { ...run, events: parts.events, traced: true };
      this.runs = this.runs.map((one) => (one.id === run.id ? recorded : one));
      this.moveTo(recorded.events.length);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      this.progress = undefined;
    }
  }

  private async shell(entry: number, line: string): Promise<void> {
    const { lab, labText, host } = this;
    if (lab === undefined) return this.settle(entry, { status: 'refused', notices: LAB_IS_WRONG });
    const parts = this.collect();
    const done = await this.worlds.ask('shell', { labText, host, line }, parts.take);
    if (done.kind === 'complaint') return this.settle(entry, { status: 'refused', notices: done.text });
    if (done.kind === 'host') {
      this.host = done.name;
      return this.settle(entry, { status: 'done' });
    }
    const { events } = parts;
    const made =
      events.length === 0 ? {} : { run: this.addRun({ line, lab, labText, args: [], events, traced: true }) };
    if (done.kind === 'lab') {
      // The line itself is the step: whoever does it again changes the lab again.
      this.versions = changed(this.versions, done.text);
      await this.readLab();
      return this.settle(entry, { status: 'done', notices: done.notes.join('\n') });
    }
    const { stdout, stderr, notes } = done;
    const notices = [stderr.trimEnd(), ...notes].filter((text) => text !== '').join('\n');
    this.settle(entry, { status: 'done', output: stdout, notices, ...made });
  }

  private collect(): Collected {
    return new Collected((progress) => {
      this.progress = progress;
    });
  }

  private addRun(run: Omit<Run, 'id'>): number {
    const id = Math.max(0, ...this.runs.map((one) => one.id)) + 1;
    this.runs = [...this.runs, { id, ...run }];
    this.activeId = id;
    this.moveTo(run.events.length);
    return id;
  }

  private enter(line: string): number {
    const id = Math.max(0, ...this.entries.map((one) => one.id)) + 1;
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
