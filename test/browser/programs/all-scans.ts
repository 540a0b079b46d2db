// Runs the verb `scan` for every lab and technique of the matrix, one after another, as the command would.
// A line `=== lab technique` comes before each; the clock is SOURCE_DATE_EPOCH.
import { matrixLabs, scansOf } from '../../../cli/fidelity/matrix.ts';
import { LABS } from '../../../cli/root.ts';
import { terminal } from '../../../cli/terminal.ts';
import { scan } from '../../../cli/verbs/scan.ts';

const labs = matrixLabs(LABS);
if (!labs.ok) throw new Error(labs.error.message);
for (const { lab, technique, args } of scansOf(labs.value)) {
  terminal.print(`=== ${lab.lab.name} ${technique}`);
  await scan([...args, '--reason'], { lab: lab.path });
}
