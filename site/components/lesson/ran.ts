import { type PortAt, type Ran, rowOf, runLine } from '../../../lessons/exercise/run.ts';
import type { PortRow } from '../../model/scan-view.ts';
import { labTextOf } from '../lab-texts.ts';

/** A line in a lab, for what a lesson says of it. A lesson with a line that cannot be run is not built. */
export function ranFor(lab: string, line: string): Ran {
  const ran = runLine(labTextOf(lab), line);
  if (!ran.ok) throw new Error(`${line}: ${ran.error}`);
  return ran.value;
}

export function rowFor(lab: string, line: string, at: PortAt): PortRow {
  const row = rowOf(ranFor(lab, line), at);
  if (row === undefined) throw new Error(`"${line}" does not ask for ${at.port}.`);
  return row;
}
