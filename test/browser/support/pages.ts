import { existsSync, readdirSync } from 'node:fs';
import { SITE_FOLDER } from './site.ts';

/** A lesson that is not translated stands in German with its English text: it is the same page, looked at once. */
const isStandIn = (path: string): boolean => {
  const [, language, slug] = /^(\w\w)\/lessons\/([^/]+)\//.exec(path) ?? [];
  return language !== undefined && !existsSync(`lessons/course/${slug}/${language}.mdx`);
};

/** The paths of all pages that the build wrote, `reference/states/`; a new page is in it unasked. */
export function builtPages(folder = SITE_FOLDER): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/(^|\/)index\.html$/, '$1'))
    .filter((path) => !isStandIn(path))
    .sort();
}
