import { MATRIX_NAMES, type MatrixTechnique } from '../../engine/compare/index.ts';
import type { RecordedLab } from '../model/fidelity-matrix.ts';

/** Read when the site is built; what of them a page wants, it fetches from /recordings/LAB/TECHNIQUE.json. */
const RECORDINGS = import.meta.glob<string>('../../lessons/recordings/*/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const LABS = import.meta.glob<string>('../../lessons/labs/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** `six-states`, `syn` of `.../recordings/six-states/syn.json`. */
const PLACE = /([^/]+)\/([^/]+)\.json$/;

/** The labs that have recordings, by name. */
export function recordedLabs(): readonly RecordedLab[] {
  const byLab = new Map<string, Map<MatrixTechnique, string>>();
  for (const [path, text] of Object.entries(RECORDINGS)) {
    const [, lab = '', file] = PLACE.exec(path) ?? [];
    const technique = MATRIX_NAMES.find((name) => name === file);
    if (technique === undefined) throw new Error(`${path} is the recording of no technique.`);
    byLab.set(lab, (byLab.get(lab) ?? new Map()).set(technique, text));
  }
  return [...byLab]
    .map(([name, recordings]) => ({ name, text: textOf(name), recordings }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function textOf(lab: string): string {
  const text = LABS[`../../lessons/labs/${lab}.yaml`];
  if (text === undefined) throw new Error(`There are recordings of ${lab}, which is no lab.`);
  return text;
}
