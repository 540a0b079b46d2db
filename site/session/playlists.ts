/** The playlists that come with the site, each a small file of its own that is fetched when it is wanted. */
const TEXTS = import.meta.glob<string>('../../lessons/playlists/*.txt', { query: '?raw', import: 'default' });

const BY_NAME = new Map(
  Object.entries(TEXTS).map(([path, load]) => [path.replace(/^.*\/|\.txt$/g, ''), load]),
);

/** The text of a playlist that comes with the site; undefined where there is none of that name. */
export const playlistText = async (name: string): Promise<string | undefined> => BY_NAME.get(name)?.();

/** What the list shows of a playlist. */
export interface PlaylistCard {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly steps: number;
}
