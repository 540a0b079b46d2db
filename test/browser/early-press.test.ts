import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    let pressed = (): void => {};
    const untilPressed = new Promise<void>((resolve) => {
      pressed = resolve;
    });
    await page.route('**/*.js', (route) => untilPressed.then(() => route.continue()));
    await page.goto(new URL(path, site.address).href, { waitUntil: 'commit' });
    const island = page.locator('astro-island[ssr]', { has: page.getByRole('button', { name }) }).first();
    const button = island.getByRole('button', { name });
    await button.click();
    await button.click();
    pressed();
    await page.locator(`astro-island:not([ssr]) ${brings}`).first().waitFor();
    expect(await page.locator('.ho-error').count()).toBe(0);
  });
});
