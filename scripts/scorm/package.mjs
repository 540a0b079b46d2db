// One lesson as a SCORM 1.2 package: its page, all that it needs, the adapter, the manifest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { ROOT } from '../setup.mjs';
import { closureOf } from './closure.mjs';
import { manifest } from './manifest.mjs';
import { packagedPage } from './page.mjs';

/** What is the same in all packages, and takes a while: the script that talks to the LMS, and which recordings a lesson shows. */
export async function prepared() {
  const [adapter, course] = await Promise.all([
    bundled({
      entryPoints: ['site/learning/scorm/main.ts'],
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    }),
    bundled({
      stdin: { contents: RECORDINGS, resolveDir: ROOT, loader: 'ts' },
      format: 'esm',
      platform: 'node',
    }),
  ]);
  const { recordings } = await import(
    `data:text/javascript;base64,${Buffer.from(course).toString('base64')}`
  );
  return { adapter, recordings };
}

/** Lesson -> recordings. What is drawn in an exercise is its numbers, never its recording. */
const RECORDINGS = `
import { COURSE } from './lessons/course/index.ts';
import { drawFrom } from './lessons/exercise/draw.ts';
const shown = ({ make }) => make(drawFrom(0)).recording ?? [];
export const recordings = Object.fromEntries(COURSE.map(({ slug, exercises }) => [slug, exercises.flatMap(shown)]));
`;

async function bundled(options) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    logLevel: 'warning',
    ...options,
  });
  return outputFiles[0].text;
}

/** Path in the package -> bytes, in the order of the paths. */
export function lessonPackage(site, slug, { adapter, recordings }) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const page = packagedPage(readFileSync(join(site, 'lessons', slug, 'index.html'), 'utf8'), slug);
  const paths = (recordings[slug] ?? []).map(({ lab, technique }) => `recordings/${lab}/${technique}.json`);
  const files = new Map([
    ['index.html', Buffer.from(page.html)],
    ['scorm.js', Buffer.from(adapter)],
    ['favicon.svg', readFileSync(join(site, 'favicon.svg'))],
    ...closureOf(site, page.html),
    ...paths.map((path) => [path, readFileSync(join(site, path))]),
  ]);
  const listed = [...files.keys()].sort();
  const about = manifest({ slug, title: page.title, version, files: listed });
  return new Map([['imsmanifest.xml', Buffer.from(about)], ...listed.map((path) => [path, files.get(path)])]);
}

/** The same files give the same bytes: a zip has a time for each, and here it is always the first that a zip can say. */
export const zipped = (files) =>
  zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 1) });
