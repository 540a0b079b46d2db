import { type ChildProcess, spawn } from 'node:child_process';
import { type Random, stream } from '../../engine/base/random.ts';
import { inside, must } from './namespaces.ts';

/** The ports of a target and what is true of them; all others from `first` to `last` are closed. */
export interface TargetPlan {
  readonly first: number;
  readonly last: number;
  readonly open: readonly number[];
  readonly dropped: readonly number[];
  readonly rejected: readonly number[];
}

/** 300 ports: 20 open, 30 dropped, 20 rejected with ICMP, the rest closed; which is which comes from the seed. */
export function planTarget(seed: number): TargetPlan {
  const first = 1000;
  const ports = shuffled(
    Array.from({ length: 300 }, (_, n) => first + n),
    stream(seed, 'wire:target'),
  );
  return {
    first,
    last: first + 299,
    open: ports.slice(0, 20),
    dropped: ports.slice(20, 50),
    rejected: ports.slice(50, 70),
  };
}

function shuffled(list: readonly number[], random: Random): number[] {
  const left = [...list];
  return list.map(() => left.splice(random.below(left.length), 1)[0] ?? 0);
}

/** The state each port has, whatever the wire does: `1000` -> `closed`. */
export function truthOf(plan: TargetPlan): ReadonlyMap<number, string> {
  const truth = new Map<number, string>();
  for (let port = plan.first; port <= plan.last; port++) truth.set(port, 'closed');
  for (const port of plan.open) truth.set(port, 'open');
  for (const port of [...plan.dropped, ...plan.rejected]) truth.set(port, 'filtered');
  return truth;
}

const LISTEN = `const { createServer } = require('node:net');
let left = 0;
for (const port of JSON.parse(process.argv[1])) {
  left++;
  createServer((socket) => socket.on('error', () => {})).listen(port, () => --left || console.log('ready'));
}`;

/** Makes the namespace `target` behave so. Ends with the sandbox, or when the process given back is killed. */
export async function startTarget(plan: TargetPlan): Promise<ChildProcess> {
  const rules = [
    ...plan.dropped.map((port) => `-A INPUT -p tcp --dport ${port} -j DROP`),
    ...plan.rejected.map((port) => `-A INPUT -p tcp --dport ${port} -j REJECT`),
  ];
  must('ip', inside('target', 'iptables-restore'), ['*filter', ...rules, 'COMMIT', ''].join('\n'));
  const ports = JSON.stringify(plan.open);
  const listeners = spawn('ip', inside('target', process.execPath, '-e', LISTEN, ports), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (plan.open.length > 0) await new Promise((resolve) => listeners.stdout.once('data', resolve));
  return listeners;
}
