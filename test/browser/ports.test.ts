import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The sentences of `halfopen scan --why`, without times, numbers and indentation. */
function sentences(port: number, ...args: readonly string[]): string[] {
  const command = [
    'dist/halfopen.js',
    'scan',
    '--lab',
    'lessons/labs/six-states.yaml',
    '--why',
    String(port),
  ];
  const output = execFileSync(process.execPath, [...command, ...args, 'target'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [, chain = ''] = output.split(/^Why .*:\n/m);
  return chain
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^ *[\d.]+ s +\[\d+\] +/, ''));
}

async function scanned(line: string, shared = false): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/', shared });
  await page.getByText('Halfopen done').waitFor();
  await page.locator('#left-ports').click();
  await typeLine(page, line);
  await page.locator('.entry').last().getByText('scanned in').waitFor({ timeout: 30_000 });
  return page;
}

const panel = (page: WatchedPage) => page.locator('#left-panel');
const steps = (page: WatchedPage) => panel(page).locator('section ol li > :last-child');

describe('why a port is so', () => {
  let page: WatchedPage;
  beforeAll(async () => {
    page = await scanned('nmap -sS -p 22,139,443,445 target', true);
  });

  it.each([22, 139, 443, 445])('%i: the chain is that of --why, sentence for sentence', async (port) => {
    await panel(page)
      .getByRole('row', { name: `${port}/tcp` })
      .getByRole('button')
      .click();
    await panel(page)
      .getByRole('heading', { name: `Why ${port}/tcp` })
      .waitFor();
    await steps(page).first().waitFor();
    expect(await steps(page).allInnerTexts()).toEqual(sentences(port, '-sS', '-p', '22,139,443,445'));
    expect(page.complaints).toEqual([]);
  });
});

describe('ports', () => {
  it('a state in the console leads to the same chain', async () => {
    const page = await scanned('nmap -sS -p 139 target');
    await page.getByRole('button', { name: '139/tcp is filtered: why?' }).last().click();
    await panel(page).getByRole('heading', { name: 'Why 139/tcp' }).waitFor();
    await panel(page).getByText('The first SYN died at target: rule 1 of filter INPUT').waitFor();
  });

  it('a step moves the cursor; before its verdict a port is not known yet', async () => {
    const page = await scanned('nmap -sS -p 22,139 target');
    const row = panel(page).getByRole('row', { name: '139/tcp' });
    await row.getByRole('button').click();
    const reached = panel(page).getByRole('button', { name: 'The SYN reached target.' }).first();
    await reached.click();
    expect(await reached.getAttribute('aria-current')).toBe('step');
    await row.getByText('not known yet').waitFor();
  });

  it('ports that nmap does not show are behind one row, a page at a time', async () => {
    const page = await scanned('nmap target');
    const fold = panel(page).getByRole('button', { name: /^▸? ?Not shown: 99\d closed tcp ports \(reset\)/ });
    await fold.click();
    expect(await panel(page).getByRole('row').count()).toBeLessThan(130);
    await panel(page).getByText('page 1 of 10').waitFor();
    await panel(page).getByRole('button', { name: 'After' }).click();
    await panel(page).getByText('page 2 of 10').waitFor();
  });
});

describe('a scan of all ports', () => {
  // How long it takes, and how long the page keeps from answering, is measured in bench/site.
  it('puts no row on the page that is not looked at', async () => {
    const page = await scanned('nmap -p- target');
    await page.getByText('Not shown: 65531 closed tcp ports (reset)').first().waitFor();
    expect(await page.locator('tr').count()).toBeLessThan(100);
  });

  it('tells why of a port by scanning once more, in the same words', async () => {
    const page = await scanned('nmap -p- target');
    await panel(page).getByRole('row', { name: '139/tcp' }).getByRole('button').click();
    await panel(page).getByText('This scan was too long to keep its trace.').waitFor();
    await steps(page).first().waitFor({ timeout: 60_000 });
    expect(await steps(page).allInnerTexts()).toEqual(sentences(139, '-p-'));
  }, 120_000);
});
