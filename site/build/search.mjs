// The search is fetched when it is first opened: a page that is read needs none of it.
import { fileURLToPath } from 'node:url';

const LATER = fileURLToPath(new URL('../components/search-when-open.ts', import.meta.url));

/** Gives Starlight, in place of Pagefind's dialog, one that waits. */
const waiting = {
  name: 'halfopen:search',
  enforce: 'pre',
  resolveId: (id, importer) => (id === '@pagefind/default-ui' && importer !== LATER ? LATER : undefined),
};

export function search() {
  return {
    name: 'halfopen:search',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => updateConfig({ vite: { plugins: [waiting] } }),
    },
  };
}
