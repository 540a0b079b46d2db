import { readPlaylist } from '../../lessons/playlists/read-playlist.ts';
import type { PlaylistCard } from '../session/playlists.ts';

const TEXTS = import.meta.glob<string>('../../lessons/playlists/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The playlists that come with the site, read when the site is built. */
export const playlistCards = (): PlaylistCard[] =>
  Object.entries(TEXTS).flatMap(([path, text]) => {
    const read = readPlaylist(text);
    if (!read.ok) return [];
    const { title, about = '', steps } = read.value;
    return [{ name: path.replace(/^.*\/|\.txt$/g, ''), title, about, steps: steps.length }];
  });
