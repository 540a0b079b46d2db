import { invariant } from '../../engine/base/invariant.ts';
import { type Moment, momentsOf } from '../../lessons/playlists/moments.ts';
import { eventOf, questionOf } from '../../lessons/playlists/place.ts';
import type { Playlist } from '../../lessons/playlists/playlist.ts';
import { placeText } from '../../lessons/playlists/print-playlist.ts';
import { Session } from './session.svelte.ts';

/**
 * A playlist on its way: the step it is at, and a sandbox in which its lines have been typed so far. Whoever goes back
 * gets a sandbox in which all was done anew up to there: the same lines give the same runs.
 */
export class Presenter {
  readonly playlist: Playlist;
  readonly moments: readonly Moment[];
  private readonly labText: string;

  session = $state.raw(new Session());
  /** Index of the step that is shown. */
  at = $state(0);
  /** How many entries of the console came before those on show. */
  shownFrom = $state(0);
  /** Said beside the step: an event that is not there, a lab with mistakes. */
  complaint = $state('');
  isBlank = $state(false);
  isMoving = $state(false);
  private wanted = 0;
  /** What was asked for by hand, until the next step. */
  private hiddenByHand = $state<boolean>();
  private frozenByHand = $state<boolean>();

  readonly moment = $derived.by(() => this.momentAt(this.at));
  readonly isHidden = $derived(this.hiddenByHand ?? this.moment.isHidden);
  readonly isFrozen = $derived(this.frozenByHand ?? this.moment.isFrozen);
  readonly entries = $derived(this.session.entries.slice(this.shownFrom));

  constructor(playlist: Playlist, labText: string) {
    this.playlist = playlist;
    this.labText = labText;
    this.moments = momentsOf(playlist);
  }

  private momentAt(index: number): Moment {
    const moment = this.moments[index];
    invariant(moment !== undefined, 'A playlist that was read has a step, and nobody goes beyond the last.');
    return moment;
  }

  async open(): Promise<void> {
    this.isMoving = true;
    await this.replay(0);
    this.isMoving = false;
  }

  next(): Promise<void> {
    return this.go(1);
  }

  back(): Promise<void> {
    return this.go(-1);
  }

  /** A press too many does nothing; one that comes while lines still run is done after them. */
  private async go(by: 1 | -1): Promise<void> {
    if (this.isBlank) {
      this.isBlank = false;
      return;
    }
    if (this.isFrozen) return;
    this.wanted = Math.max(0, Math.min(this.moments.length - 1, this.wanted + by));
    if (this.isMoving) return;
    this.isMoving = true;
    while (this.at !== this.wanted && !this.isFrozen)
      await (this.wanted > this.at ? this.advance(this.at + 1) : this.replay(this.wanted));
    this.wanted = this.at;
    this.isMoving = false;
  }

  toggleHidden(): void {
    this.hiddenByHand = !this.isHidden;
  }

  toggleFrozen(): void {
    this.frozenByHand = !this.isFrozen;
  }

  toggleBlank(): void {
    this.isBlank = !this.isBlank;
  }

  /** The worker ends with it. */
  close(): void {
    this.session.worlds.stop();
  }

  private enter(step: number): void {
    this.at = step;
    this.hiddenByHand = undefined;
    this.frozenByHand = undefined;
  }

  private async advance(step: number): Promise<void> {
    const { session } = this;
    const { lines } = this.momentAt(step);
    const fresh = lines.slice(this.moment.lines.length);
    if (fresh.length > 0) this.shownFrom = session.entries.length;
    // First of all: a step that hides its states shows none of them while its lines run.
    this.enter(step);
    for (const line of fresh) await session.type(line);
    this.place(session);
  }

  private async replay(step: number): Promise<void> {
    const session = new Session();
    const { lines, from } = this.momentAt(step);
    let shownFrom = 0;
    await session.open({ labText: this.labText });
    for (const [index, line] of lines.entries()) {
      if (index === from) shownFrom = session.entries.length;
      await session.type(line);
    }
    this.close();
    this.session = session;
    this.shownFrom = shownFrom;
    this.enter(step);
    this.place(session);
  }

  /** Puts the cursor where the step wants it. */
  private place(session: Session): void {
    this.complaint = session.complaints
      .map(
        ({ line, message }) =>
          `The lab of this playlist${line === undefined ? '' : `, line ${line}`}: ${message}`,
      )
      .join('\n');
    const { place, views } = this.moment;
    const { run } = session;
    if (place === undefined) return;
    const question = run?.scan && questionOf(run.scan, place);
    const event = run?.scan && eventOf(run.events, run.scan, place);
    if (question === undefined || event === undefined) {
      this.complaint = `This scan has no "${placeText(place)}".`;
      return;
    }
    session.choose({ address: question.target, protocol: question.protocol, port: question.port }, views[0]);
    session.moveTo(event.id);
  }
}
