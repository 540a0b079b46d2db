// The built site in Chromium, for measurements.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

const ARGUMENTS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const FOLDER = process.env.HALFOPEN_SITE ?? fileURLToPath(new URL('../../dist-site/', import.meta.url));

/** Serves the build and starts one browser; `visit(path)` opens a page for a new visitor whom no cache helps. */
export async function openBrowser(folder = FOLDER) {
  const { server, address } = await serve(folder, 0);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  return {
    /** `prepare(page)` comes before the page is asked for. */
    async visit(path, prepare) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
      });
      const page = await context.newPage();
      await prepare?.(page);
      await page.goto(new URL(path, address).href);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
