import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeLink } from '../../site/session/link.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

const EVIL = '<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>';

/** A lab with these lines for its target. */
const lab = (target: readonly string[], head: readonly string[] = []): string =>
  [
    'lab: small',
    ...head,
    'networks: { lan: { subnet: 198.18.10.0/24, rtt: 14ms } }',
    'scanner: { address: 198.18.10.2 }',
    'hosts:',
    '  target:',
    '    address: 198.18.10.28',
    ...target.map((line) => `    ${line}`),
    '',
  ].join('\n');

const laughs = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`).join(
  '',
);

/** What is refused, and what is said of it. */
const REFUSED: readonly (readonly [name: string, text: string, message: string])[] = [
  ['a billion laughs', `a0: &a0 lol\n${laughs}`, 'An anchor (&) has no place in a lab file'],
  ['an alias', 'lab: *x', 'An alias (*) has no place in a lab file'],
  ['brackets without end', '['.repeat(200_000), 'nested deeper than 32'],
  [
    'indentation without end',
    Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'nested',
  ],
  ['__proto__ as a key', 'lab: x\n__proto__: { polluted: true }\n', '"__proto__" cannot be a key'],
  [
    'constructor.prototype',
    'lab: x\nhosts: { constructor: { prototype: { polluted: 1 } } }',
    'cannot be a key',
  ],
  [
    'a function as a tag',
    'lab: !!js/function "function(){ alert(4) }"',
    'A tag (!) has no place in a lab file',
  ],
  ['a file that is too large', `# ${'x'.repeat(300_000)}`, 'characters, more than the 262144'],
  [
    'script as the name of a host',
    lab([]).replace('  target:', () => `  ${JSON.stringify(EVIL)}:`),
    'is not a name',
  ],
  ['script as a rule', lab([`firewall: ${JSON.stringify(EVIL)}`]), 'rules are never given to one'],
];

/** What is taken, and shown as the text that it is; the lines typed, and the view beside the lab's text. */
const TAKEN: readonly (readonly [name: string, text: string, line: string, view: string])[] = [
  [
    'title and note',
    lab([], [`title: ${JSON.stringify(EVIL)}`, `note: ${JSON.stringify(EVIL)}`]),
    'nmap -p 22 target',
    'ports',
  ],
  [
    'the name of a service',
    lab(['services:', `  - { port: tcp/22, name: ${JSON.stringify(EVIL.slice(0, 28))} }`]),
    'ss -tln',
    'machines',
  ],
  [
    'a banner',
    lab(['services:', `  - { port: tcp/22, banner: ${JSON.stringify(EVIL)} }`]),
    'nmap -sT -p 22 target',
    'packets',
  ],
  [
    'an answer by UDP',
    lab(['services:', `  - { port: udp/53, reply: ${JSON.stringify(EVIL)} }`]),
    'nmap -sU -p 53 target',
    'inspector',
  ],
  [
    'comments',
    lab([
      `# ${EVIL}`,
      'firewall: |',
      `  # ${EVIL}`,
      `  iptables -A INPUT -p tcp -m comment --comment "${EVIL}" -j DROP`,
    ]),
    'nmap -p 22 target',
    'firewall',
  ],
];

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

interface Opened {
  readonly page: WatchedPage;
  readonly dialogs: readonly string[];
}

async function open(labText: string, line: string, view: string): Promise<Opened> {
  const page = await site.page({ path: 'teachers/' });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const steps = [{ kind: 'line', line }] as const;
  await page.goto(`${site.address}sandbox/#${await encodeLink({ labText, steps, views: ['lab', view] })}`);
  await page.locator('.cm-content').waitFor();
  await page.getByRole('log').locator('pre, .line').first().waitFor();
  return { page, dialogs };
}

/** What text must never become: elements that fetch or run something, and handlers. The site's mark and CodeMirror's own spacer are none. */
const dangers = (page: WatchedPage): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        element.matches('iframe, object, embed, img:not([src^="/_astro/"], .cm-widgetBuffer)') ||
        (element.tagName === 'SCRIPT' && /alert/.test(element.textContent ?? '')) ||
        [...element.attributes].some(({ name }) => name.startsWith('on')),
    );
    const polluted = Object.keys(Object.prototype);
    return [...found.map((element) => element.outerHTML), ...polluted];
  });

/** How long a key waits until the page sees it, at best of three. */
async function keyDelayMs(page: WatchedPage): Promise<number> {
  const delays = await page.evaluateHandle(() => {
    const heard: number[] = [];
    addEventListener('keydown', (event) => heard.push(performance.now() - event.timeStamp));
    return heard;
  });
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
  const heard = await delays.jsonValue();
  expect(heard).toHaveLength(3);
  return Math.min(...heard);
}

async function expectHarmless({ page, dialogs }: Opened): Promise<void> {
  expect(dialogs).toEqual([]);
  expect(await dangers(page)).toEqual([]);
  expect(await keyDelayMs(page)).toBeLessThan(100);
  expect(page.complaints).toEqual([]);
  await page.context().close();
}

describe('a hostile lab in a link', () => {
  it.each(REFUSED)('is refused with a message, and does nothing else: %s', async (_, text, message) => {
    const opened = await open(text, 'nmap target', 'ports');
    await opened.page
      .getByRole('list', { name: 'What is wrong with the lab' })
      .getByText(message)
      .first()
      .waitFor();
    await expectHarmless(opened);
  });

  it.each(TAKEN)('is text wherever it is shown: %s', async (_, text, line, view) => {
    const opened = await open(text, line, view);
    await opened.page.locator('.cm-content').getByText('<img src=x').first().waitFor();
    await expectHarmless(opened);
    expect(opened.page.complaints).toEqual([]);
  });
});
