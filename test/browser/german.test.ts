import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEWS_DE } from '../../lessons/text/views.de.data.ts';
import { VIEWS_EN, type ViewKey } from '../../lessons/text/views.en.data.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const GERMAN: ReadonlySet<string> = new Set(Object.values(VIEWS_DE));
/** Texts that would be seen to be English; those that a German text is as well are not. */
const ENGLISH: ReadonlySet<string> = new Set(
  (Object.keys(VIEWS_EN) as ViewKey[]).map((key) => VIEWS_EN[key]).filter((text) => !GERMAN.has(text)),
);

/** All that sandboxes of the page say or are called, text by text. What tools print stays in their own words. */
const said = (page: WatchedPage): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.embed *, header *')].flatMap((element) => {
      if (element.closest('pre, .sentence, title') !== null) return [];
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const names = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '');
      return [...own.map(({ textContent }) => textContent ?? ''), ...names].flatMap(
        (text) => text.trim() || [],
      );
    }),
  );

describe('the German lesson', () => {
  it('has its sandbox in German: console, views, timeline', async () => {
    const page = await site.page({ path: 'de/lessons/ports-and-states/' });
    const embed = page.locator('.embed').first();
    await embed.scrollIntoViewIfNeeded();
    await page.locator('astro-island:not([ssr])', { has: embed }).waitFor();
    await embed.getByRole('button', { name: VIEWS_DE.runIt }).click();
    await embed.getByRole('button', { name: VIEWS_DE.play, exact: true }).waitFor();
    for (const view of [VIEWS_DE.ports, VIEWS_DE.sequence]) {
      await embed.getByRole('button', { name: view, exact: true }).click();
      await embed.getByRole('region', { name: view }).locator('table, svg.picture').first().waitFor();
      expect((await said(page)).filter((text) => ENGLISH.has(text))).toEqual([]);
    }
    const texts = await said(page);
    expect(texts.filter((text) => GERMAN.has(text)).length).toBeGreaterThan(30);
    expect(page.complaints).toEqual([]);
  });
});
