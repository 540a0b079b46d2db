// The compressed size of the scripts that a page fetched.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Collects every script that the page and its workers fetch from now on. */
export function watchScripts(page) {
  const bodies = new Map();
  const arriving = [];
  page.context().on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js') || !response.ok()) return;
    arriving.push(response.body().then((body) => bodies.set(pathname, body)));
  });
  return async () => {
    await Promise.all(arriving);
    return [...bodies]
      .map(([path, body]) => ({ path, gzip: gzipSync(body, { level: 9 }).length, brotli: brotliSize(body) }))
      .sort((a, b) => b.gzip - a.gzip);
  };
}

const brotliSize = (body) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** In kB of 1,000 bytes. */
export const total = (scripts, coding) => scripts.reduce((sum, script) => sum + script[coding], 0) / 1_000;
