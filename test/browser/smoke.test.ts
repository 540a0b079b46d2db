import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe('the sandbox', () => {
  it('scans its lab as soon as it is open, and the browser has nothing to complain of', async () => {
    const page = await site.page({ path: 'sandbox/' });
    await page.getByText('139/tcp filtered netbios-ssn').waitFor();
    expect(page.complaints).toEqual([]);
  });
});
