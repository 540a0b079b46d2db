import { type ViewKey, viewsIn } from '../../lessons/text/views.ts';

/** Of the page that the views stand on; pages with views are built in English. */
export const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;

/** What the views say, in the language of their page. What tools print stays as they print it. */
export const say = await viewsIn(language);

/** A text before and after the place of `name`, which stands there in other letters. */
export function sayAround(
  key: ViewKey,
  name: string,
  values?: Parameters<typeof say>[1],
): readonly [before: string, after: string] {
  const [before = '', after = ''] = say(key, values).split(`{${name}}`);
  return [before, after];
}
