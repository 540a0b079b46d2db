// `npm run scorm [-- SLUG ...]`: each lesson as a SCORM 1.2 package for an LMS, dist-scorm/SLUG.zip.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonPackage, prepared, zipped } from './scorm/package.mjs';
import { buildSite, ROOT, say } from './setup.mjs';

const SITE = join(ROOT, 'dist-site');
const OUT = join(ROOT, 'dist-scorm');

buildSite();
const course = JSON.parse(readFileSync(join(ROOT, 'lessons', 'course', 'course.json'), 'utf8'));
const slugs = course.lessons.filter((slug) => existsSync(join(SITE, 'lessons', slug, 'index.html')));
const chosen = process.argv.slice(2);
const unknown = chosen.filter((slug) => !slugs.includes(slug));
if (unknown.length > 0) {
  say(`No lesson is called ${unknown.join(', ')}. There are: ${slugs.join(', ')}.`);
  process.exit(2);
}
if (chosen.length === 0) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const shared = await prepared();
for (const slug of chosen.length > 0 ? chosen : slugs) {
  const files = lessonPackage(SITE, slug, shared);
  const zip = zipped(files);
  writeFileSync(join(OUT, `${slug}.zip`), zip);
  say(`dist-scorm/${slug}.zip  ${files.size} files, ${(zip.length / 1e6).toFixed(1)} MB`);
}
