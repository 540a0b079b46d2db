/** The labs that come with the site, each a small file of its own that is fetched when it is wanted. */
const TEXTS = import.meta.glob<string>('../../lessons/labs/*.yaml', { query: '?raw', import: 'default' });

const nameOf = (path: string): string => path.replace(/^.*\/|\.yaml$/g, '');

const BY_NAME = new Map(Object.entries(TEXTS).map(([path, load]) => [nameOf(path), load]));

/** The text of a lab that comes with the site; undefined where there is none of that name. */
export const labText = async (name: string): Promise<string | undefined> => BY_NAME.get(name)?.();

/** What the picker shows of a lab. */
export interface LabCard {
  readonly name: string;
  readonly title: string;
  readonly note: string;
}
