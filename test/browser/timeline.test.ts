import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function sandbox(visit: Parameters<Site['page']>[0] = {}): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/', ...visit });
  await slider(page).waitFor();
  return page;
}

const slider = (page: WatchedPage): Locator => page.getByRole('slider', { name: 'Cursor' });
const cursorOf = async (page: WatchedPage): Promise<number> =>
  Number(await slider(page).getAttribute('aria-valuenow'));

describe('the timeline', () => {
  it('steps by packet, rule and transition, forward and back, and says what happened', async () => {
    const page = await sandbox();
    await page.getByRole('button', { name: 'The beginning' }).click();
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('Before anything happened.');
    await page.getByRole('button', { name: 'Next packet' }).click();
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(
      /^scanner sent the ARP request: arp who-has/,
    );
    await page.getByRole('button', { name: 'Next rule' }).click();
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^target's firewall /);
    const rule = await cursorOf(page);
    await page.getByRole('button', { name: 'Previous transition' }).click();
    expect(await cursorOf(page)).toBe(rule - 1);
    await page.getByRole('button', { name: 'Next transition' }).click();
    expect(await cursorOf(page)).toBe(rule + 1);
    await page.getByRole('button', { name: 'Previous packet' }).click();
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('The SYN reached target.');
    await page.getByRole('button', { name: 'The end' }).click();
    expect(await cursorOf(page)).toBe(Number(await slider(page).getAttribute('aria-valuemax')));
    expect(page.complaints).toEqual([]);
  });

  it('is moved by keys anywhere, but never by what is typed, and not where they are switched off', async () => {
    const page = await sandbox();
    await page.locator('body').press('Home');
    expect(await cursorOf(page)).toBe(0);
    await page.locator('body').press('ArrowRight');
    const packet = await cursorOf(page);
    expect(packet).toBeGreaterThan(0);
    await page.locator('body').press('n');
    expect(await cursorOf(page)).toBe(packet + 1);

    await page.getByRole('combobox', { name: 'Command on' }).pressSequentially('nn b');
    expect(await cursorOf(page)).toBe(packet + 1);

    await slider(page).focus();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /Keys work anywhere/ }).uncheck();
    await page.keyboard.press('Escape');
    // Closing gives the focus back to the slider, which keeps its keys: away from it.
    await page.locator('.timeline .count').click();
    await page.locator('body').press('n');
    expect(await cursorOf(page)).toBe(packet + 1);
    await slider(page).press('ArrowRight');
    expect(await cursorOf(page)).toBe(packet + 2);
  });

  it('plays to the end, silences cut short, and can be paused', async () => {
    const page = await sandbox();
    await page.getByRole('combobox', { name: 'Speed of playing' }).selectOption('1×');
    const began = Date.now();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await cursorOf(page)).toBe(Number(await slider(page).getAttribute('aria-valuemax')));
    // 1.2 s of the network, of which one second is a silence.
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it('shows what the silences were for', async () => {
    const page = await sandbox();
    const folds = await page.locator('.timeline .fold title').allTextContents();
    expect(folds).toContainEqual(expect.stringMatching(/^1\.0 s: pausing before 139\/tcp is asked again$/));
  });

  it('is scrubbed through 10,000 events at 50 pictures a second: a move costs the page less than 20 ms', async () => {
    const page = await sandbox();
    await typeLine(page, 'nmap -sS -p 1-1000 target');
    await page.waitForFunction(
      () => Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax')) > 10_000,
    );
    const box = await slider(page).boundingBox();
    if (box === null) throw new Error('no slider');
    // Time of the page's own thread, not of the clock: what else this machine does is not counted.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    const MOVES = 120;
    const at = (move: number): readonly [number, number] => [box.x + (box.width * move) / MOVES, box.y + 20];
    await page.mouse.move(...at(1));
    await page.mouse.down();
    const before = await busy();
    for (let move = 2; move <= MOVES; move++) await page.mouse.move(...at(move));
    const each = ((await busy()) - before) / (MOVES - 1);
    await page.mouse.up();
    expect(await cursorOf(page)).toBeGreaterThan(10_000);
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThan(20);
  });

  it.each([360, 1440])('fits into %d px', async (width) => {
    const page = await sandbox({ width });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const bar = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
    expect((bar?.x ?? -1) >= 0 && (bar?.width ?? 0) <= width).toBe(true);
  });
});
