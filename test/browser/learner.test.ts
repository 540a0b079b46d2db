import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('the card of the learner', () => {
  it('keeps what was typed before the page was at work', async () => {
    const page = await site.page();
    let typed = (): void => {};
    const untilTyped = new Promise<void>((resolve) => {
      typed = resolve;
    });
    await page.route('**/*.js', (route) => untilTyped.then(() => route.continue()));
    await page.goto(new URL('lessons/', site.address).href, { waitUntil: 'commit' });
    await page.getByLabel('Your name or number').fill('Ada');
    typed();
    await page.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
    expect(await page.getByLabel('Your name or number').inputValue()).toBe('Ada');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('drawn for Ada').waitFor();
  });
});
