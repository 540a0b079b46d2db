import { fill, type Values } from '../exercise/fill.ts';
import { INTERFACE_DE } from './interface.de.data.ts';
import { INTERFACE_EN, type InterfaceKey } from './interface.en.data.ts';
import { isLanguage, type Language } from './language.ts';

/** A new language is a table of its own and a line here; the compiler names each key that it lacks. */
const INTERFACE: Readonly<Record<Language, Readonly<Record<InterfaceKey, string>>>> = {
  en: INTERFACE_EN,
  de: INTERFACE_DE,
};

export type Say = (key: InterfaceKey, values?: Values) => string;

/** The texts of the interface in a language; English for one that there is not. */
export function sayIn(language: string): Say {
  const texts = isLanguage(language) ? INTERFACE[language] : INTERFACE.en;
  return (key, values) => fill(texts[key], values);
}
