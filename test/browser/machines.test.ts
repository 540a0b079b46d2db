import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function machines(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByRole('slider', { name: 'Cursor' }).waitFor();
  await page.locator('#left-machines').click();
  await page.locator('#left-panel g.state').first().waitFor();
  return page;
}

const cursorText = (page: WatchedPage) =>
  page.getByRole('slider', { name: 'Cursor' }).getAttribute('aria-valuetext');

describe('the state machines', () => {
  it('mark the state at the cursor, and go to the event in which a state was entered', async () => {
    const page = await machines();
    const panel = page.locator('#left-panel');
    expect(await panel.locator('g.state[aria-current]').getAttribute('aria-label')).toMatch(
      /^State closed\b/,
    );
    await panel.getByRole('button', { name: 'State synReceived' }).click();
    expect(await cursorText(page)).toMatch(/went from listen to synReceived \(segment SYN\)/);
    expect(await panel.locator('g.state[aria-current]').getAttribute('aria-label')).toMatch(
      /^State synReceived\b/,
    );
    await panel.getByText('RFC 9293 section 3.10.7.4, RFC 5961').waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('are listed in words too, each step a way to its event', async () => {
    const page = await machines();
    const steps = page.locator('#left-panel').getByRole('list', { name: 'Transitions' }).getByRole('button');
    expect(await steps.allTextContents()).toEqual([
      'listen to synReceived: segment SYN',
      'synReceived to closed: segment RST',
    ]);
    await steps.first().click();
    expect(await cursorText(page)).toMatch(/synReceived \(segment SYN\)/);
  });

  it('show what became of a probe in silence', async () => {
    const page = await machines();
    const panel = page.locator('#left-panel');
    await panel.getByRole('button', { name: /^Probe/ }).click();
    expect(
      await panel.getByRole('list', { name: 'Transitions' }).getByRole('button').allTextContents(),
    ).toEqual([
      'planned to sent: sent, try 1',
      'sent to timedOut: timed-out',
      'timedOut to retransmitted: sent, try 2',
      'retransmitted to timedOut: timed-out',
      'timedOut to givenUp: given-up',
    ]);
  });
});
