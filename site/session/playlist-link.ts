import { complain, ok, type Result } from '../../engine/base/result.ts';
import { PLAYLIST_LIMIT } from '../../lessons/playlists/playlist.ts';
import { packed, unpacked } from './packed-text.ts';

const PREFIX = 'p=';
/** A letter takes up to four bytes, and hardly any playlist is a hundredth as long. */
const LIMIT = { encoded: 100_000, text: 4 * PLAYLIST_LIMIT.text };

/** The part of the address behind `#`: the whole text of a playlist, so that it needs no place on a server. */
export const encodePlaylist = async (text: string): Promise<string> => PREFIX + (await packed(text));

/** Reads a link that anybody may have made. Undefined where the address holds no playlist. */
export async function decodePlaylist(fragment: string): Promise<Result<string> | undefined> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(PREFIX)) return undefined;
  const plain =
    text.length > LIMIT.encoded ? undefined : await unpacked(text.slice(PREFIX.length), LIMIT.text);
  if (plain !== undefined) return ok(plain);
  return complain('This link to a playlist cannot be read: it was cut off, or changed on its way.', {
    remedy: 'Ask for it again, and copy it whole.',
  });
}
