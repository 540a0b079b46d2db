import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PORT_STATES, REASONS, TECHNIQUE_NAMES } from '../engine/technique/index.ts';
import { GLOSSARY } from './glossary/entries.data.mjs';
import { languageOf } from './glossary/finder.mjs';
import { MISCONCEPTION_IDS } from './misconceptions/ids.ts';
import { type Lesson, readLesson } from './prose/blocks.ts';
import { claimProblems } from './prose/claims.ts';
import { linkProblems, type Pages, pathOfLesson, pathOfPage } from './prose/links.ts';
import { type Problem, problemText } from './prose/problem.ts';
import { gradeProblems, lengthProblems } from './prose/size.ts';
import { styleProblems } from './prose/style.ts';
import { termProblems } from './prose/terms.ts';

const LESSONS = dirname(fileURLToPath(import.meta.url));
const COURSE = join(LESSONS, 'course');
const SITE_PAGES = join(LESSONS, '../site/pages');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));

/** `SLUG/index.mdx`, and a translation as `SLUG/de.mdx`. */
const files = filesIn(COURSE).filter((name) => /^[^/]+\/(?:index|de)\.mdx$/.test(name));
const all = files.map((name) =>
  readLesson(`lessons/course/${name}`, readFileSync(join(COURSE, name), 'utf8')),
);
const english = all.filter(({ path }) => languageOf(path) === 'en');

const pages: Pages = {
  paths: [
    ...filesIn(SITE_PAGES)
      .filter((name) => /\.(?:astro|ts)$/.test(name))
      .map(pathOfPage),
    ...files.map(pathOfLesson),
  ],
  anchors: new Map<string, readonly string[]>([
    ['/glossary/', GLOSSARY.map(({ id }) => id)],
    ['/misconceptions/', MISCONCEPTION_IDS],
    ['/reference/reasons/', Object.keys(REASONS)],
    ['/reference/techniques/', TECHNIQUE_NAMES],
    ['/reference/states/', PORT_STATES.map((state) => state.replace('|', '-or-'))],
    ['/reference/iptables/', ['matches', 'targets']],
    ['/reference/lab-file/', ['fields', 'example']],
  ]),
};

const problemsOf = (lessons: readonly Lesson[], check: (lesson: Lesson) => Problem[]): string[] =>
  lessons.flatMap(check).map(problemText);

describe('the prose of every lesson', () => {
  it('reads at grade 9 or below', () => {
    expect(problemsOf(english, gradeProblems)).toEqual([]);
  });

  it('is 700 to 2600 words long', () => {
    expect(problemsOf(english, lengthProblems)).toEqual([]);
  });

  it('links to pages there are', () => {
    expect(problemsOf(all, (lesson) => linkProblems(lesson, pages))).toEqual([]);
  });

  it('uses no word of the field without an entry in the glossary', () => {
    expect(problemsOf(all, termProblems)).toEqual([]);
  });

  it('states no port, reason or packet that is not computed', () => {
    expect(problemsOf(all, claimProblems)).toEqual([]);
  });

  it('is calm and whole', () => {
    expect(problemsOf(all, styleProblems)).toEqual([]);
  });
});
