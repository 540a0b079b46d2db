import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offline } from '../../site/build/offline.mjs';
import { builtPages } from './support/pages.ts';
import { settled } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

/** The caches of the page's origin, by name, and how many files each holds; read when the worker is at work. */
const cached = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active !== null && active.state !== 'activated')
      await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
    const names = await caches.keys();
    const sizes = names.map(async (name) => [name, (await (await caches.open(name)).keys()).length] as const);
    return Object.fromEntries(await Promise.all(sizes));
  });

describe('after the first visit, with no network', () => {
  let site: Site;
  let page: WatchedPage;
  beforeAll(async () => {
    site = await openSite();
    page = await site.page({ serviceWorker: true, shared: true });
    await cached(page);
    await site.cut();
    await page.context().setOffline(true);
  });
  afterAll(() => site.close());

  it.each(builtPages())('the page /%s opens', async (path) => {
    await page.goto(new URL(path, site.address).href);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    expect(page.complaints).toEqual([]);
  });

  it('the sandbox scans', async () => {
    await page.goto(new URL('sandbox/', site.address).href);
    await settled(page);
    expect(await page.getByRole('log').locator('pre').last().textContent()).toContain('139/tcp');
    expect(page.complaints).toEqual([]);
  });

  it('the search finds', async () => {
    await page.getByRole('button', { name: 'Search' }).click();
    await page.locator('.pagefind-ui__search-input').fill('filtered');
    await page.locator('.pagefind-ui__results').getByRole('link').first().waitFor();
  });
});

describe('another build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-offline-'));
  let site: Site;
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  async function build(words: string): Promise<void> {
    rmSync(join(folder, 'service-worker.js'), { force: true });
    writeFileSync(join(folder, 'index.html'), `<!doctype html><title>${words}</title>`);
    await offline().hooks['astro:build:done']({ dir: pathToFileURL(`${folder}/`) });
  }

  it('brings its own cache, and removes the one of the build before', async () => {
    await build('first');
    site = await openSite(folder);
    const page = await site.page({ serviceWorker: true, shared: true });
    await page.evaluate(() => navigator.serviceWorker.register('/service-worker.js'));
    const [before = '', ...more] = Object.keys(await cached(page));
    expect(more).toEqual([]);

    await build('second');
    await page.evaluate(async () => {
      const changed = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve),
      );
      await (await navigator.serviceWorker.ready).update();
      await changed;
    });
    const after = await cached(page);
    expect(Object.keys(after)).not.toContain(before);
    expect(Object.values(after)).toEqual([1]);
    await site.cut();
    await page.reload();
    expect(await page.title()).toBe('second');
  });
});
