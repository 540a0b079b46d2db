import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The sandbox after `nmap -sS -p 22,139,443,445,8080 target`, these rules typed and not applied. */
async function withRules(rules: string): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').waitFor();
  await page.getByRole('tab', { name: 'Firewall' }).first().click();
  await page.getByText('Change the rules of target').first().click();
  await page.locator('.cm-content').first().waitFor();
  await page.getByRole('textbox', { name: 'Rules of target' }).fill(rules);
  return page;
}

describe('what if', () => {
  it('names the ports that flip, and nothing else', async () => {
    // Only the rule for tcp/139 is gone of those that decided: something listens there, so it is open then;
    // without the rules for 443 and 445 their listeners answer too.
    const page = await withRules('iptables -A INPUT -p tcp --dport 445 -j REJECT --reject-with tcp-reset');
    const flips = page.getByRole('list', { name: 'What changes' });
    await flips.waitFor();
    const lines = (await flips.locator('summary').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/target 139\/tcp filtered no-response .* open syn-ack/);
    expect(lines[1]).toMatch(/target 443\/tcp filtered port-unreach .* open syn-ack/);
    await flips.locator('summary').first().click();
    const paths = await flips.locator('details').first().innerText();
    expect(paths).toContain('Witness');
    // As it is: the rule that dropped it. With these rules: the listener that answered.
    expect(paths).toMatch(
      /As it is[\s\S]*rule 1 of filter INPUT[\s\S]*With these rules[\s\S]*listener on tcp\/139/,
    );
    expect(page.complaints).toEqual([]);
  });

  it('says so where nothing flips, and which rules no packet met', async () => {
    const page = await withRules(
      [
        'iptables -A INPUT -p tcp --dport 139 -j DROP',
        'iptables -A INPUT -p tcp --dport 445 -j REJECT --reject-with tcp-reset',
        'iptables -A INPUT -p tcp --dport 443 -j REJECT',
        'iptables -A INPUT -p tcp --dport 445 -j DROP',
      ].join('\n'),
    );
    await page.getByText('concludes the same of all 5 ports').waitFor();
    const idle = page.getByRole('list', { name: 'Rules that matched no packet' });
    expect(await idle.innerText()).toContain('rule 4 of filter INPUT');
    expect(await idle.locator('li').count()).toBe(1);
  });
});
