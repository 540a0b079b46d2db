// How many transitions a second the state machines make: stepped as the simulator steps them, and by XState's own
// transition(), which builds an actor for every call.
import { initialTransition, transition } from 'xstate';
import { firewallPassage, stepper } from '../simulator/machines/index.ts';

const PASSAGES = 40_000;
const WAY = [{ type: 'notTracked' }, { type: 'judge', chain: 'INPUT' }, { type: 'accept' }] as const;

function perSecond(passages: number, pass: () => void): number {
  pass();
  const began = process.hrtime.bigint();
  for (let i = 0; i < passages; i++) pass();
  return Math.round((passages * WAY.length) / (Number(process.hrtime.bigint() - began) / 1e9));
}

const machine = stepper(firewallPassage);
const stepped = perSecond(PASSAGES, () => {
  let [snapshot] = machine.start(undefined);
  for (const event of WAY) [snapshot] = machine.step(snapshot, event);
});
const plain = perSecond(PASSAGES / 8, () => {
  let [snapshot] = initialTransition(firewallPassage);
  for (const event of WAY) [snapshot] = transition(firewallPassage, snapshot, event);
});
process.stdout.write(
  `${stepped} transitions a second stepped, ${plain} by transition(): ${(stepped / plain).toFixed(1)} x\n`,
);
