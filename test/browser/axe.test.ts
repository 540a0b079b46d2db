import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { openView, settled, VIEW_NAMES } from './support/sandbox.ts';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const THEMES = ['dark', 'light'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
] as const;
const LOOKS = THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, ...size })));

describe('axe finds nothing wrong', () => {
  it.each(LOOKS)('with any view of a scan, $theme at $width px', async (look) => {
    const page = await site.page({ path: 'sandbox/', ...look });
    await settled(page);
    const found: string[] = [];
    for (const view of VIEW_NAMES) {
      await openView(page, view);
      for (const violation of await violationsIn(page, { coloursOnly: look.theme === 'light' }))
        found.push(`${view}: ${violation}`);
    }
    expect(found).toEqual([]);
  });
});
