import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { overflow, uncolouredLinks } from './support/layout.ts';
import { builtPages } from './support/pages.ts';
import { refusals, strangers } from './support/policy.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

/** What holds for every page that the build writes; each is opened once, by a browser that goes on from one to the next. */
let site: Site;
let page: WatchedPage;
let asked: string[];
beforeAll(async () => {
  site = await openSite();
  page = await site.page({ shared: true });
  asked = strangers(page, site.address);
});
afterAll(() => site.close());

const PHONE = { width: 360, height: 740 } as const;
/** A laptop's window of 1440 px at 200 %. */
const ENLARGED = { width: 720, height: 450 } as const;
const DESKTOP = { width: 1440, height: 900 } as const;

describe.each(builtPages())('the page /%s', (path) => {
  beforeAll(async () => {
    page.complaints.length = 0;
    asked.length = 0;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(PHONE);
    await page.goto(new URL(path, site.address).href);
    await page.waitForLoadState('networkidle');
  });

  it('asks nobody else, and the policy refuses nothing of it', () => {
    expect([...asked, ...refusals(page)]).toEqual([]);
  });

  it.each([
    ['a phone', PHONE],
    ['200 %', ENLARGED],
  ] as const)('does not scroll sideways on %s', async (_, size) => {
    await page.setViewportSize(size);
    expect(await overflow(page)).toBe(0);
  });

  it.each(['dark', 'light'] as const)(
    'has nothing for axe to find, nor a link that nobody coloured, %s',
    async (theme) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      const found: string[] = [];
      for (const size of [DESKTOP, PHONE]) {
        await page.setViewportSize(size);
        for (const violation of await violationsIn(page, { coloursOnly: theme === 'light' }))
          found.push(`${size.width} px: ${violation}`);
      }
      expect(found).toEqual([]);
      expect(await uncolouredLinks(page)).toEqual([]);
    },
  );
});
