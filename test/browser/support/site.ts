import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { chromiumPath } from '../../../scripts/chromium.mjs';
import { serve } from '../../../scripts/serve.mjs';

/** The built site, in a real browser. */
export interface Site {
  /** Where it is served, with a slash at the end. */
  readonly address: string;
  readonly browser: Browser;
  /** A page of it. Complaints of the browser are collected in `page.complaints`. */
  page(at?: Visit): Promise<WatchedPage>;
  /** Takes the server away; the browser stays. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

export interface Visit {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen to one of the page. */
  readonly scale?: number;
  readonly theme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  /** Lets the service worker be. It fetches the whole site, which most tests have no use for. */
  readonly serviceWorker?: boolean;
  /** Several tests look at it: it stays until the browser is closed. */
  readonly shared?: boolean;
}

export type WatchedPage = Page & {
  /** What the browser complained of: errors, refused requests and scripts, violations of the policy. */
  readonly complaints: string[];
  readonly context: () => BrowserContext;
};

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The build that is looked at. */
export const SITE_FOLDER =
  process.env.HALFOPEN_SITE ?? fileURLToPath(new URL('../../../dist-site/', import.meta.url));

export async function openSite(folder = SITE_FOLDER): Promise<Site> {
  if (!existsSync(folder)) throw new Error('The site is not built: npm run build');
  const executablePath = chromiumPath();
  const { server, address } = await serve(folder, 0);
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const cut = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    address,
    browser,
    page: (at) => visit(browser, address, at ?? {}),
    cut,
    async close() {
      await browser.close();
      await cut();
    },
  };
}

async function visit(
  browser: Browser,
  address: string,
  {
    path = '',
    width = 1440,
    height = 900,
    scale = 1,
    theme = 'dark',
    reducedMotion = false,
    serviceWorker = false,
    shared = false,
  }: Visit,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    timezoneId: 'UTC',
    locale: 'en-GB',
    serviceWorkers: serviceWorker ? 'allow' : 'block',
  });
  // A page of one test is of no use to the next, and goes on working.
  if (!shared) onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isOurs = !message.text().includes('blocked by Playwright');
    if (isOurs && /^(?:error|warning)$/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // A page that is left takes back what it asked for.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  await page.goto(new URL(path.replace(/^\//, ''), address).href);
  return Object.assign(page, { complaints });
}
