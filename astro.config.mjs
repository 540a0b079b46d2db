// The site: Starlight's bones, Svelte islands, static pages that work offline and run under a strict CSP.
import { existsSync, readFileSync } from 'node:fs';
import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { defineConfig, passthroughImageService } from 'astro/config';
import { glossary } from './site/build/glossary.mjs';
import { offline } from './site/build/offline.mjs';
import { policy } from './site/build/policy.mjs';
import { search } from './site/build/search.mjs';

const course = JSON.parse(readFileSync(new URL('lessons/course/course.json', import.meta.url), 'utf8'));
/** Lessons to come have their place in the order, and no page yet. */
const lessons = course.lessons.filter((slug) =>
  existsSync(new URL(`lessons/course/${slug}/index.mdx`, import.meta.url)),
);
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** A line of the side list, and what it is called on German pages. */
const room = (link, label, de) => ({ link, label, translations: { de } });

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist-site',
  // Every file is for offline use: nothing is fetched from elsewhere, at no time.
  image: { service: passthroughImageService() },
  telemetry: false,
  // MDX has them from here: the words of the glossary in lessons.
  markdown: { remarkPlugins: [glossary] },
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'Halfopen',
      description:
        'See what a port scanner sees: packets, firewall rules, state machines and verdicts, each with its why.',
      favicon: '/favicon.svg',
      logo: { src: './site/assets/mark.svg', alt: '' },
      customCss: ['./site/styles/tokens.css', './site/styles/starlight.css', './site/styles/controls.css'],
      components: { Head: './site/components/Head.astro', Header: './site/components/Header.astro' },
      credits: false,
      locales: { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch', lang: 'de' } },
      sidebar: [
        {
          label: 'Lessons',
          translations: { de: 'Lektionen' },
          items: [
            room('/lessons/', 'All lessons', 'Alle Lektionen'),
            ...lessons.map((slug) => ({ slug: `lessons/${slug}` })),
          ],
        },
        room('/practice/', 'Practice', 'Üben'),
        room('/sandbox/', 'Sandbox', 'Sandkasten'),
        room('/compare/', 'Simulated and live', 'Simuliert und echt'),
        {
          label: 'Reference',
          translations: { de: 'Nachschlagen' },
          items: [
            room('/reference/states/', 'The six states', 'Die sechs Zustände'),
            room('/reference/techniques/', 'Techniques', 'Techniken'),
            room('/reference/reasons/', 'Reasons', 'Gründe'),
            room('/reference/options/', 'Options', 'Optionen'),
            room('/reference/iptables/', 'Firewall rules', 'Firewall-Regeln'),
            room('/reference/machines/', 'State machines', 'Zustandsautomaten'),
            room('/reference/lab-file/', 'Lab file', 'Labordatei'),
          ],
        },
        room('/misconceptions/', 'What many believe', 'Was viele glauben'),
        room('/glossary/', 'Glossary', 'Glossar'),
        room('/faithful/', 'How faithful is it?', 'Wie treu ist es?'),
        room('/teachers/', 'For teachers', 'Für Lehrende'),
        room('/present/', 'Present in class', 'Im Unterricht zeigen'),
      ],
    }),
    svelte(),
    search(),
    policy(),
    // Last: it lists the files that the others have written.
    offline(),
  ],
  vite: {
    define: { __HALFOPEN_VERSION__: JSON.stringify(version) },
    worker: { format: 'es' },
    // Scripts find each other from where they are themselves, so that a lesson also runs in a folder of an LMS.
    experimental: {
      renderBuiltUrl: (_file, { hostType, ssr }) =>
        hostType === 'js' && !ssr ? { relative: true } : undefined,
    },
    // Modules wait for the texts of their language: browsers can since 2021.
    build: { chunkSizeWarningLimit: 900, target: 'es2022' },
  },
});
