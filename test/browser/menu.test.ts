import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { overflow } from './support/layout.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const PHONE = { width: 360, height: 740 } as const;

describe('on a phone', () => {
  it.each(['', 'sandbox/', 'compare/', 'lessons/udp/'])('/%s has one menu', async (path) => {
    const page = await site.page({ path, ...PHONE });
    expect(await page.getByRole('button', { name: 'Menu' }).count()).toBe(1);
  });

  it.each(['dark', 'light'] as const)('the menu of a tool leads to the other rooms, %s', async (theme) => {
    const page = await site.page({ path: 'sandbox/', theme, ...PHONE });
    await page.getByRole('button', { name: 'Menu' }).click();
    const menu = page.getByRole('navigation', { name: 'Rooms' });
    expect(await menu.getByRole('link').allInnerTexts()).toEqual([
      'Lessons',
      'Sandbox',
      'Compare',
      'Reference',
      'Teachers',
    ]);
    expect(await violationsIn(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    await menu.getByRole('link', { name: 'Compare' }).click();
    await page.waitForURL('**/compare/');
  });
});

it('a wide page has its rooms in the header, and no menu', async () => {
  const page = await site.page({ path: 'sandbox/', width: 1440, height: 900 });
  expect(await page.getByRole('button', { name: 'Menu' }).count()).toBe(0);
  expect(await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').count()).toBe(5);
});
