import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { total, watchScripts } from '../../bench/support/shipped.mjs';
import { COURSE } from '../../lessons/course/index.ts';
import { builtPages } from './support/pages.ts';
import { settled } from './support/sandbox.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Scripts that a new visitor's browser fetches, until the page is at rest; what is kept for offline use is not in it. */
async function shipped(path: string, ready: (page: Page) => Promise<unknown>) {
  const context = await site.browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const scripts = watchScripts(page);
  await page.goto(new URL(path, site.address).href);
  await ready(page);
  await page.waitForLoadState('networkidle');
  const all = await scripts();
  await context.close();
  return all;
}

/** In kB of 1,000 bytes, gzip. */
const MOST = { page: 120, sandbox: 350 } as const;

const LESSONS = builtPages().filter((path) => /^(?:de\/)?lessons\//.test(path));

describe('the scripts that are shipped', () => {
  it.each(LESSONS)(`of /%s stay under ${MOST.page} kB until something is touched`, async (path) => {
    const scripts = await shipped(path, (page) => page.locator('h1').waitFor());
    expect(total(scripts, 'gzip')).toBeLessThan(MOST.page);
  });

  it('are looked at for every lesson', () => {
    expect(LESSONS.length).toBeGreaterThan(COURSE.length);
  });

  it(`of a page to read stay under ${MOST.page} kB until something is touched`, async () => {
    const scripts = await shipped('reference/states/', (page) => page.locator('h1').waitFor());
    expect(total(scripts, 'gzip')).toBeLessThan(MOST.page);
  });

  it(`of the sandbox stay under ${MOST.sandbox} kB, the simulator included, Mermaid and the editor left out`, async () => {
    const scripts = await shipped('sandbox/', settled);
    const paths = scripts.map(({ path }) => path);
    expect(paths.filter((path) => /worker/.test(path))).toHaveLength(1);
    expect(paths.filter((path) => /codemirror|mermaid/i.test(path))).toEqual([]);
    expect(total(scripts, 'gzip')).toBeLessThan(MOST.sandbox);
  });
});
