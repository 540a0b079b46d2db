import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function mapOf(line: string, at: { readonly width?: number } = {}): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/', ...at });
  await page.getByText('Halfopen done').waitFor();
  await typeLine(page, line);
  await page.locator('.entry').last().getByText('scanned in').waitFor({ timeout: 30_000 });
  await page.locator('#left-map').click();
  await map(page).waitFor();
  return page;
}

const map = (page: WatchedPage) => page.getByRole('slider', { name: 'Port on the map' });

/** The colours that the map shows, each counted. */
const colours = (page: WatchedPage) =>
  map(page).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const data = canvas.getContext('2d')?.getImageData(0, 0, 256, 256).data.buffer;
    const counts = new Map<number, number>();
    for (const colour of new Uint32Array(data ?? new ArrayBuffer(0)))
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return [...counts.values()].sort((a, b) => b - a);
  });

describe('the map of all ports', () => {
  it('paints every port: 65,531 closed, port 0 not scanned, two open, two filtered', async () => {
    const page = await mapOf('nmap -p- target');
    await expect.poll(() => colours(page)).toEqual([65_531, 2, 2, 1]);
    expect(page.complaints).toEqual([]);
  });

  it('says in its legend what it shows, range by range', async () => {
    const page = await mapOf('nmap -p 1-1000 target');
    const rows = page.locator('#left-panel table').getByRole('row');
    expect(await rows.allInnerTexts()).toEqual([
      'State\tReason\tPorts\tWhich',
      'open\tsyn-ack\t2\t22,80',
      'closed\treset\t996\t1-21,23-79,81-138,140-442,444-1000',
      'filtered\tno-response\t1\t139',
      'filtered\tport-unreach\t1\t443',
    ]);
  });

  it('names the port under the keyboard, and Enter asks why', async () => {
    const page = await mapOf('nmap -p 1-1000 target');
    await map(page).focus();
    expect(await map(page).getAttribute('aria-valuetext')).toBe('22/tcp ssh: open, syn-ack');
    await page.keyboard.press('ArrowRight');
    expect(await map(page).getAttribute('aria-valuetext')).toBe('23/tcp telnet: closed, reset');
    await page.keyboard.press('Home');
    expect(await map(page).getAttribute('aria-valuetext')).toBe('0/tcp: not scanned');
    for (let port = 0; port < 22; port++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('22/tcp on 198.18.10.28 is open because').first().waitFor();
  });

  it('fits a phone', async () => {
    const page = await mapOf('nmap -p 1-1000 target', { width: 390 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const box = await map(page).boundingBox();
    expect(box?.width).toBeGreaterThan(190);
  });
});
