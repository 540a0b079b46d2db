import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function scanned(...lines: readonly string[]): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').waitFor();
  await page.locator('#left-ports').click();
  for (const line of lines) {
    await typeLine(page, line);
    await page.locator('.entry').last().getByText('scanned in').waitFor();
  }
  return page;
}

const tabs = (page: WatchedPage) => page.getByRole('tablist', { name: 'Runs' }).getByRole('tab');
const shown = (page: WatchedPage) =>
  page.getByRole('tablist', { name: 'Runs' }).locator('[aria-selected=true]');

describe('runs as tabs', () => {
  it('each scan is a tab; arrow keys go from one to the next, Delete closes one', async () => {
    const page = await scanned('nmap -sS -p 22 target', 'nmap -sA -p 22 target');
    expect(await tabs(page).count()).toBe(3);
    await shown(page).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await shown(page).innerText()).toBe('nmap -sS -p 22 target');
    await page.locator('#left-panel').getByText('open').waitFor();
    await page.keyboard.press('Delete');
    expect(await tabs(page).count()).toBe(2);
    await page.getByRole('button', { name: 'Close the run' }).click();
    expect(await tabs(page).count()).toBe(1);
    expect(page.complaints).toEqual([]);
  });

  it('two runs side by side: what differs is marked, what is equal folded, each with its why', async () => {
    const page = await scanned('nmap -sS -p 21,22,139 target', 'nmap -sA -p 21,22,139 target');
    await page.getByLabel('Compare with another run').selectOption({ label: 'nmap -sS -p 21,22,139 target' });
    const panel = page.locator('#right-panel');
    await panel.getByText('2 of 3 ports differ').waitFor();
    const open = panel.getByRole('row', { name: '22/tcp' });
    expect(await open.innerText()).toMatch(/unfiltered\s+reset\s+≠\s*differs\s+open\s+syn-ack/);
    await panel.getByRole('button', { name: '1 equal' }).click();
    await panel.getByRole('row', { name: '139/tcp' }).waitFor();
    await open.getByRole('button', { name: 'open', exact: true }).click();
    expect(await shown(page).innerText()).toBe('nmap -sS -p 21,22,139 target');
    await page.getByText('22/tcp on 198.18.10.28 is open because').first().waitFor();
    expect(page.complaints).toEqual([]);
  });
});
