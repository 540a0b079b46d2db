import { loadLab } from '../../simulator/lab/index.ts';
import type { LabCard } from '../session/labs.ts';

const TEXTS = import.meta.glob<string>('../../lessons/labs/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The labs that come with the site, read when the site is built. */
export const labCards = (): LabCard[] =>
  Object.values(TEXTS)
    .flatMap((text) => {
      const lab = loadLab(text);
      return lab.ok ? [{ name: lab.value.name, title: lab.value.title, note: lab.value.note ?? '' }] : [];
    })
    .sort((a, b) => a.title.localeCompare(b.title));
