import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';

/** `ports-and-states/index.mdx` is `/lessons/ports-and-states/`; beside it, `de.mdx` is the same in German. */
function idOf({ entry }: { readonly entry: string }): string {
  const [slug = '', file = ''] = entry.replace(/\.mdx$/, '').split('/');
  return file === 'index' ? `lessons/${slug}` : `${file}/lessons/${slug}`;
}

/** Lessons stand in a folder of their own at the top; everything else is a page of its own under `site/pages`. */
export const collections = {
  docs: defineCollection({
    loader: glob({ base: './lessons/course', pattern: '*/*.mdx', generateId: idOf }),
    schema: docsSchema(),
  }),
};
