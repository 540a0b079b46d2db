import type { Act, Place, Playlist, PlaylistView } from './playlist.ts';

/** How everything stands at a step, whichever way one came there. */
export interface Moment {
  readonly caption: string;
  /** All that has been typed since the beginning, as a console takes it. */
  readonly lines: readonly string[];
  /** The first of the lines whose output is on show. */
  readonly from: number;
  readonly isHidden: boolean;
  /** One or two, the first the larger. */
  readonly views: readonly PlaylistView[];
  /** Where the cursor is; absent for the end of the latest run. */
  readonly place?: Place;
  readonly isFrozen: boolean;
}

const BEFORE: Moment = {
  caption: '',
  lines: [],
  from: 0,
  isHidden: false,
  views: ['sequence', 'ports'],
  isFrozen: false,
};

export function momentsOf({ steps }: Playlist): readonly Moment[] {
  let now = BEFORE;
  return steps.map(({ caption, acts }) => {
    const begun = { ...now, caption: caption ?? now.caption, isFrozen: false };
    const from = acts.some(({ does }) => does === 'type') ? now.lines.length : now.from;
    now = acts.reduce(after, { ...begun, from });
    return now;
  });
}

function after(now: Moment, act: Act): Moment {
  switch (act.does) {
    case 'type': {
      const { place: _, ...rest } = now;
      const line = act.host === undefined ? act.line : `${act.host}# ${act.line}`;
      return { ...rest, lines: [...now.lines, line] };
    }
    case 'hide':
      return { ...now, isHidden: true };
    case 'reveal':
      return { ...now, isHidden: false };
    case 'show':
      return { ...now, views: act.views };
    case 'look':
      return { ...now, place: act.place };
    case 'freeze':
      return { ...now, place: act.place, isFrozen: true };
  }
}
