import { complain, ok, type Result } from '../../../engine/base/result.ts';
import { MATRIX_NAMES, type MatrixTechnique } from '../../../engine/compare/index.ts';

/** What the address of the page says: which recording, and whether one guesses first. */
export interface CompareAddress {
  /** Absent while a file of one's own is looked at. */
  readonly recording?: { readonly lab: string; readonly technique: MatrixTechnique };
  readonly isGuessing: boolean;
}

/** Labs that have recordings, with the techniques that each has. */
export type RecordedLabs = ReadonlyMap<string, readonly MatrixTechnique[]>;

/** Long enough for any address of ours. */
const LONGEST = 200;

/** Reads the part of the address behind `#`, which anybody may have written. */
export function readAddress(fragment: string, labs: RecordedLabs): Result<CompareAddress> {
  const text = fragment.replace(/^#/, '');
  if (text.length > LONGEST) return complain('The address is longer than an address of this page can be.');
  const fields = new URLSearchParams(text);
  const isGuessing = fields.get('guess') === 'first';
  const [lab, scan] = [fields.get('lab'), fields.get('scan')];
  if (lab === null && scan === null) return ok({ isGuessing });
  const techniques = labs.get(lab ?? '');
  if (lab === null || techniques === undefined)
    return complain(`There is no recording of a lab called "${lab ?? ''}".`, {
      remedy: 'Choose one from the list.',
    });
  const technique = MATRIX_NAMES.find((name) => name === scan);
  if (technique === undefined || !techniques.includes(technique))
    return complain(`The lab ${lab} has no recording of a scan called "${scan ?? ''}".`, {
      remedy: `It has: ${techniques.join(', ')}.`,
    });
  return ok({ recording: { lab, technique }, isGuessing });
}

export function writeAddress({ recording, isGuessing }: CompareAddress): string {
  const fields = new URLSearchParams();
  if (recording !== undefined) fields.set('lab', recording.lab);
  if (recording !== undefined) fields.set('scan', recording.technique);
  if (isGuessing) fields.set('guess', 'first');
  return `#${fields}`;
}
