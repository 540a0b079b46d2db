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
            { label: 'All lessons', translations: { de: 'Alle Lektionen' }, link: '/lessons/' },
            ...lessons.map((slug) => ({ slug: `lessons/${slug}` })),
          ],
        },
        { label: 'Practice', translations: { de: 'Üben' }, link: '/practice/' },
        { label: 'Sandbox', translations: { de: 'Sandkasten' }, link: '/sandbox/' },
        { label: 'Simulated and live', translations: { de: 'Simuliert und echt' }, link: '/compare/' },
        {
          label: 'Reference',
          translations: { de: 'Nachschlagen' },
          items: [
            {
              label: 'The six states',
              translations: { de: 'Die sechs Zustände' },
              link: '/reference/states/',
            },
            { label: 'Techniques', translations: { de: 'Techniken' }, link: '/reference/techniques/' },
            { label: 'Reasons', translations: { de: 'Gründe' }, link: '/reference/reasons/' },
            { label: 'Options', translations: { de: 'Optionen' }, link: '/reference/options/' },
            {
              label: 'Firewall rules',
              translations: { de: 'Firewall-Regeln' },
              link: '/reference/iptables/',
            },
            {
              label: 'State machines',
              translations: { de: 'Zustandsautomaten' },
              link: '/reference/machines/',
            },
            { label: 'Lab file', translations: { de: 'Labordatei' }, link: '/reference/lab-file/' },
          ],
        },
        { label: 'What many believe', translations: { de: 'Was viele glauben' }, link: '/misconceptions/' },
        { label: 'Glossary', translations: { de: 'Glossar' }, link: '/glossary/' },
        { label: 'How faithful is it?', translations: { de: 'Wie treu ist es?' }, link: '/faithful/' },
        { label: 'For teachers', translations: { de: 'Für Lehrende' }, link: '/teachers/' },
        { label: 'Present in class', translations: { de: 'Im Unterricht zeigen' }, link: '/present/' },
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
