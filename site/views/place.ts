import { getContext, setContext } from 'svelte';

const KEY = 'place';

/** Where several sandboxes stand on one page, the names of their parts say in which of them they are. */
export const setPlace = (place: string): string => setContext(KEY, place);

/** For a component's beginning: names its landmarks, `Console` alone on a page, `Console, Predict, then run` among others. */
export function namer(): (name: string) => string {
  const place = getContext<string | undefined>(KEY);
  return (name) => (place === undefined ? name : `${name}, ${place}`);
}
