// Finds the words of the glossary in a piece of prose. Plain JavaScript: the build of the site uses it too.
import { GLOSSARY } from './entries.data.mjs';

const escaped = (form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+');

/** Spaces and line ends are one to a reader; so are a sentence's first letter and the same within it. */
const keyOf = (text) => text.replace(/\s+/g, ' ').trim();
const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** A form in small letters may begin a sentence. */
const spellings = (form) =>
  /^\p{Ll}/u.test(form) ? [form, form.charAt(0).toUpperCase() + form.slice(1)] : [form];

const wordsOf = (entry, language) => (language === 'de' ? entry.de : entry);

/** What prose of a language may call each entry; the longest first, so that no word is found within another. */
export function finder(language) {
  const known = GLOSSARY.filter((entry) => wordsOf(entry, language) !== undefined);
  const idOf = new Map(
    known.flatMap((entry) =>
      wordsOf(entry, language).forms.flatMap((form) => spellings(form).map((text) => [text, entry.id])),
    ),
  );
  const stressedIdOf = new Map(
    known.flatMap((entry) => (wordsOf(entry, language).stressed ?? []).map((form) => [form, entry.id])),
  );
  const forms = [...idOf.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_|+/-])(?:${forms.join('|')})(?![\\p{L}\\p{N}_|+/]|-\\p{L})`,
    'gu',
  );
  return {
    /** Every word of the glossary in `text`, in order. */
    find: (text) =>
      [...text.matchAll(pattern)].map((match) => ({
        id: idOf.get(keyOf(match[0])),
        index: match.index,
        length: match[0].length,
      })),
    /** The entry that a stressed piece of text names as a whole. */
    stressed: (text) => stressedIdOf.get(keyOf(text)) ?? stressedIdOf.get(lowered(keyOf(text))),
  };
}

/** The language a lesson's file is written in: a translation stands beside `index.mdx`, named by its language. */
export const languageOf = (path) => (/\/de\.mdx$/.test(path) ? 'de' : 'en');
