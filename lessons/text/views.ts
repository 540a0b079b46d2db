import { fill, type Values } from '../exercise/fill.ts';
import { isLanguage, type Language } from './language.ts';
import { VIEWS_EN, type ViewKey } from './views.en.data.ts';

type Texts = Readonly<Record<ViewKey, string>>;

/**
 * A new language is a table of its own and a line here; the compiler names each key that it lacks. A page fetches no other
 * table than its own.
 */
const VIEWS: Readonly<Record<Language, () => Texts | Promise<Texts>>> = {
  en: () => VIEWS_EN,
  de: async () => (await import('./views.de.data.ts')).VIEWS_DE,
};

export type { ViewKey };
export type SayInViews = (key: ViewKey, values?: Values) => string;

/** The texts of the views in a language; English for one that there is not. */
export async function viewsIn(language: string): Promise<SayInViews> {
  const texts = await VIEWS[isLanguage(language) ? language : 'en']();
  return (key, values) => fill(texts[key], values);
}
