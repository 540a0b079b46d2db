import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf } from './moments.ts';
import { type Act, PLAYLIST_LIMIT, PLAYLIST_VIEWS, type Playlist, WHATS } from './playlist.ts';
import { printPlaylist } from './print-playlist.ts';
import { readPlaylist } from './read-playlist.ts';

/** Text on one line, as an editor may hold it: no blanks at its ends, something in it. */
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ maxLength, unit: 'grapheme' })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
const name = fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,10}$/);
const place = fc.record(
  {
    port: fc.nat(65_535),
    protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    what: fc.constantFrom(...WHATS),
    target: name,
  },
  { requiredKeys: ['port', 'protocol', 'what'] },
);
const typed = fc.record(
  { does: fc.constant('type' as const), line: words(60), host: name },
  { requiredKeys: ['does', 'line'] },
);
const act: fc.Arbitrary<Act> = fc.oneof(
  typed,
  fc.record({ does: fc.constantFrom('hide' as const, 'reveal' as const) }),
  fc.record({
    does: fc.constant('show' as const),
    views: fc.array(fc.constantFrom(...PLAYLIST_VIEWS), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ does: fc.constantFrom('look' as const, 'freeze' as const), place }),
);
const labText = fc
  .array(
    words(30).chain((text) => fc.nat(4).map((by) => ' '.repeat(by) + text)),
    { minLength: 1, maxLength: 5 },
  )
  .map((lines) => `${lines.join('\n').trim()}\n`);
const playlist: fc.Arbitrary<Playlist> = fc.record(
  {
    title: words(60),
    about: words(60),
    lab: fc.oneof(
      fc.record({ kind: fc.constant('named' as const), name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/) }),
      fc.record({ kind: fc.constant('text' as const), text: labText }),
    ),
    steps: fc
      .tuple(
        // Whatever looks somewhere has something to look at.
        typed.map((first) => ({ acts: [first] })),
        fc.array(
          fc.oneof(
            fc.record({ caption: words(80), acts: fc.array(act, { maxLength: 4 }) }),
            fc.record({ acts: fc.array(act, { minLength: 1, maxLength: 4 }) }),
          ),
          { maxLength: 6 },
        ),
      )
      .map(([first, rest]) => [first, ...rest]),
  },
  { requiredKeys: ['title', 'lab', 'steps'] },
);

const HEAD = 'title: T\nlab: six-states\n';
const complaintsOf = (text: string) => {
  const read = readPlaylist(text);
  return read.ok ? [] : read.error;
};

