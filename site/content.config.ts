import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';

/** Lessons stand in a folder of their own at the top; everything else is a page of its own under `site/pages`. */
export const collections = {
  docs: defineCollection({
    loader: glob({ base: './lessons', pattern: '**/*.mdx' }),
    schema: docsSchema(),
  }),
};
