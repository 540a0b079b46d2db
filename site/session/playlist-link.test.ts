import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePlaylist, encodePlaylist } from './playlist-link.ts';

it('a link holds the playlist that was put into it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 2_000, unit: 'grapheme' }), async (text) => {
      expect(await decodePlaylist(`#${await encodePlaylist(text)}`)).toEqual({ ok: true, value: text });
    }),
  );
});

it.each(['', '#', '#s=abc', '#present'])('%j holds no playlist', async (fragment) => {
  expect(await decodePlaylist(fragment)).toBeUndefined();
});

it.each([
  ['cut off', '#p=q1YqSUxSsl'],
  ['not of the alphabet', '#p=<script>'],
  ['too long', `#p=${'A'.repeat(200_000)}`],
  ['no text', `#p=${deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')}`],
  ['a bomb', `#p=${deflateRawSync(Buffer.alloc(50_000_000, 'x')).toString('base64url')}`],
])('%s: a message, nothing else', async (_, fragment) => {
  expect(await decodePlaylist(fragment)).toMatchObject({ ok: false, error: { remedy: expect.any(String) } });
});
