import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function console(): Promise<WatchedPage> {
  const page = await site.page({ path: 'sandbox/' });
  await page.getByText('Halfopen done').waitFor();
  return page;
}

const line = (page: WatchedPage) => page.getByRole('combobox', { name: 'Command on' });
const last = (page: WatchedPage) => page.locator('.entry').last();

describe('the console', () => {
  it('shows the output as the report writers give it, and selects it so', async () => {
    const page = await console();
    await typeLine(page, 'nmap -sS -p 22,139 target');
    await last(page).getByText('scanned in').waitFor();
    const output = await last(page).locator('pre').innerText();
    expect(output).toContain(
      'PORT    STATE    SERVICE\n22/tcp  open     ssh\n139/tcp filtered netbios-ssn\n',
    );
    const selected = await last(page)
      .locator('pre')
      .evaluate((pre) => {
        getSelection()?.selectAllChildren(pre);
        return getSelection()?.toString();
      });
    expect(selected).toContain('22/tcp  open     ssh\n139/tcp filtered netbios-ssn\n');
    expect(page.complaints).toEqual([]);
  });

  it('points at the wrong word with a caret, as the command does', async () => {
    const page = await console();
    await typeLine(page, 'nmap -sS -p 80-70 target');
    const said = await last(page).locator('pre').innerText();
    expect(said.split('\n').slice(0, 2)).toEqual(['-sS -p 80-70 target', '       ^^^^^']);
  });

  it('says of an option that is not modelled what nmap does with it', async () => {
    const page = await console();
    await typeLine(page, 'nmap -sV target');
    await last(page).getByText('-sV is not modelled. nmap talks to open ports').waitFor();
  });

  it('completes with Tab: at once where there is one choice, from a list where there are more', async () => {
    const page = await console();
    await line(page).fill('nm');
    await line(page).press('Tab');
    await expect.poll(() => line(page).inputValue()).toBe('nmap ');
    await line(page).pressSequentially('--max-r');
    await line(page).press('Tab');
    const list = page.getByRole('listbox', { name: 'Completions' });
    await list.waitFor();
    expect(await line(page).getAttribute('aria-expanded')).toBe('true');
    expect(await list.getByRole('option').allInnerTexts()).toHaveLength(3);
    await line(page).press('ArrowDown');
    const active = await line(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).innerText()).toContain('--max-rate');
    await line(page).press('Enter');
    expect(await line(page).inputValue()).toBe('nmap --max-rate ');
    expect(page.complaints).toEqual([]);
  });

  it('lets go of the keyboard: Escape, then Tab', async () => {
    const page = await console();
    await line(page).fill('nmap');
    await line(page).press('Escape');
    await line(page).press('Tab');
    expect(await line(page).evaluate((input) => input === document.activeElement)).toBe(false);
  });

  it('remembers lines, in this tab over a reload too', async () => {
    const page = await console();
    await typeLine(page, 'help');
    await typeLine(page, 'history');
    await page.reload();
    await page.getByText('Halfopen done').first().waitFor();
    await line(page).press('ArrowUp');
    await line(page).press('ArrowUp');
    expect(await line(page).inputValue()).toBe('help');
    await line(page).press('ArrowDown');
    expect(await line(page).inputValue()).toBe('history');
  });

  it('stops a long scan with Ctrl-C, and works on', async () => {
    const page = await console();
    await typeLine(page, 'nmap -sU -p 1-9000 target');
    await page.getByRole('progressbar').waitFor();
    await line(page).press('Control+c');
    await last(page).getByText('Stopped.').waitFor();
    await typeLine(page, 'nmap -p 22 target');
    await last(page).getByText('22/tcp open  ssh').waitFor();
  });

  it('clears with Ctrl-L, and then offers three scans of the lab', async () => {
    const page = await console();
    await line(page).press('Control+l');
    const examples = page.locator('.examples button');
    expect(await examples.allInnerTexts()).toEqual([
      'nmap -sS -p 21,22,80,139,443,445,8080 target',
      'nmap -sA --reason -p 21,22,80,139,443,445,8080 target',
      'nmap -sU --reason -p 53,68,137,161 target',
    ]);
    await examples.first().click();
    await last(page).getByText('scanned in').waitFor();
  });

  it('offers files for saving, named without a path', async () => {
    const page = await console();
    await typeLine(page, 'nmap -p 22 -oX out/scan.xml target');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      last(page).getByRole('link', { name: 'Save scan.xml' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('scan.xml');
  });

  it('goes to another host, lists its firewall with the counters of the latest scan, and comes back', async () => {
    const page = await console();
    await typeLine(page, 'nmap -p 139 --max-retries 1 target');
    await last(page).getByText('scanned in').waitFor();
    await typeLine(page, 'ssh target');
    await page.getByText('target#').first().waitFor();
    await typeLine(page, 'iptables -L INPUT -v -n');
    await last(page).getByText('dpt:139').waitFor();
    expect(await last(page).locator('pre').innerText()).toMatch(/^ +2 +88 DROP .*dpt:139$/m);
    await typeLine(page, 'exit');
    await page.locator('label', { hasText: 'scanner#' }).waitFor();
  });

  it('a rule that is typed changes the lab, and the next scan meets it', async () => {
    const page = await console();
    await typeLine(page, 'target# iptables -A INPUT -p tcp --dport 22 -j DROP');
    await typeLine(page, 'nmap -p 22 target');
    await last(page).getByText('22/tcp filtered ssh').waitFor();
    await typeLine(page, 'reset');
    await typeLine(page, 'nmap -p 22 target');
    await last(page).getByText('22/tcp open  ssh').waitFor();
  });

  it('a ping is a run too', async () => {
    const page = await console();
    await typeLine(page, 'ping -c 1 target');
    await last(page).getByText('1 packets transmitted, 1 received').waitFor();
    await page.getByRole('tab', { name: 'ping -c 1 target' }).waitFor();
    expect(page.complaints).toEqual([]);
  });
});
