import type { Us } from '../../engine/base/time.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { momentsAPicture, type Schedule, type Silence, type Speed, scheduleOf } from '../model/play.ts';
import { eventBy, momentsOn, type Timeline, timeOf } from '../model/timeline.ts';
import { BEGINNING } from './run.ts';

/** The one cursor, as far as playing needs it. */
interface Cursor {
  readonly cursor: EventId;
  moveTo(event: EventId): void;
}

/** What is played. */
export interface Played {
  readonly timeline: Timeline;
  readonly silences: readonly Silence[];
}

/** Moves the cursor on in scaled virtual time, a picture at a time. It stops at the end. */
export class Player {
  playing = $state(false);
  speed = $state<Speed>(0.01);
  /** The time of the network while playing, between events too; undefined while nothing plays. */
  time = $state<Us>();

  private readonly session: Cursor;
  private played: Played | undefined;
  private schedule: Schedule | undefined;
  private startedAtMs = 0;
  /** Where the cursor was put last: if it is elsewhere, somebody has moved it, and playing goes on from there. */
  private put: EventId = BEGINNING;
  private picture = 0;

  constructor(session: Cursor) {
    this.session = session;
  }

  /** Plays from the cursor; from the beginning where the cursor is at the end. */
  play(played: Played): void {
    const { length } = played.timeline;
    if (length === 0) return;
    this.pause();
    this.played = played;
    if (this.session.cursor >= length) this.session.moveTo(BEGINNING);
    this.playing = true;
    this.schedule = undefined;
    this.picture = requestAnimationFrame(this.show);
  }

  pause(): void {
    cancelAnimationFrame(this.picture);
    this.playing = false;
    this.time = undefined;
  }

  changeSpeed(speed: Speed): void {
    this.speed = speed;
    this.schedule = undefined;
  }

  private readonly show = (nowMs: number): void => {
    const { played, session } = this;
    if (!this.playing || played === undefined) return;
    const { timeline } = played;
    if (this.speed === 'fastest') {
      this.put = momentsOn(timeline, session.cursor, momentsAPicture(timeline));
      this.time = timeOf(timeline, this.put);
    } else {
      if (this.schedule === undefined || session.cursor !== this.put) this.begin(played, this.speed, nowMs);
      this.time = this.schedule?.timeAfter(nowMs - this.startedAtMs) ?? 0;
      this.put = eventBy(timeline, this.time);
    }
    if (this.put !== session.cursor) session.moveTo(this.put);
    if (this.put >= timeline.length) this.pause();
    else this.picture = requestAnimationFrame(this.show);
  };

  private begin({ timeline, silences }: Played, speed: number, nowMs: number): void {
    const start =
      this.time !== undefined && this.session.cursor === this.put ? this.time : this.cursorTime(timeline);
    this.schedule = scheduleOf(silences, { start, end: timeOf(timeline, timeline.length), speed });
    this.startedAtMs = nowMs;
    this.put = this.session.cursor;
  }

  private readonly cursorTime = (timeline: Timeline): Us =>
    this.session.cursor === BEGINNING ? (timeline.times[0] ?? 0) : timeOf(timeline, this.session.cursor);
}
