import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The right half of the sandbox. */
const view = (page: WatchedPage) => page.getByRole('region', { name: 'right views' });

async function mermaid(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('netbios-ssn').first().waitFor();
  await view(page).getByRole('tab', { name: 'Mermaid', exact: true }).click();
  return page;
}

const picture = (page: WatchedPage) => view(page).getByRole('group', { name: 'Diagram' }).locator('svg');

describe('the Mermaid view', () => {
  it('draws the scan with Mermaid, without HTML in it', async () => {
    const page = await mermaid();
    await picture(page).getByText('SYN/ACK').first().waitFor();
    expect(await picture(page).locator('foreignObject, script').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  it('draws every machine', async () => {
    const page = await mermaid();
    const subject = view(page).getByRole('combobox', { name: 'Diagram of' });
    for (const [machine, state] of [
      ['tcp-endpoint', 'synReceived'],
      ['tcp-client', 'synSent'],
      ['conntrack-flow', 'synSent'],
      ['firewall-passage', 'judged'],
      ['probe', 'retransmitted'],
    ] as const) {
      await subject.selectOption(machine);
      await picture(page).getByText(state, { exact: true }).first().waitFor();
    }
    expect(page.complaints).toEqual([]);
  });

  it('gives the text that the command gives with -oM', async () => {
    const page = await mermaid();
    await view(page).getByRole('button', { name: 'As text' }).click();
    const text = view(page).getByLabel('Mermaid text');
    await expect.poll(() => text.textContent()).toMatch(/^sequenceDiagram\n {2}accTitle: /);
    expect(await text.textContent()).toContain('Note over p2: rule 1 of filter INPUT DROP');
  });
});
