import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The sandbox after its first scan and, if one is given, another. */
async function defender(line?: string): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').first().waitFor();
  if (line !== undefined) {
    await typeLine(page, line);
    await page.locator('.entry').last().getByText('Halfopen done').waitFor();
  }
  await page.getByRole('tab', { name: 'Defender' }).first().click();
  await page.getByRole('region', { name: 'Alarms' }).waitFor();
  return page;
}

describe('the defender', () => {
  it('has an alarm of a SYN scan, and it leads to the event', async () => {
    const page = await defender();
    const alarms = page.getByRole('region', { name: 'Alarms' });
    const text = await alarms.innerText();
    expect(text).toContain('Half-open connection');
    expect(text).toContain('port 22');
    await alarms.locator('tbody button').first().click();
    expect(await alarms.locator('[aria-current="step"]').count()).toBe(1);
    expect(page.complaints).toEqual([]);
  });

  it('reads in the log what applications were given', async () => {
    const page = await defender('nmap -sT -p 22,139 target');
    const log = await page.getByRole('region', { name: 'Log' }).innerText();
    // Only tcp/22 is open: one call of accept() returned.
    expect(log).toContain('Log (1 line)');
    expect(log).toContain('port 22: accepted a connection from 198.18.10.2');
  });

  it('compares the noise of the scans of the session', async () => {
    const page = await defender('nmap -sF -p 22,80 target');
    const rows = page.getByRole('region', { name: 'Noise' }).locator('tbody');
    expect(await rows.count()).toBe(2);
    expect(await rows.nth(1).innerText()).toContain('nmap -sF -p 22,80 target');
  });
});
