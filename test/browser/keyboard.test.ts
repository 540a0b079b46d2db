import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Focused, focused, stopsInPanel, tabTo } from './support/keys.ts';
import { loaded, settled, VIEW_NAMES } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
let page: WatchedPage;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());
async function openSandbox(shared: boolean): Promise<void> {
  page = await site.page({ path: 'sandbox/', shared });
  await settled(page);
}

const is = (id: string) => (at: Focused) => at.name.includes(`#${id} `);
const says = (words: RegExp) => (at: Focused) => words.test(at.name);
const unseen = (met: readonly Focused[]): string[] =>
  met.flatMap(({ name, isVisible }) => (isVisible ? [] : name));

/** To the tab of a view, and on to it by the arrow keys. */
async function goToView(view: (typeof VIEW_NAMES)[number]): Promise<void> {
  await page.locator('#left-panel').focus();
  await tabTo(page, says(/#left-(?!panel)/), 'Shift+Tab');
  for (let step = 0; step < VIEW_NAMES.length; step++) {
    if (is(`left-${view}`)((await focused(page)) ?? { name: '', isVisible: false, isInPanel: false })) break;
    await page.keyboard.press('ArrowRight');
  }
  await loaded(page);
}

describe('with the keyboard alone', () => {
  beforeEach(() => openSandbox(false));

  it('a scan is typed, and the focus is seen on the whole way to the line', async () => {
    const met = await tabTo(page, says(/#console-line/));
    await page.keyboard.type('nmap -sS -p 21,22 target');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('21/tcp').waitFor();
    expect(unseen(met)).toEqual([]);
  });

  it('the line is left by Escape and Tab, though Tab completes in it', async () => {
    await tabTo(page, says(/#console-line/));
    await page.keyboard.type('nmap -s');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect((await focused(page))?.name).toMatch(/^button "Run"/);
  });

  it('the cursor is moved', async () => {
    const cursor = page.getByRole('slider', { name: 'Cursor' });
    await tabTo(page, says(/^div "Cursor"/));
    await page.keyboard.press('Home');
    expect(await cursor.getAttribute('aria-valuenow')).toBe('0');
    await page.keyboard.press('ArrowRight');
    expect(await cursor.getAttribute('aria-valuenow')).toBe('1');
  });

  it('a port is chosen, and why it is so is read', async () => {
    await goToView('ports');
    await tabTo(page, says(/^button "filtered/));
    await page.keyboard.press('Enter');
    await page
      .locator('#left-panel')
      .getByText(/no answer|never answered|dropped|silence/i)
      .first()
      .waitFor();
  });

  it('the search is opened, finds, and is left', async () => {
    await tabTo(page, says(/^button "Search/));
    await page.keyboard.press('Enter');
    await page.locator('.pagefind-ui__search-input').waitFor();
    await page.keyboard.type('filtered');
    await page.locator('.pagefind-ui__results').getByRole('link').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  it('every page is gone through to its end', async () => {
    const other = await site.page({ path: 'reference/states/' });
    const met = await tabTo(other, says(/./));
    const [first] = met;
    const all = await tabTo(other, (at) => at.name === first?.name);
    expect(all.length).toBeGreaterThan(10);
    expect(unseen(all)).toEqual([]);
  });
});

describe('with the keyboard alone, every control', () => {
  beforeAll(() => openSandbox(true));

  it.each(VIEW_NAMES)('of the view %s is stopped at, is seen, and is left again', async (view) => {
    await goToView(view);
    expect((await focused(page))?.name).toContain(`#left-${view} `);
    const stops = await stopsInPanel(page);
    const met: Focused[] = [];
    for (;;) {
      const [at] = await tabTo(page, () => true);
      if (at === undefined) break;
      if (is('left-panel')(at)) continue;
      if (!at.isInPanel) break;
      met.push(at);
      expect(met.length, `caught in ${at.name}`).toBeLessThan(600);
      if (/^div "(?:Rules|Lab)/.test(at.name)) await page.keyboard.press('Escape');
    }
    expect(unseen(met)).toEqual([]);
    expect(met.length).toBeGreaterThanOrEqual(stops);
  });
});
