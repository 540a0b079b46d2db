import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, LINK_LIMIT, type LinkState } from './link.ts';

const step = fc.oneof(
  fc.record({ kind: fc.constant('line' as const), line: fc.string({ maxLength: 200, unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('lab' as const), text: fc.string({ maxLength: 400, unit: 'grapheme' }) }),
);
const state: fc.Arbitrary<LinkState> = fc.record(
  {
    labText: fc.string({ maxLength: 2000, unit: 'grapheme' }),
    steps: fc.array(step, { maxLength: 10 }),
    run: fc.nat(),
    cursor: fc.nat(),
    views: fc.array(fc.string({ maxLength: 12 }), { maxLength: 4 }),
  },
  { requiredKeys: ['labText', 'steps', 'views'] },
);

const linkOf = (value: unknown): string =>
  `#s=${deflateRawSync(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))).toString('base64url')}`;
const good = { lab: 'x', steps: [], views: [] };

describe('links', () => {
  it('hold what was put into them', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (one) => {
        expect(await decodeLink(`#${await encodeLink(one)}`)).toEqual({ ok: true, value: one });
      }),
    );
  });

  it('are as short as the deflated lab: six labs of a course fit into one', async () => {
    const lab = Array.from(
      { length: 200 },
      (_, rule) => `iptables -A INPUT -p tcp --dport ${rule} -j DROP`,
    ).join('\n');
    expect((await encodeLink({ labText: lab, steps: [], views: [] })).length).toBeLessThan(2_000);
  });

  it.each(['', '#', '#heading', '#sandbox'])('%j holds no state', async (fragment) => {
    expect(await decodeLink(fragment)).toBeUndefined();
  });

  it.each([
    ['cut off', '#s=q1YqSUxSsl'],
    ['not of the alphabet', '#s=<script>'],
    ['too long', `#s=${'A'.repeat(LINK_LIMIT.encoded)}`],
    ['no JSON', linkOf('{')],
    ['no object', linkOf([1])],
    ['without a lab', linkOf({ ...good, lab: 7 })],
    ['steps that are no list', linkOf({ ...good, steps: { length: 1 } })],
    ['a step that is a number', linkOf({ ...good, steps: [1] })],
    ['a step that is nothing', linkOf({ ...good, steps: [null] })],
    ['too many steps', linkOf({ ...good, steps: Array(LINK_LIMIT.steps + 1).fill('nmap') })],
    ['too long a line', linkOf({ ...good, steps: ['x'.repeat(LINK_LIMIT.line + 1)] })],
    ['a cursor of text', linkOf({ ...good, cursor: '1' })],
    ['a cursor before the beginning', linkOf({ ...good, cursor: -1 })],
    ['views that are no names', linkOf({ ...good, views: [{}] })],
    ['a bomb', linkOf({ ...good, lab: 'x'.repeat(50_000_000) })],
  ])('%s: a message, nothing else', async (_, fragment) => {
    const before = performance.now();
    expect(await decodeLink(fragment)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('link') },
    });
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('takes no prototype from a link', async () => {
    const read = await decodeLink(linkOf('{"lab":"x","steps":[],"views":[],"__proto__":{"polluted":1}}'));
    expect(read).toMatchObject({ ok: true });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
