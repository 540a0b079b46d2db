import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const RECORDING = readFileSync('lessons/recordings/six-states/syn.json', 'utf8');
/** As the kernel would never say it: nothing listens on 21. */
const DOCTORED = RECORDING.replace(
  '"port":21,"state":"closed","reason":"reset","ttl":64,"service"',
  '"port":21,"state":"filtered","reason":"no-response","service"',
);
const AGREES = 'All 7 ports agree in 3 columns.';

async function openFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('Recording to open').setInputFiles(file);
}

/** As dragged from a file manager. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text ?? ''], name ?? ''));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    },
    [name, text],
  );
}

const openTab = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();
const compare = (fragment = ''): Promise<WatchedPage> => site.page({ path: `compare/${fragment}` });
const rowOf = (page: Page, port: string) =>
  page.getByRole('row').filter({ has: page.getByText(port, { exact: true }) });

describe('simulated and live', () => {
  it('shows a recording beside what the simulator makes of its lab, and nothing to complain of', async () => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    const row = rowOf(page, '443/tcp');
    expect(await row.getByText('port-unreach').count()).toBe(3);
    expect(page.complaints).toEqual([]);
  });

  it('goes to another lab and technique, and the address with it', async () => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await page.getByLabel('Technique').selectOption('udp');
    await page.getByText('All 4 ports agree in 3 columns.').waitFor();
    expect(new URL(page.url()).hash).toBe('#lab=six-states&scan=udp');
    await page.getByLabel('Lab').selectOption('routing-loop');
    await page
      .getByText(/ports? differ\./)
      .or(page.getByText(/ports agree/))
      .waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#lab=routing-loop&scan=/);
    await page.goBack();
    await page.getByText('All 4 ports agree in 3 columns.').waitFor();
  });

  it('leads from a known difference to its explanation', async () => {
    const page = await compare('#lab=routing-loop&scan=syn');
    const link = page.getByRole('link', { name: 'random-ttl' }).first();
    expect(await link.getAttribute('href')).toBe('/faithful/#random-ttl');
  });

  it.each([
    ['a lab that is not there', '#lab=nowhere&scan=syn', 'There is no recording of a lab called "nowhere".'],
    [
      'markup for a technique',
      '#lab=six-states&scan=%3Cimg%20src=x%20onerror=alert(1)%3E',
      'has no recording of a scan called',
    ],
    ['thousands of letters', `#lab=${'x'.repeat(5000)}`, 'longer than an address of this page can be'],
  ])('says so where the address names no recording but %s', async (_, fragment, says) => {
    const page = await compare(fragment);
    await page.getByRole('alert').getByText(says).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });
});

describe('a recording of one’s own', () => {
  it('is dropped on the page; a difference is marked, and its likely cause named', async () => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await dropFile(page, 'mine.json', DOCTORED);
    await page.getByText('1 of 7 ports differ.').waitFor();
    const row = page.getByRole('row').filter({ hasText: '21/tcp' });
    await row.getByText('Live differs.').waitFor();
    await row.getByText(/Likely cause: an answer was lost or came too late/).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('without a lab shows the live column and nmap’s, and says why', async () => {
    const bare = JSON.parse(RECORDING);
    delete bare.lab;
    delete bare.labDigest;
    const page = await compare();
    // A file given before the page listens would be lost.
    await page.getByText(AGREES).waitFor();
    await openFile(page, 'outside.json', JSON.stringify(bare));
    await page.getByText('there is nothing to simulate').waitFor();
    await page.getByText('All 7 ports agree in 2 columns.').waitFor();
    await openTab(page, 'Packets');
    expect(await page.getByText('live only', { exact: true }).count()).toBeGreaterThan(0);
  });

  it.each([
    ['no JSON', 'rm -rf /', 'The file is no JSON.'],
    ['another JSON', '{"format":1}', 'The file is no recording of Halfopen.'],
    ['too deep', '['.repeat(1000), 'nested deeper than any recording'],
    ['a member too many', RECORDING.replace('"format": 1,', '"format": 1, "__proto__": {},'), '__proto__'],
    ['too long', 'x'.repeat(10_000_000), 'longer than any recording'],
  ])('that is %s is refused with a sentence', async (name, text, says) => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await openFile(page, `${name}.json`, text);
    await page.getByRole('alert').getByText(says).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('with a lab or a command that cannot be simulated shows the live column, and says why', async () => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await openFile(page, 'a.json', RECORDING.replace('["-sS","-n"', '["-sV","-n"'));
    await page.getByText(/Its command cannot be simulated/).waitFor();
    await page.getByText('All 7 ports agree in 2 columns.').waitFor();
    await openFile(page, 'b.json', RECORDING.replace('"lab: six-states', '"lab: <script>alert(1)</script>'));
    await page.getByText(/Its lab is wrong/).waitFor();
    expect(page.complaints).toEqual([]);
  });
});

describe('guessing first', () => {
  it('shows no state, packet or output until one has guessed; then what was right', async () => {
    const page = await compare('#lab=six-states&scan=syn&guess=first');
    await page.getByRole('button', { name: 'Reveal' }).waitFor();
    expect(await page.getByText('port-unreach').count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'Packets' }).isDisabled()).toBe(true);
    await page.getByLabel('Your guess for 22/tcp').selectOption('open');
    await page.getByLabel('Your guess for 139/tcp').selectOption('closed');
    await page.getByText('2 of 7 guessed.').waitFor();
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText('Right: 1 of 2 as Simulated; 1 of 2 as Live; 1 of 2 as nmap.').waitFor();
    expect(await rowOf(page, '22/tcp').getByText('✓ as guessed').count()).toBe(3);
    expect(await rowOf(page, '139/tcp').getByText('✗ not as guessed').count()).toBe(3);
    expect(await page.getByRole('tab', { name: 'Packets' }).isDisabled()).toBe(false);
  });

  it('is remembered in the address', async () => {
    const page = await compare();
    await page.getByRole('button', { name: 'Guess first' }).click();
    expect(new URL(page.url()).hash).toBe('#lab=six-states&scan=syn&guess=first');
  });
});

describe('packets side by side', () => {
  it('open to their fields by keyboard: equal ones, and why the others may differ', async () => {
    const page = await compare();
    await page.getByRole('tab', { name: 'Ports' }).focus();
    await page.keyboard.press('ArrowRight');
    const pairs = page.locator('button.pair');
    await pairs.first().focus();
    const place = await pairs.allInnerTexts();
    const answer = place.findIndex((text) => text.includes('SYN/ACK'));
    for (let at = 0; at < answer; at++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const sequence = page.getByRole('row').filter({ hasText: 'Sequence Number' });
    await sequence.getByText(/drawn at random\. Each side begins its sequence numbers at random/).waitFor();
    expect(await page.getByText('Fields (same)').count()).toBe(1);
  });

  it('mark a packet that only one world has', async () => {
    const recording = JSON.parse(RECORDING);
    const trace: { kind: string; hex?: string }[] = recording.scan.trace;
    const answer = trace.find(({ hex }) => hex?.includes('0015ee62'));
    Object.assign(answer ?? {}, { kind: 'fact', code: 'gone', text: 'taken out' });
    for (const member of ['what', 'interface', 'link', 'hex']) Reflect.deleteProperty(answer ?? {}, member);
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await openFile(page, 'cut.json', JSON.stringify(recording));
    await openTab(page, 'Packets');
    await page.getByText('≠ 1 simulated only').waitFor();
  });

  it('and the outputs of both stand in a tab of their own', async () => {
    const page = await compare();
    await page.getByText(AGREES).waitFor();
    await openTab(page, 'Output');
    await page.getByText('Starting Nmap 7.93').waitFor();
    await page
      .getByText(/Halfopen .* in simulated lab|Starting Halfopen|Halfopen/)
      .first()
      .waitFor();
  });
});

describe.each([
  { width: 1440, theme: 'dark' },
  { width: 360, theme: 'light' },
] as const)('at $width px, $theme', ({ width, theme }) => {
  let page: WatchedPage;
  beforeAll(async () => {
    page = await site.page({ path: 'compare/', width, theme, shared: true });
    await page.getByText(AGREES).waitFor();
  });

  it.each(['Ports', 'Packets', 'Output'])(
    '%s: axe finds nothing, and nothing is wider than the page',
    async (tab) => {
      await openTab(page, tab);
      if (tab === 'Packets') await page.locator('button.pair').nth(5).click();
      expect(await violationsIn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
  );
});
