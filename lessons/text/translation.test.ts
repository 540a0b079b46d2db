import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COURSE } from '../course/index.ts';
import { drawFrom } from '../exercise/draw.ts';
import { KIT_TEXTS } from '../exercise/texts.ts';
import { CONTENT_DE } from './content.de.data.ts';
import { contentIn } from './content.ts';
import { INTERFACE_DE } from './interface.de.data.ts';
import { INTERFACE_EN } from './interface.en.data.ts';
import { LANGUAGES } from './language.ts';
import { templatesOf } from './templates.ts';
import { VIEWS_DE } from './views.de.data.ts';
import { VIEWS_EN } from './views.en.data.ts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
const OTHERS = LANGUAGES.filter((language) => language !== 'en');
/** The lessons that stand in another language too. */
const TRANSLATED = OTHERS.flatMap((language) =>
  COURSE.filter(({ slug }) => existsSync(new URL(`../course/${slug}/${language}.mdx`, import.meta.url))).map(
    (lesson) => ({
      language,
      lesson,
      slug: lesson.slug,
    }),
  ),
);

type Texts = Readonly<Record<string, string>>;

describe.each<[what: string, german: Texts, english: Texts]>([
  ['the interface of lessons', INTERFACE_DE, INTERFACE_EN],
  ['the views of the sandbox', VIEWS_DE, VIEWS_EN],
])('%s in German', (_, german, english) => {
  it('has every text of the English one, with the same names to be filled', () => {
    const wrong = Object.entries(english).filter(
      ([key, text]) => german[key] === undefined || namesIn(german[key]).join() !== namesIn(text).join(),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });
});

describe('a translated lesson', () => {
  it('is there: lesson 1 in German', () => {
    expect(TRANSLATED.map(({ language, slug }) => `${language} ${slug}`)).toContain('de ports-and-states');
  });

  it.each(TRANSLATED)(
    'has no exercise with a text left in English: $language $slug',
    ({ language, lesson }) => {
      const templates = lesson.exercises.flatMap(({ title, make }) => [
        title,
        ...templatesOf(make(drawFrom(1))),
      ]);
      const all = [...templates, ...Object.values(KIT_TEXTS)];
      expect(all.filter((template) => contentIn(language, template) === template)).toEqual([]);
    },
  );

  it('fills the same names as the English one does', () => {
    expect(
      Object.entries(CONTENT_DE).filter(([from, to]) => namesIn(from).join() !== namesIn(to).join()),
    ).toEqual([]);
  });
});
