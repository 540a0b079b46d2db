import { CONTENT_DE } from './content.de.data.ts';
import { isLanguage, type Language } from './language.ts';

/** Translations of the templates of exercises, by the template: what has none is shown as it is. */
const CONTENT: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, de: CONTENT_DE };

export function contentIn(language: string, template: string): string {
  const texts = isLanguage(language) ? CONTENT[language] : CONTENT.en;
  return Object.hasOwn(texts, template) ? (texts[template] ?? template) : template;
}
