import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function matrix(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').waitFor();
  await page.locator('#right-matrix').click();
  await page.getByRole('region', { name: 'Matrix of techniques and TCP ports' }).waitFor();
  return page;
}

describe('the matrix', () => {
  it('asks for the ports of the lab by all nine techniques, and says what each sends', async () => {
    const page = await matrix();
    const panel = page.locator('#right-panel');
    const flags = await panel.locator('tbody .flag').allInnerTexts();
    expect(flags.sort()).toEqual(['-sA', '-sF', '-sM', '-sN', '-sS', '-sT', '-sU', '-sW', '-sX']);
    const fin = panel.getByRole('row', { name: '-sF FIN scan' });
    expect(await fin.innerText()).toContain('sends a TCP segment with FIN');
    // 21 closed, 22 open, 80 open, 139 dropped, 443 rejected by ICMP, 445 by reset, 8080 bound elsewhere.
    expect((await fin.locator('.badge').allInnerTexts()).map((text) => text.trim())).toEqual([
      'closed',
      'open|filtered',
      'open|filtered',
      'open|filtered',
      'filtered',
      'closed',
      'closed',
    ]);
    expect(page.complaints).toEqual([]);
  });

  it('a cell runs the scan that it stands for, and shows why', async () => {
    const page = await matrix();
    const ack = page.locator('#right-panel').getByRole('row', { name: '-sA ACK scan' });
    await ack.getByRole('button').nth(3).click();
    await page.getByRole('tab', { name: 'nmap -sA -p 21,22,80,139,443,445,8080 target' }).waitFor();
    await page.getByText('139/tcp on 198.18.10.28 is filtered because').first().waitFor();
  });

  it('tells which rules would answer as a port does', async () => {
    const page = await matrix();
    await page.getByRole('button', { name: 'which rule? would answer as 139 does' }).click();
    const panel = page.locator('#right-panel');
    await panel.getByText('2 of 22 would give the same answers').waitFor({ timeout: 20_000 });
    const fitting = await panel.locator('tr.fits').allInnerTexts();
    expect(fitting).toHaveLength(2);
    for (const text of fitting) expect(text).toContain('iptables -A INPUT -p tcp --dport 139 -j DROP');
  });
});
