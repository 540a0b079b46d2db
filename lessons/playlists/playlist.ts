import type { EventQuestion } from '../../site/model/event-question.ts';

/** What a teacher shows a class, step by step: a lab, captions, commands, and what of the sandbox is to be seen. */
export interface Playlist {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about?: string;
  readonly lab: PlaylistLab;
  readonly steps: readonly PlaylistStep[];
}

export type PlaylistLab =
  /** A lab that comes with Halfopen. */
  { readonly kind: 'named'; readonly name: string } | { readonly kind: 'text'; readonly text: string };

/** What happens at one press of the clicker. */
export interface PlaylistStep {
  /** Absent behind a `pause`: the caption before it stays. */
  readonly caption?: string;
  readonly acts: readonly Act[];
}

export type Act =
  /** Typed at the prompt; with a host, on that host. */
  | { readonly does: 'type'; readonly line: string; readonly host?: string }
  | { readonly does: 'hide' | 'reveal' }
  | { readonly does: 'show'; readonly views: readonly PlaylistView[] }
  /** The cursor goes to an event; frozen, the clicker waits until it is let go. */
  | { readonly does: 'look' | 'freeze'; readonly place: Place };

/** An event of the latest scan. Its target is a name or an address. */
export type Place = Required<Omit<EventQuestion, 'target'>> & Pick<EventQuestion, 'target'>;

export const WHATS = ['probe', 'answer', 'rule', 'verdict'] as const satisfies readonly Place['what'][];

/** The views of the sandbox that a class can read from afar. */
export const PLAYLIST_VIEWS = [
  'sequence',
  'ports',
  'packets',
  'inspector',
  'firewall',
  'topology',
  'machines',
  'compare',
  'matrix',
  'defender',
] as const;
export type PlaylistView = (typeof PLAYLIST_VIEWS)[number];

export const isPlaylistView = (name: string): name is PlaylistView =>
  PLAYLIST_VIEWS.some((view) => view === name);

/** In characters and in pieces. More comes from nobody who means well, and could not be read from the back row. */
export const PLAYLIST_LIMIT = {
  text: 100_000,
  steps: 100,
  acts: 20,
  title: 120,
  caption: 400,
  line: 1_000,
  views: 2,
  complaints: 20,
};
