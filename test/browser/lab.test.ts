import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeLink } from '../../site/session/link.ts';
import { typeLine } from './support/sandbox.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

const LAB = `# a lab of mine
lab: small
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms } # not far
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh }
`;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** The editor in the left place, over the small lab. */
async function editor(...lines: readonly string[]): Promise<WatchedPage> {
  const steps = lines.map((line) => ({ kind: 'line', line }) as const);
  const page = await site.page({
    path: `sandbox/#${await encodeLink({ labText: LAB, steps, views: ['lab', 'ports'] })}`,
  });
  await page.locator('.cm-content').waitFor();
  return page;
}

const way = (page: Page, name: 'Text' | 'Form' | 'Random'): Promise<void> =>
  page.getByRole('group', { name: 'How to edit the lab' }).getByRole('button', { name, exact: true }).click();

/** The lab file as the page would save it. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

describe('the lab as text', () => {
  it('underlines the word that is wrong, and says what would be right', async () => {
    const page = await editor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('x');
    await page.locator('.cm-lintRange-error', { hasText: /^xlab$/ }).waitFor();
    const wrong = page.getByRole('list', { name: 'What is wrong with the lab' });
    await wrong.getByText('knows no key "xlab"').waitFor();
    await wrong.getByText('Did you mean "lab"?').waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('completes a key of the place where the caret is', async () => {
    const page = await editor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('    sta');
    await page.getByRole('option', { name: /^stack/ }).click();
    await page.keyboard.type('b');
    await page.getByRole('option', { name: /^bsd/ }).click();
    await page.locator('.cm-line', { hasText: 'stack: bsd' }).waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true, disabled: false }).waitFor();
    expect(await saved(page)).toBe(`${LAB}    stack: bsd`);
  });

  it('completes iptables below firewall', async () => {
    const page = await editor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('    firewall: |\niptables -A IN');
    await page.locator('.cm-tooltip-autocomplete').getByText('INPUT').first().waitFor();
  });
});

describe('the lab as a form', () => {
  it('adds a service, which a scan then finds; the rest of the file stays as it was', async () => {
    const page = await editor();
    await way(page, 'Form');
    await page
      .getByRole('group', { name: 'Host target' })
      .getByRole('button', { name: 'Add a service' })
      .click();
    await page.getByRole('group', { name: 'service 2' }).waitFor();
    await typeLine(page, 'nmap -sS -p 22,80 target');
    await page
      .getByRole('log')
      .getByText(/80\/tcp\s+open/)
      .waitFor();
    expect(await saved(page)).toBe(`${LAB}      - { port: tcp/80 }\n`);
  });

  it('shows a mistake at the field that it is about', async () => {
    const page = await editor();
    await way(page, 'Form');
    const rtt = page.getByRole('group', { name: 'lan' }).getByRole('textbox', { name: 'rtt' });
    await rtt.fill('soon');
    await rtt.press('Enter');
    await page.getByRole('group', { name: 'lan' }).getByText('"soon" is not a duration').waitFor();
    expect(await rtt.getAttribute('aria-invalid')).toBe('true');
  });

  it('is undone and done again', async () => {
    const page = await editor();
    await way(page, 'Form');
    await page.getByRole('button', { name: 'Add a host' }).click();
    await page.getByRole('group', { name: 'Host host' }).waitFor();
    const more = await saved(page);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('group', { name: 'Host host' }).waitFor({ state: 'detached' });
    expect(await saved(page)).toBe(LAB);
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await page.getByRole('group', { name: 'Host host' }).waitFor();
    expect(await saved(page)).toBe(more);
  });
});

describe('a changed lab', () => {
  it('leaves its runs as they were, and runs the last line again where it is wanted', async () => {
    const page = await editor('nmap -sS -p 22 target');
    await page
      .getByRole('log')
      .getByText(/22\/tcp\s+open/)
      .waitFor();
    await way(page, 'Form');
    await page.getByRole('button', { name: 'Remove service 1' }).click();
    await page.getByText('Runs keep the lab they were made in.').waitFor();
    await page
      .getByRole('log')
      .getByText(/22\/tcp\s+open/)
      .waitFor();
    await page.getByRole('button', { name: 'Run nmap -sS -p 22 target again' }).click();
    await page
      .getByRole('log')
      .getByText(/22\/tcp\s+closed/)
      .waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('is saved and opened again', async () => {
    const page = await editor();
    await page
      .getByLabel('Lab file', { exact: true })
      .last()
      .setInputFiles({
        name: 'own.yaml',
        mimeType: 'text/yaml',
        buffer: Buffer.from(LAB.replace('14ms', '3ms')),
      });
    await page.getByText('Opened own.yaml.').waitFor();
    expect(await saved(page)).toBe(LAB.replace('14ms', '3ms'));
  });
});

describe('a random lab', () => {
  it('is the same text for the same seed', async () => {
    const texts: string[] = [];
    for (const page of [await editor(), await editor()]) {
      await way(page, 'Random');
      await page.getByRole('spinbutton', { name: 'Seed' }).fill('42');
      await page.getByRole('combobox', { name: 'Difficulty' }).selectOption('hard');
      await page.getByRole('button', { name: 'Make the lab' }).click();
      await page.getByText('The lab is now: Random lab 42, hard').waitFor();
      texts.push(await saved(page));
    }
    expect(texts[0]).toMatch(/^lab: random-42-hard$/m);
    expect(texts[1]).toBe(texts[0]);
  });
});
