import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overflow } from './support/layout.ts';
import { openView, sandboxPath, settled, VIEW_NAMES } from './support/sandbox.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The narrowest phone, and a laptop's window at 200 % (WCAG 1.4.4, 1.4.10). */
const SIZES = [
  { name: '360 px wide', width: 360, height: 740 },
  { name: 'at 200 %', width: 720, height: 450, scale: 2 },
] as const;

/** Controls that are smaller than a finger's 24 px (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '.tool :is(button, select, summary, [role=tab], [role=slider], input:not([type=file]))',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        // What names a control is a target too.
        const boxes = [element, element.closest('label') ?? element].map((one) =>
          one.getBoundingClientRect(),
        );
        // A row may be smaller by the fraction of a pixel that rounding takes.
        if (boxes.some(({ width, height }) => Math.min(width, height) > 23.5)) return [];
        const sizes = boxes.map(({ width, height }) => `${width.toFixed(0)} x ${height.toFixed(0)}`);
        return `${element.localName} "${element.textContent?.trim().slice(0, 30)}" ${sizes[0]}`;
      }),
  );

/** Parts of the sandbox that lie over one another, the page scrolled to its end. */
const overlaps = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const boxes = [...document.querySelectorAll('.sandbox > *, header')]
      .filter((element) => element.checkVisibility() && !element.matches('[role=status]'))
      .map((element) => ({
        name: element.className || element.localName,
        box: element.getBoundingClientRect(),
      }))
      // What is fixed in place lies over what has been scrolled away beneath it.
      .filter(({ box, name }) => box.bottom > 0 && !/header/.test(name));
    return boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1,
        )
        .map((b) => `${a.name} over ${b.name}`),
    );
  });

describe.each(SIZES)('$name', (size) => {
  it('every view fits, nothing lies over another, and every control is large enough to hit', async () => {
    const page = await site.page({ path: 'sandbox/', ...size });
    await settled(page);
    const found: string[] = [];
    for (const view of VIEW_NAMES) {
      await openView(page, view);
      const over = await overflow(page);
      if (over > 0) found.push(`${view}: ${over} px too wide`);
      for (const text of [...(await smallTargets(page)), ...(await overlaps(page))])
        found.push(`${view}: ${text}`);
    }
    expect(found).toEqual([]);
  });
});

describe('a wide window', () => {
  it('shows console, views and timeline side by side, none over another, with controls large enough', async () => {
    const page = await site.page({ path: 'sandbox/' });
    await settled(page);
    const found: string[] = [];
    for (const view of VIEW_NAMES) {
      await openView(page, view);
      for (const text of [...(await smallTargets(page)), ...(await overlaps(page))])
        found.push(`${view}: ${text}`);
    }
    expect(found).toEqual([]);
  });
});

describe('without motion', () => {
  const CURSOR = 30;

  /** What every view says of one event. */
  async function words(reducedMotion: boolean): Promise<Record<string, string>> {
    const path = await sandboxPath({ lines: ['nmap -sS -p 22,139 target'], cursor: CURSOR });
    const page = await site.page({ path, reducedMotion });
    await settled(page);
    const said: Record<string, string> = {};
    for (const view of VIEW_NAMES) {
      await openView(page, view);
      await page.waitForLoadState('networkidle');
      said[view] = await page.locator('#left-panel').innerText();
      if (reducedMotion) expect(await page.evaluate(() => document.getAnimations().length), view).toBe(0);
    }
    await page.context().close();
    return said;
  }

  it('every view says the same in words, and nothing moves', async () => {
    expect(await words(true)).toEqual(await words(false));
  });
});
