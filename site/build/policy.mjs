// The content security policy of every page, written into the page: a static site has no server to send headers.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g;
/** Script elements that a browser does not run, such as JSON. */
const DATA = /\btype="(?!module|text\/javascript)[^"]*"/;

/**
 * Nothing comes from another origin, nothing is framed or posted, and of inline scripts only those run that the
 * build itself wrote: each is allowed by its hash. Styles may stand inline, since Mermaid and Starlight's code
 * blocks write some; a style cannot run anything. Search runs WebAssembly.
 */
const policyOf = (hashes, runsWasm) =>
  [
    "default-src 'self'",
    [
      "script-src 'self'",
      ...(runsWasm ? ["'wasm-unsafe-eval'"] : []),
      ...hashes.map((hash) => `'sha256-${hash}'`),
    ].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hashOf = (text) => createHash('sha256').update(text).digest('base64');

/** Puts the policy first in the head: what stands before it would not be under it. */
export function sealed(html, { runsWasm = true } = {}) {
  const scripts = [...html.matchAll(INLINE_SCRIPT)].filter(([, attributes]) => !DATA.test(attributes));
  const hashes = [...new Set(scripts.map(([, , text]) => hashOf(text)))].sort();
  const meta = `<meta http-equiv="content-security-policy" content="${policyOf(hashes, runsWasm)}">`;
  return html.replace(/<head(\s[^>]*)?>/, (head) => `${head}<meta charset="utf-8">${meta}`);
}

export function policy() {
  return {
    name: 'halfopen:policy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        for (const file of files.filter((name) => name.endsWith('.html'))) {
          const path = join(root, file);
          await writeFile(path, sealed(await readFile(path, 'utf8')));
        }
      },
    },
  };
}
