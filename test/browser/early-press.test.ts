import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutScripts } from './support/early.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('a button that is pressed before the page is at work', () => {
  it.each([
    { path: 'lessons/syn-scan/', name: 'Begin', brings: '.intro' },
    { path: 'lessons/syn-scan/', name: 'Run it', brings: '.live' },
  ])('$name does what it says', async ({ path, name, brings }) => {
    const page = await site.page();
    const letScriptsCome = await openWithoutScripts(page, new URL(path, site.address));
    const island = page.locator('astro-island[ssr]', { has: page.getByRole('button', { name }) }).first();
    const button = island.getByRole('button', { name });
    await button.click();
    await button.click();
    letScriptsCome();
    await page.locator(`astro-island:not([ssr]) ${brings}`).first().waitFor();
    expect(await page.locator('.ho-error').count()).toBe(0);
  });
});
