import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('how faithful it is', () => {
  it('says how many scans were simulated anew, with which versions, and that nothing is unexplained', async () => {
    const page = await site.page({ path: 'faithful/' });
    const sums = page.locator('.sums');
    expect(await sums.getByText('440').count()).toBe(1);
    expect(await sums.locator('div').filter({ hasText: 'Unexplained' }).locator('dd').innerText()).toBe('0');
    const { tools, recordedAt } = JSON.parse(readFileSync('lessons/recordings/six-states/syn.json', 'utf8'));
    const text = await page.locator('main').innerText();
    expect(text).toContain(`kernel ${tools.kernel}`);
    expect(text).toContain(`nmap ${tools.nmap}`);
    expect(text).toContain(recordedAt.slice(0, 10));
    expect(page.complaints).toEqual([]);
  });

  it('leads from a cell to its comparison', async () => {
    const page = await site.page({ path: 'faithful/' });
    await page.getByRole('link', { name: /six-states, udp: 4 ports, all agree/ }).click();
    await page.getByText('All 4 ports agree in 3 columns.').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/compare/#lab=six-states&scan=udp');
  });

  it('has an anchor for every known difference', async () => {
    const page = await site.page({ path: 'faithful/' });
    const ids = [...readFileSync('FIDELITY.md', 'utf8').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
      ([, id]) => id,
    );
    const found = await page.evaluate(
      (all) => all.filter((id) => document.getElementById(id) !== null),
      ids as string[],
    );
    expect(found).toEqual(ids);
    expect(await page.locator('#random-ttl code').first().innerText()).toBe('routing-loop');
  });

  it.each([1440, 360])('fits into %i px', async (width) => {
    const page = await site.page({ path: 'faithful/', width });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
