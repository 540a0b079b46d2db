import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The sandbox after its first scan, `nmap -sS -p 22,139,443,445,8080 target`, with the firewall to the left. */
async function firewall(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').waitFor();
  await page.getByRole('tab', { name: 'Firewall' }).first().click();
  await page.getByRole('table', { name: 'Chain INPUT' }).waitFor();
  return page;
}

const rule = (page: WatchedPage, number: number) =>
  page
    .getByRole('table', { name: 'Chain INPUT' })
    .locator('tbody tr')
    .nth(number - 1);
const passage = (page: WatchedPage) => page.getByRole('region', { name: 'The packet at the cursor' });

describe('the firewall', () => {
  it('counts as iptables does, and marks the rule that decided', async () => {
    const page = await firewall();
    // tcp/139 is asked twice and dropped: two SYNs with one option, 20 + 20 + 4 bytes each.
    expect(await rule(page, 1).innerText()).toMatch(/decided\s+1\s+2\s+88\s+DROP/);
    expect(await rule(page, 3).innerText()).toMatch(/^\s*3\s+1\s+44\s+REJECT/);
    expect(await passage(page).innerText()).toContain('Nothing is sent back');
    expect(page.complaints).toEqual([]);
  });

  it('at the beginning has counted nothing', async () => {
    const page = await firewall();
    await page.getByRole('button', { name: 'The beginning' }).click();
    await page.getByText('No packet has come to the firewall of target by now.').waitFor();
    expect(await rule(page, 1).innerText()).toMatch(/1\s+0\s+0\s+DROP/);
  });

  it('follows the packet step by step', async () => {
    const page = await firewall();
    await passage(page).getByRole('button', { name: 'stateless' }).click();
    // The machine has begun; no rule was asked yet.
    expect(await passage(page).innerText()).toContain('still on its way');
    expect(await rule(page, 1).getAttribute('data-mark')).toBeNull();
  });
});

describe('its rules', () => {
  async function editor(page: WatchedPage) {
    await page.getByText('Change the rules of target').first().click();
    const name = 'Rules of target. Escape, then Tab leaves the editor.';
    const field = page.getByRole('textbox', { name, exact: true });
    await page.locator('.cm-content').first().waitFor();
    return field;
  }

  it('are complained of at the word, with a remedy', async () => {
    const page = await firewall();
    const field = await editor(page);
    await field.fill('iptables -A INPUT -p tcp --dprt 22 -j DROP');
    await page.locator('.cm-lintRange-error').first().waitFor();
    expect(await page.locator('.cm-lintRange-error').first().innerText()).toBe('--dprt');
    const list = page.getByRole('list', { name: 'What is wrong' });
    expect(await list.innerText()).toMatch(/Line 1.*--dprt/s);
    expect(await page.getByRole('button', { name: 'Apply to the lab' }).isDisabled()).toBe(true);
  });

  it('are completed from what the parser knows', async () => {
    const page = await firewall();
    const field = await editor(page);
    await field.fill('');
    await field.pressSequentially('iptables -A INPUT -j REJ');
    const offered = page.locator('.cm-tooltip-autocomplete').getByRole('option', { name: 'REJECT' });
    await offered.waitFor();
    expect(await offered.innerText()).toContain('target');
  });

  it('are applied to the lab, and can be undone', async () => {
    const page = await firewall();
    const field = await editor(page);
    await field.fill('iptables -P INPUT DROP');
    await page.getByRole('button', { name: 'Apply to the lab' }).click();
    const undo = page.getByRole('button', { name: 'Undo' });
    await page.locator('button:enabled', { hasText: 'Undo' }).waitFor();
    await undo.click();
    await page.getByText('# Silence: filtered').first().waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('are left by Escape and Tab', async () => {
    const page = await firewall();
    const field = await editor(page);
    await field.click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await field.evaluate((element) => element.contains(document.activeElement))).toBe(false);
  });
});
