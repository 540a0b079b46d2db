import { labUp } from '../cli/lab/index.ts';
import { loadLab } from '../simulator/lab/index.ts';
import { routedLab } from '../test/support/routed-lab.ts';

// How long a real lab of twenty hosts takes to come up and to go: a router, eighteen hosts with two services and a
// rule each. `lab-up.js [HOSTS] [TURNS]`

const hosts = Number(process.argv[2] ?? 20);
const turns = Number(process.argv[3] ?? 5);
const lab = loadLab(routedLab(hosts));
if (!lab.ok) throw new Error(lab.error[0]?.message);
const ups: number[] = [];
const downs: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  const begun = performance.now();
  const running = await labUp(lab.value, { ephemeral: true });
  const stood = performance.now();
  await running.down();
  ups.push(stood - begun);
  downs.push(performance.now() - stood);
}
const middle = (figures: readonly number[]): string => {
  const sorted = [...figures].sort((a, b) => a - b);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (${Math.round(sorted[0] ?? 0)} to ${Math.round(sorted.at(-1) ?? 0)})`;
};
console.log(
  `A real lab of ${hosts} hosts, median of ${turns}: up in ${middle(ups)}, down in ${middle(downs)}.`,
);
