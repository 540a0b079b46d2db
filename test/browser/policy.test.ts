import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPages } from './support/pages.ts';
import { refusals, strangers } from './support/policy.ts';
import { openView, sandboxPath, settled, VIEW_NAMES } from './support/sandbox.ts';
import { openSite, SITE_FOLDER, type Site } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const PAGES = builtPages();
const htmlOf = (path: string): string =>
  readFileSync(join(SITE_FOLDER, path.endsWith('.html') ? path : join(path, 'index.html')), 'utf8');

describe('the policy', () => {
  it.each(PAGES)('is in the page /%s before anything that it governs', (path) => {
    const [, head = ''] = /<head[^>]*>([\s\S]*?)<\/head>/.exec(htmlOf(path)) ?? [];
    const [, content = ''] =
      /^<meta charset="utf-8"><meta http-equiv="content-security-policy" content="([^"]*)">/.exec(head) ?? [];
    const rules = new Map(content.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'self'"]);
    expect(rules.get('object-src')).toEqual(["'none'"]);
    expect(rules.get('base-uri')).toEqual(["'none'"]);
    expect(rules.get('form-action')).toEqual(["'none'"]);
    expect(rules.get('connect-src')).toEqual(["'self'"]);
    const scripts = rules.get('script-src') ?? [];
    expect(scripts.filter((source) => !/^'(?:self|wasm-unsafe-eval|sha256-[\w+/=]+)'$/.test(source))).toEqual(
      [],
    );
    expect(scripts).toContain("'self'");
  });

  it('leaves no page with a handler, or a script, in an attribute', async () => {
    const page = await site.page();
    const found = await page.evaluate(
      (pages) =>
        pages.flatMap(([path, html]) =>
          [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')].flatMap((element) =>
            [...element.attributes]
              .filter(({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value))
              .map(({ name }) => `${path}: <${element.localName} ${name}>`),
          ),
        ),
      PAGES.map((path) => [path, htmlOf(path)] as const),
    );
    expect(found).toEqual([]);
  });

  it.each([
    [
      'a script element',
      "const made = document.createElement('script'); made.text = 'window.ran = 1'; document.head.append(made)",
    ],
    ['a handler', "document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.ran = 1\">')"],
    [
      'a javascript: link',
      "const made = document.createElement('a'); made.href = 'javascript:window.ran=1'; document.body.append(made); made.click()",
    ],
    ['text given to a timer', "setTimeout('window.ran = 1')"],
    [
      'a script of another origin',
      "const made = document.createElement('script'); made.src = 'http://127.0.0.1:9/x.js'; document.head.append(made)",
    ],
    [
      'a frame of text',
      "const made = document.createElement('iframe'); made.srcdoc = '<script>parent.ran = 1<\\/script>'; document.body.append(made)",
    ],
  ])('does not run %s that was put into the page', async (_, injection) => {
    const page = await site.page({ path: 'teachers/' });
    await page.evaluate(injection);
    // What is refused is told in the console, also where a frame asked for it.
    await expect.poll(() => refusals(page).length, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await page.context().close();
  });
});

describe('the sandbox and the search ask nobody else, and the policy refuses nothing of theirs', () => {
  it('with every view, its pictures and its editors', async () => {
    const page = await site.page({ path: 'sandbox/' });
    const seen = strangers(page, site.address);
    await settled(page);
    for (const view of VIEW_NAMES) await openView(page, view);
    await openView(page, 'mermaid');
    await page.locator('#left-panel svg').first().waitFor();
    await openView(page, 'firewall');
    await page.locator('#left-panel summary', { hasText: 'Change the rules' }).click();
    await page.locator('.cm-content').first().click();
    await page.keyboard.type('iptables -A INPUT -p tcp ');
    expect([...seen, ...page.complaints]).toEqual([]);
  });

  it('with the search', async () => {
    const page = await site.page({ path: 'reference/' });
    const seen = strangers(page, site.address);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.locator('.pagefind-ui__search-input').fill('filtered');
    await page.locator('.pagefind-ui__results').getByRole('link').first().waitFor();
    expect([...seen, ...page.complaints]).toEqual([]);
  });
});

describe('what a lab file says stays text', () => {
  const EVIL = '<img src=x:evil onerror=alert(1)>';
  const LAB = `lab: evil
title: "${EVIL}"
networks: { lan: { subnet: 198.18.10.0/24 } }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: "${EVIL}", banner: "${EVIL}" }
    firewall: |
      iptables -A INPUT -p tcp --dport 23 -m comment --comment "${EVIL}" -j DROP
`;

  it('in every view', async () => {
    const page = await site.page({
      path: await sandboxPath({ lab: LAB, lines: ['nmap -sS -p 22,23 target'] }),
    });
    await page.getByRole('log').locator('pre, .ho-error').first().waitFor();
    for (const view of VIEW_NAMES) await openView(page, view);
    expect(await page.locator('[onerror], [src*=evil]').count()).toBe(0);
    expect(refusals(page)).toEqual([]);
  });
});
