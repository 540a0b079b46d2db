import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePlaylist } from '../../site/session/playlist-link.ts';
import { violationsIn } from './support/axe.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const STATE = /\b(?:open|closed|filtered|unfiltered)\b/i;
const SCAN = 'nmap -sS -p 22,139,8080 --reason target';
const TALK = `title: Three ports
lab: six-states

# One
show ports
$ ${SCAN}

# Two
hide states
$ ${SCAN}

# Three
reveal
freeze 139/tcp rule

# Four
target# iptables -D INPUT -p tcp --dport 139 -j DROP
$ ${SCAN}
`;

async function present(text: string, look = {}): Promise<WatchedPage> {
  return site.page({ path: `present/#${await encodePlaylist(text)}`, ...look });
}

const main = (page: WatchedPage): Promise<string> => page.locator('main').innerText();

/** Waits until a step is there, and all its lines have run. */
async function at(page: WatchedPage, step: number, lines = 1): Promise<void> {
  await page.getByText(`Step ${step} of 4`, { exact: true }).waitFor();
  await page.waitForFunction((count) => document.querySelectorAll('.line .prompt').length === count, lines);
}

const shownTable = (page: WatchedPage) => page.getByRole('region', { name: 'Ports', exact: true });

describe('the presenter', () => {
  it('steps on and back by the keys of a clicker; back is as it was before', async () => {
    const page = await present(TALK);
    await at(page, 1);
    await shownTable(page).getByText('filtered').waitFor();
    const first = await main(page);
    await page.keyboard.press('PageDown');
    await at(page, 2);
    await page.keyboard.press('PageUp');
    await at(page, 1);
    await shownTable(page).getByText('filtered').waitFor();
    // The time of day stands in the output.
    const timeless = (text: string): string => text.replace(/ at \d{4}-\d\d-\d\d \d\d:\d\d UTC/, '');
    expect(timeless(await main(page))).toBe(timeless(first));
    expect(page.complaints).toEqual([]);
  });

  it('shows no state while states are hidden, nor tells one to a screen reader, until they are revealed', async () => {
    const page = await present(TALK);
    await at(page, 1);
    await page.keyboard.press('ArrowRight');
    await at(page, 2);
    await page.getByText('139/tcp').waitFor();
    expect(await main(page)).not.toMatch(STATE);
    expect(await page.locator('main').ariaSnapshot()).not.toMatch(STATE);
    expect(await page.locator('.stage').innerHTML()).not.toMatch(STATE);
    await page.keyboard.press('h');
    await shownTable(page).getByText('filtered').waitFor();
    await page.keyboard.press('h');
    await page.getByText('What will each port be?').waitFor();
    expect(await main(page)).not.toMatch(STATE);
  });

  it('frozen, it holds against the clicker and shows the packet', async () => {
    const page = await present(TALK);
    await at(page, 1);
    await page.keyboard.press('PageDown');
    await at(page, 2);
    await page.keyboard.press('PageDown');
    await page.getByText('INPUT rule 1 DROP').waitFor();
    await page.getByText('Destination Port').waitFor();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('f');
    await at(page, 3);
    await page.keyboard.press('PageDown');
    await at(page, 4, 2);
    await shownTable(page).getByText('syn-ack').nth(1).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('goes blank and comes back where it was', async () => {
    const page = await present(TALK);
    await at(page, 1);
    await page.keyboard.press('.');
    const blank = page.getByRole('button', { name: /screen is blank/ });
    await blank.waitFor();
    await page.keyboard.press('PageDown');
    await blank.waitFor({ state: 'detached' });
    await at(page, 1);
  });

  it('lists its keys, and a key pressed in that list is not the presentation’s', async () => {
    const page = await present(TALK);
    await at(page, 1);
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.waitFor();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await at(page, 1);
  });

  it('makes type larger and smaller', async () => {
    const page = await present(TALK);
    await at(page, 1);
    const height = () => page.getByText('One', { exact: true }).evaluate((at) => at.clientHeight);
    const before = await height();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await height()).toBeGreaterThan(before);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    expect(await height()).toBe(before);
  });

  it('a playlist that was chosen is in the address, and opens from there', async () => {
    const page = await site.page({ path: 'present/' });
    await page.getByRole('button', { name: /One rule, three answers/ }).click();
    await page
      .getByText(/^Step 1 of /)
      .first()
      .waitFor();
    const link = new URL(page.url());
    expect(link.hash).toMatch(/^#p=/);
    const other = await site.page({ path: `present/${link.hash}` });
    await other.getByText('One rule, three answers', { exact: true }).waitFor();
    await other.getByRole('button', { name: 'All playlists' }).click();
    await other.getByRole('heading', { name: 'Show it to a class' }).waitFor();
  });

  it('of a file with a mistake it says the line and what to do', async () => {
    const page = await site.page({ path: 'present/' });
    await page.waitForLoadState('networkidle');
    const buffer = Buffer.from('title: T\nlab: six-states\n# c\nrevael\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'talk.txt', mimeType: 'text/plain', buffer });
    await page
      .getByRole('alert')
      .getByText('Line 4, column 1: "revael" begins no line of a playlist.')
      .waitFor();
    const unknown = Buffer.from('title: T\nlab: nowhere\n# c\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'b.txt', mimeType: 'text/plain', buffer: unknown });
    await page.getByRole('alert').getByText('Line 2: There is no lab of this name.').waitFor();
  });

  it('takes text for text, wherever it comes from', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const page = await present(`title: ${evil}\nlab: |\n  lab: ${evil}\n\n# ${evil}\n$ ${evil}\n\n# two\n`);
    await page.getByText(evil).first().waitFor();
    await page.getByRole('alert').getByText('The lab of this playlist').first().waitFor();
    expect(await page.locator('.stage :is(img, script)').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  it('fetches no simulator before a playlist begins', async () => {
    const page = await site.page({ path: 'present/' });
    await page.waitForLoadState('networkidle');
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(fetched.filter((name) => /worker|Stage/i.test(name))).toEqual([]);
  });

  it.each([
    { width: 1920, height: 1080, theme: 'dark' as const },
    { width: 1024, height: 768, theme: 'light' as const },
    { width: 390, height: 844, theme: 'dark' as const },
  ])('fits $width px, and axe finds nothing wrong at any step', async (look) => {
    const page = await present(TALK, look);
    const found: string[] = [];
    for (const [step, lines] of [
      [1, 1],
      [2, 1],
      [3, 0],
      [4, 2],
    ] as const) {
      await at(page, step, lines);
      if (step === 3) await page.getByText('Destination Port').waitFor();
      found.push(...(await violationsIn(page)));
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond).toBe(0);
      if (step === 3) await page.keyboard.press('f');
      await page.keyboard.press('PageDown');
    }
    expect(found).toEqual([]);
  });
});
