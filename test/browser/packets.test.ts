import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The right half of the sandbox. */
const view = (page: WatchedPage) => page.getByRole('region', { name: 'right views' });

async function listOf(line: string): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('netbios-ssn').first().waitFor();
  await typeLine(page, line);
  await page
    .getByRole('tab', { name: line.slice(0, 12) })
    .last()
    .waitFor();
  await view(page).getByRole('tab', { name: 'Packets', exact: true }).click();
  await grid(page).waitFor();
  return page;
}

const grid = (page: WatchedPage) => view(page).getByRole('grid', { name: 'Packets' });
const rows = (page: WatchedPage) => grid(page).locator('[data-packet]');

describe('the packet list', () => {
  it('has a row for each packet, with what became of it', async () => {
    const page = await listOf('nmap -sS -p 22,139,445 target');
    await expect.poll(() => rows(page).count()).toBe(11);
    expect(await rows(page).filter({ hasText: 'dropped: INPUT rule 1 DROP' }).count()).toBe(2);
    expect(page.complaints).toEqual([]);
  });

  it('shows what is asked for', async () => {
    const page = await listOf('nmap -sS -p 22,139,445 target');
    await view(page).getByRole('searchbox', { name: 'Show packets with' }).fill('139 dropped');
    await expect.poll(() => rows(page).count()).toBe(2);
    await view(page).getByText('2 of 11 packets').waitFor();
  });

  it('is walked through by keys, and takes the cursor along', async () => {
    const page = await listOf('nmap -sS -p 22,139,445 target');
    await rows(page).first().click();
    await expect.poll(() => rows(page).first().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => rows(page).nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    await expect.poll(() => rows(page).last().getAttribute('aria-selected')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-packet'))).toBe('10');
  });

  it('makes no more rows of a long run than are seen', async () => {
    const page = await listOf('nmap -sS -p 1-1000 target');
    await expect
      .poll(async () => Number(await grid(page).getAttribute('aria-rowcount')), { timeout: 30_000 })
      .toBeGreaterThan(2_000);
    expect(await rows(page).count()).toBeLessThan(80);
  });
});
