import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWithoutScripts } from './support/early.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('the card of the learner', () => {
  it('keeps what was typed before the page was at work', async () => {
    const page = await site.page();
    const letScriptsCome = await openWithoutScripts(page, new URL('lessons/', site.address));
    await page.getByLabel('Your name or number').fill('Ada');
    letScriptsCome();
    await page.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
    expect(await page.getByLabel('Your name or number').inputValue()).toBe('Ada');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('drawn for Ada').waitFor();
  });
});
