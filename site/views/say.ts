import { type ViewKey, viewsIn } from '../../lessons/text/views.ts';

/** What the views say, in the language of the page that they stand on. What tools print stays as they print it. */
export const say = await viewsIn(typeof document === 'undefined' ? 'en' : document.documentElement.lang);

/** A text before and after the place of `name`, which stands there in other letters. */
export function sayAround(
  key: ViewKey,
  name: string,
  values?: Parameters<typeof say>[1],
): readonly [before: string, after: string] {
  const [before = '', after = ''] = say(key, values).split(`{${name}}`);
  return [before, after];
}
