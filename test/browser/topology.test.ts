import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function map(visit: Parameters<Site['page']>[0] = {}): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/', ...visit });
  await page.getByRole('slider', { name: 'Cursor' }).waitFor();
  await page.locator('#left-topology').click();
  await page.locator('#left-panel g.host').first().waitFor();
  return page;
}

describe('the map of the lab', () => {
  it('shows what a host is', async () => {
    const page = await map();
    const panel = page.locator('#left-panel');
    await panel.getByRole('button', { name: /^target .*has firewall rules/ }).click();
    await panel.getByText('198.18.10.28 on lan, de:ad:00:00:be:ef').waitFor();
    await panel.getByText('8080/tcp').waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('marks the packet at the cursor, with a cross where it was dropped', async () => {
    const page = await map({ reducedMotion: true });
    await page.getByRole('button', { name: 'Previous packet' }).click();
    await page.locator('#left-panel g.packet.ended path').waitFor();
    await page.getByRole('button', { name: 'Previous packet' }).click();
    await page.locator('#left-panel g.packet:not(.ended) circle').waitFor();
  });

  it('says in words who is where', async () => {
    const page = await map();
    const list = page.locator('#left-panel').getByRole('list', { name: 'Who is where' });
    expect(
      (await list.getByRole('listitem').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim()),
    ).toEqual([
      'scanner (scanner): 198.18.10.2 on lan',
      'target (host, has firewall rules): 198.18.10.28 on lan',
    ]);
  });
});
