import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type CapAddon, loadCap } from '../../engine/live/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import { createHost, type Host } from '../../simulator/host/index.ts';
import { namespaceFacts, namespaceFault } from './namespace-facts.ts';
import type { HostPlan } from './plan.ts';
import { createRealTime } from './real-time.ts';
import { createReplyBudget, createUdpCap, isUdp } from './reply-budget.ts';
import { openPort } from './wire-port.ts';
import { wireSpecOf } from './wire-spec.ts';

// A program of its own: one simulated host on the real wire of a real lab, for stacks that no Linux kernel plays.
// Its network namespace has the cables and no address, so that the kernel there keeps silent. It reads its plan as
// one line of JSON, prints `ready` or what failed, and plays until it is killed.

function play(plan: HostPlan, addon: CapAddon): void {
  const fault = namespaceFault(
    namespaceFacts(),
    plan.interfaces.map(({ name }) => name),
  );
  if (fault !== undefined) throw new Error(fault);
  const { spec, networks } = wireSpecOf(plan);
  const time = createRealTime();
  const budget = createReplyBudget();
  const mayAnswerUdp = createUdpCap();
  const senders = new Map<string, (frame: Uint8Array) => void>();
  const host: Host = createHost(spec, networks, {
    clock: time.clock,
    trace: UNTRACED,
    seed: Math.floor(Math.random() * 2 ** 32),
    transmit: (network, frame) => {
      if (isUdp(frame) && !mayAnswerUdp()) return;
      if (budget.maySend()) senders.get(network)?.(frame);
    },
  });
  for (const { network: name, mac, address } of spec.interfaces) {
    const take = (frame: Uint8Array): void => {
      budget.received();
      time.at(() => host.receive(name, frame, 0));
    };
    senders.set(name, openPort(addon, { name, mac, address }, take));
  }
}

async function main(): Promise<void> {
  const addon = loadCap();
  if (!addon.ok) throw new Error(addon.error.message);
  const lines = createInterface({ input: process.stdin });
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  play(JSON.parse(line) as HostPlan, addon.value);
  process.stdout.write('ready\n');
}

process.stdout.on('error', () => {});
main().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1));
});
// Nothing may end it but a signal: the lab's end kills it.
setInterval(() => {}, 2 ** 30);
