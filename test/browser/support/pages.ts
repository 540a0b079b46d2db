import { readdirSync } from 'node:fs';
import { SITE_FOLDER } from './site.ts';

/** The paths of all pages that the build wrote, `reference/states/`; a new page is in it unasked. */
export function builtPages(folder = SITE_FOLDER): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}
