import { fill, type Values } from '../exercise/fill.ts';
import { isLanguage, type Language } from './language.ts';
import { VIEWS_DE } from './views.de.data.ts';
import { VIEWS_EN, type ViewKey } from './views.en.data.ts';

/** A new language is a table of its own and a line here; the compiler names each key that it lacks. */
const VIEWS: Readonly<Record<Language, Readonly<Record<ViewKey, string>>>> = { en: VIEWS_EN, de: VIEWS_DE };

export type { ViewKey };
export type SayInViews = (key: ViewKey, values?: Values) => string;

/** The texts of the views in a language; English for one that there is not. */
export function viewsIn(language: string): SayInViews {
  const texts = isLanguage(language) ? VIEWS[language] : VIEWS.en;
  return (key, values) => fill(texts[key], values);
}
