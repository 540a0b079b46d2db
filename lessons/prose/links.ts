import type { Lesson } from './blocks.ts';
import type { Problem } from './problem.ts';

/** The pages of the site, and the anchors of those whose anchors are known. */
export interface Pages {
  /** Paths with a slash at each end; `[name]` in one stands for anything without a slash. */
  readonly paths: readonly string[];
  readonly anchors: ReadonlyMap<string, readonly string[]>;
}

/** `site/pages/reference/states.astro` is `/reference/states/`. */
export const pathOfPage = (file: string): string =>
  `/${file.replace(/\.(?:astro|[cm]?[jt]s)$/, '').replace(/(?:^|\/)index$/, '')}/`.replace('//', '/');

/** `ports/index.mdx` is `/lessons/ports/`, `ports/de.mdx` is `/de/lessons/ports/`. */
export function pathOfLesson(file: string): string {
  const [slug, page] = file.replace(/\.mdx$/, '').split('/');
  return page === 'index' ? `/lessons/${slug}/` : `/${page}/lessons/${slug}/`;
}

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^${}()|\\]/g, '\\$&').replace(/\[[^\]]+\]/g, '[^/]+')}$`);

export function linkProblems({ path, links }: Lesson, pages: Pages): Problem[] {
  return links.flatMap(({ to, line }) => {
    const what = wrongWith(to, pages);
    return what === undefined ? [] : [{ path, line, what, words: to }];
  });
}

function wrongWith(to: string, { paths, anchors }: Pages): string | undefined {
  if (/^(?:https:|mailto:|#)/.test(to)) return undefined;
  if (!to.startsWith('/')) return 'a link within the site begins with a slash';
  const [, page = '', anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(to) ?? [];
  const isFile = /\.\w+$/.test(page);
  if (!page.endsWith('/') && !isFile) return 'a link to a page ends with a slash';
  if (!paths.some((known) => patternOf(known).test(isFile ? `${page}/` : page))) return 'no such page';
  const known = anchors.get(page);
  return anchor && known && !known.includes(anchor) ? 'no such place on that page' : undefined;
}
