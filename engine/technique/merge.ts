import { stateOfSilence } from './classify.ts';
import type { PortState, Technique } from './types.ts';

/**
 * Late answers to different transmissions of one probe may disagree. These tables say which states may take the
 * place of a known one: by what is known, the states that replace it. Two tables, since an open port is found by
 * an answer in one kind of technique, and by silence in the other.
 *
 * After nmap 7.93. The reason of a port is overwritten in any case, even where the state stays.
 */
type Replacements = Readonly<Record<PortState, readonly PortState[]>>;

const SILENCE_IS_FILTERED: Replacements = {
  open: [],
  closed: ['open', 'unfiltered', 'open|filtered'],
  filtered: ['open', 'closed', 'unfiltered', 'open|filtered'],
  unfiltered: ['open', 'closed'],
  'open|filtered': ['open', 'closed', 'filtered', 'unfiltered'],
  'closed|filtered': ['open', 'closed', 'filtered', 'unfiltered', 'open|filtered'],
  unknown: ['open', 'closed', 'filtered', 'unfiltered', 'open|filtered', 'closed|filtered'],
};

const SILENCE_IS_OPEN_OR_FILTERED: Replacements = {
  ...SILENCE_IS_FILTERED,
  open: ['closed', 'filtered', 'unfiltered', 'open|filtered'],
  closed: [],
  filtered: ['closed', 'unfiltered', 'open|filtered'],
};

/** Whether `next` takes the place of the state `known` of a port. False where both are the same. */
export function mayReplace(technique: Technique, known: PortState, next: PortState): boolean {
  const table = stateOfSilence(technique) === 'filtered' ? SILENCE_IS_FILTERED : SILENCE_IS_OPEN_OR_FILTERED;
  return table[known].includes(next);
}
