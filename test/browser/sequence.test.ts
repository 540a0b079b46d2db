import { readFile } from 'node:fs/promises';
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

/** The sandbox after a line was typed, with the diagram in its right half. */
async function diagramOf(line: string, at: Parameters<Site['page']>[0] = {}): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/', ...at });
  await page.getByText('netbios-ssn').first().waitFor();
  await typeLine(page, line);
  await page
    .getByRole('tab', { name: line.slice(0, 12) })
    .last()
    .waitFor();
  await view(page).getByRole('tab', { name: 'Sequence', exact: true }).click();
  await view(page).locator('[data-packets]').waitFor();
  return page;
}

const room = (page: WatchedPage) => view(page).locator('[data-packets]');
const arrows = (page: WatchedPage) => view(page).locator('[data-packet]');

describe('the sequence diagram', () => {
  it('draws one arrow for each crossing: 11 of a SYN scan of an open, a rejected and a dropped port', async () => {
    const page = await diagramOf('nmap -sS -p 22,139,445 target');
    await view(page).getByRole('button', { name: 'Whole run' }).click();
    // Two requests by ARP with their replies; SYN, SYN/ACK, RST; SYN, RST; and the SYN that is dropped, twice.
    await expect.poll(() => arrows(page).count()).toBe(11);
    expect(await room(page).getAttribute('data-packets')).toBe('11');
    expect(await view(page).locator('[data-fate="dropped"] .cross').count()).toBe(3);
    expect(page.complaints).toEqual([]);
  });

  it('names at its cross the rule that killed a packet, and folds the second that nmap waits', async () => {
    const page = await diagramOf('nmap -sS -p 22,139 target');
    await expect
      .poll(() => view(page).locator('.death').allTextContents())
      .toContainEqual(expect.stringContaining('INPUT rule 1 DROP'));
    await expect
      .poll(() => view(page).locator('.fold text').allTextContents())
      .toContainEqual(expect.stringContaining('1.0 s: pausing before 139/tcp is asked again'));
  });

  it('moves the cursor where an arrow is chosen, and by its keys from packet to packet', async () => {
    const page = await diagramOf('nmap -sS -p 22,139,445 target');
    await view(page).getByRole('button', { name: 'Whole run' }).click();
    await expect.poll(() => arrows(page).count()).toBe(11);
    const start = await view(page).locator('[data-packet="1"] .start').boundingBox();
    await page.mouse.click((start?.x ?? 0) - 6, (start?.y ?? 0) + 3);
    await expect.poll(() => view(page).locator('.packet.current').getAttribute('data-packet')).toBe('1');
    await room(page).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => view(page).locator('.packet.current').getAttribute('data-packet')).toBe('2');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => view(page).locator('.packet.current').getAttribute('data-packet')).toBe('0');
  });

  it('saves what it shows as SVG, with its looks inside and named after lab and command', async () => {
    const page = await diagramOf('nmap -sS -p 139 target');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      view(page).getByRole('button', { name: 'Save as SVG' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('six-states-nmap-sS-p-139-target.svg');
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain('INPUT rule 1 DROP');
    expect(text).toMatch(/stroke:\s?rgb\(/);
    expect(text).not.toContain('class=');
  });

  it('draws a long run on a canvas: packets of both ways, and dashes of those that died', async () => {
    const page = await diagramOf('nmap -sS -p 1-1000 target');
    const canvas = room(page).locator('canvas');
    await canvas.waitFor();
    await view(page).getByRole('button', { name: 'Whole run' }).click();
    const painted = () =>
      canvas.evaluate((element) => {
        const drawn = element as HTMLCanvasElement;
        const context = drawn.getContext('2d');
        const { width, height } = drawn;
        const middle = Math.round(height / 2);
        const points = context?.getImageData(0, middle, width, 40).data ?? new Uint8ClampedArray();
        const colours = new Set<number>();
        for (let at = 0; at < points.length; at += 4)
          colours.add(((points[at] ?? 0) << 16) | ((points[at + 1] ?? 0) << 8) | (points[at + 2] ?? 0));
        return colours.size;
      });
    // Background, lanes, and packets in several densities.
    await expect.poll(painted).toBeGreaterThan(3);
    expect(page.complaints).toEqual([]);
  });

  it('shows the list of the same packets in its place', async () => {
    const page = await diagramOf('nmap -sS -p 22,139,445 target');
    await view(page).getByRole('button', { name: 'As a list' }).click();
    await expect
      .poll(() => view(page).getByRole('grid', { name: 'Packets' }).getAttribute('aria-rowcount'))
      .toBe('12');
  });
});
