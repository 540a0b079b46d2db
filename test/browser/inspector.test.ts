import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** At the first SYN that left the scanner. */
async function inspected(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByRole('slider', { name: 'Cursor' }).waitFor();
  await page.locator('#left-inspector').click();
  await page.getByRole('button', { name: 'The beginning' }).click();
  for (let packet = 0; packet < 9; packet++) await page.getByRole('button', { name: 'Next packet' }).click();
  await page.locator('#left-panel').getByText('Ethernet II').waitFor();
  return page;
}

describe('the packet inspector', () => {
  it('marks the bytes of a field, and finds the field of a byte', async () => {
    const page = await inspected();
    const panel = page.locator('#left-panel');
    await panel.getByRole('cell', { name: '0x02 (SYN)' }).waitFor();
    await panel.getByRole('button', { name: 'Control bits' }).click();
    expect(
      await panel
        .locator('[data-at][aria-pressed=true]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-at'))),
    ).toEqual(['47']);
    await panel.getByText('RFC 9293, section 3.1; RFC 3168, section 6.1').waitFor();

    await panel.locator('[data-at="22"]').click();
    expect(await panel.getByRole('button', { name: 'Time to Live' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await page.keyboard.press('ArrowRight');
    expect(
      await panel.getByRole('button', { name: 'Protocol', exact: true }).getAttribute('aria-pressed'),
    ).toBe('true');
    expect(page.complaints).toEqual([]);
  });

  it('judges the checksums', async () => {
    const page = await inspected();
    expect(await page.locator('#left-panel').getByText('✓ right').count()).toBe(2);
  });

  it('follows the cursor, and leads to the packet behind an event', async () => {
    const page = await inspected();
    await page.getByRole('button', { name: 'Next rule' }).click();
    await page
      .locator('#left-panel')
      .getByRole('button', { name: /the packet behind/ })
      .click();
    expect(await page.getByRole('slider', { name: 'Cursor' }).getAttribute('aria-valuetext')).toMatch(
      /^The SYN reached target/,
    );
  });
});
