import type { LabFacts } from '../../engine/compare/index.ts';
import { labFacts, loadLab } from '../../simulator/lab/index.ts';

const NO_FACTS: LabFacts = { hasFaultyLinks: false, matches: new Set() };

/** What of a lab can make two scans of it differ; nothing is known of a lab that cannot be read. */
export function labFactsOf({ text }: { readonly text: string }): LabFacts {
  const lab = loadLab(text);
  return lab.ok ? labFacts(lab.value) : NO_FACTS;
}