describe('a playlist', () => {
  it('is read as it was printed', () => {
    fc.assert(
      fc.property(playlist, (one) => {
        expect(readPlaylist(printPlaylist(one))).toEqual({ ok: true, value: one });
      }),
    );
  });

  it('is a text that any editor writes: line ends, a mark at the start, blanks and letter case do not matter', () => {
    const text =
      '\uFEFFTitle: T\r\nLAB: six-states\r\n\r\n  # one,\r\n# and the same\r\n\r\n# two\r\n$nmap target\r\nTarget$ iptables -S\r\nSHOW Ports, and Firewall\r\n';
    expect(readPlaylist(text)).toEqual({
      ok: true,
      value: {
        title: 'T',
        lab: { kind: 'named', name: 'six-states' },
        steps: [
          { caption: 'one, and the same', acts: [] },
          {
            caption: 'two',
            acts: [
              { does: 'type', line: 'nmap target' },
              { does: 'type', line: 'iptables -S', host: 'Target' },
              { does: 'show', views: ['ports', 'firewall'] },
            ],
          },
        ],
      },
    });
  });

  it('holds a whole lab, moved in', () => {
    const read = readPlaylist('title: T\nlab: |\n  lab: mine\n  hosts:\n    target: {}\n\n# c\n');
    expect(read).toMatchObject({ value: { lab: { text: 'lab: mine\nhosts:\n  target: {}\n' } } });
  });

  it.each([
    ['', 1, 1, 'no title'],
    ['title: T\n# c', 1, 1, 'names no lab'],
    ['title: T\nlab: ../../etc/passwd\n# c', 2, 1, 'not the name of a lab'],
    ['title: T\nlab: |\n# c', 2, 1, 'No lab follows'],
    ['title: T\ntitle: U\nlab: x\n# c', 2, 1, 'second "title:"'],
    [HEAD, 3, 1, 'no step'],
    [`${HEAD}# c\n  revael`, 4, 3, '"revael" begins no line'],
    [`${HEAD}# c\n$ `, 4, 1, 'No command'],
    [`${HEAD}# c\nshow ports graph`, 4, 12, '"graph" is not a view'],
    [`${HEAD}# c\nshow ports packets sequence`, 4, 1, 'One or two views'],
    [`${HEAD}# c\nhide states now`, 4, 13, '"now" is too much'],
    [`${HEAD}$ nmap target\nfreeze 70000/tcp rule`, 4, 8, 'A port is missing'],
    [`${HEAD}$ nmap target\nfreeze 22/tcp state`, 4, 15, 'What of the port'],
    [`${HEAD}$ nmap target\nlook 22 rule <b>`, 4, 14, 'not the name'],
    [`${HEAD}freeze 22/tcp rule`, 3, 1, 'Nothing was scanned'],
    [`${HEAD}# c\nlab: x`, 4, 1, 'belongs to the top'],
  ])('%j: line %i, column %i, and what to do', (text, line, column, message) => {
    const [first] = complaintsOf(text);
    expect(first).toMatchObject({ line, column, message: expect.stringContaining(message) });
    expect(first?.remedy).toMatch(/\.$|target$/);
  });

  it.each([
    ['characters', `${HEAD}${'# c\n\n'.repeat(PLAYLIST_LIMIT.text)}`],
    ['steps', `${HEAD}${'# c\n\n'.repeat(PLAYLIST_LIMIT.steps + 1)}`],
    ['lines in a step', `${HEAD}# c\n${'reveal\n'.repeat(PLAYLIST_LIMIT.acts + 1)}`],
    ['words of a caption', `${HEAD}${'# many words\n'.repeat(60)}`],
    ['a command', `${HEAD}$ nmap ${'x'.repeat(PLAYLIST_LIMIT.line)}`],
    ['a title', `title: ${'x'.repeat(500)}\nlab: six-states\n# c`],
    ['mistakes', `${HEAD}${'?\n'.repeat(40_000)}`],
    ['blanks', `${HEAD}${' '.repeat(90_000)}x`],
  ])('too many %s are refused, with few complaints', (_, text) => {
    const { length } = complaintsOf(text);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(PLAYLIST_LIMIT.complaints);
  });

  it('is never an exception, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { line, column, remedy } of complaintsOf(`${HEAD}${text}`)) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(remedy).not.toBe('');
        }
      }),
    );
  });
});

describe('the moments of a playlist', () => {
  const read = readPlaylist(
    `${HEAD}# a\nhide\n$ nmap target\npause\nreveal\nfreeze 22 rule\n\n# b\nshow ports\n\n# c\ntarget# iptables -F\n`,
  );
  const moments = read.ok ? momentsOf(read.value) : [];

  it('keep what was said until something else is', () => {
    expect(moments.map(({ caption }) => caption)).toEqual(['a', 'a', 'b', 'c']);
    expect(moments.map(({ isHidden }) => isHidden)).toEqual([true, false, false, false]);
    expect(moments.map(({ views }) => views.length)).toEqual([2, 2, 1, 1]);
  });

  it('know all lines typed so far, and from which on the output is on show', () => {
    expect(moments.map(({ lines }) => lines.length)).toEqual([1, 1, 1, 2]);
    expect(moments.map(({ from }) => from)).toEqual([0, 0, 0, 1]);
    expect(moments.at(-1)?.lines).toEqual(['nmap target', 'target# iptables -F']);
  });

  it('leave the cursor where it was until a line is typed, and are frozen for their own step only', () => {
    expect(moments.map(({ place }) => place?.port)).toEqual([undefined, 22, 22, undefined]);
    expect(moments.map(({ isFrozen }) => isFrozen)).toEqual([false, true, false, false]);
  });
});
