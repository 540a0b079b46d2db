// Which built files a page needs: those it names, those they name, and so on.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const FOLDER = '_astro';
/** A name as the build gives it. It has a digest in it, so where it is written, that file is meant. */
const NAME = /[\w.@~+-]+\.(?:js|css|woff2?|svg|png|webp)\b/g;
const TEXTS = ['.js', '.css'];
/** What would lead out of the package's folder. */
const FROM_THE_ROOT = /["'`(]\/(?:_astro|recordings|pagefind|service-worker)\b/;

/** Path in the package -> content, with addresses that begin where the file is. */
export function closureOf(site, page) {
  const built = new Set(readdirSync(join(site, FOLDER)));
  const files = new Map();
  const waiting = named(page, built);
  for (const name of waiting) {
    const path = `${FOLDER}/${name}`;
    if (files.has(path)) continue;
    const bytes = readFileSync(join(site, path));
    if (!TEXTS.includes(extname(name))) {
      files.set(path, bytes);
      continue;
    }
    const text = bytes.toString('utf8').replaceAll(/url\((["']?)\/_astro\//g, 'url($1');
    const astray = FROM_THE_ROOT.exec(text);
    if (astray !== null) throw new Error(`${path} asks for ${text.substr(astray.index, 60)}`);
    files.set(path, Buffer.from(text));
    waiting.push(...named(text, built));
  }
  return files;
}

const named = (text, built) => [...new Set(text.match(NAME) ?? [])].filter((name) => built.has(name));
