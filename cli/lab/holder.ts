import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildCables, buildHost } from './build-network.ts';
import type { HostPlan, LabPlan } from './plan.ts';
import { inParallel, runTool } from './run-tool.ts';

// A program of its own: process 1 of a real lab's namespaces. While it lives, the lab lives; when it dies, however
// it dies, the kernel ends every process of the lab and with the last one its networks.
//
// Its standard input is a leash: first comes the plan as a line of JSON, later perhaps `keep`. If the leash
// ends before that, whoever wanted the lab is gone, and so is the lab. It answers in lines of JSON.

/** Names come from a checked lab; they are checked again where they are used. */
const NAME = /^[a-z][a-z0-9-]{0,14}$/;
const WIDTH = 8;

let kept = false;

const say = (answer: { ready: true } | { kept: true } | { failed: string }): void => {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
};

async function build(plan: LabPlan): Promise<void> {
  for (const host of plan.hosts)
    if (![host.name, ...host.interfaces.map(({ name }) => name)].every((name) => NAME.test(name)))
      throw new Error('a host or network has a name that no lab file can have');
  await runTool('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'halfopen', '/run']);
  await buildCables(plan);
  // Agents take most of the time, and most of that before they need the network.
  const agents = new Map(plan.hosts.filter(isPlayed).map((host) => [host, startAgent(host)]));
  await inParallel(plan.hosts, WIDTH, buildHost);
  await Promise.all([...agents].map(([host, agent]) => serve(host, agent)));
}

/** Linux without services needs no program; a simulated host is nothing but its program. */
const isPlayed = ({ services, stack }: HostPlan): boolean => services.length > 0 || stack !== undefined;

function startAgent(host: HostPlan): ChildProcess {
  const name = host.stack === undefined ? 'host-agent' : 'wire-host';
  const program = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const options = [
    `--max-old-space-size=${host.stack === undefined ? 32 : 64}`,
    '--max-semi-space-size=1',
    program,
  ];
  return spawn('nsenter', [`--net=/run/netns/${host.name}`, '--', process.execPath, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

function serve(host: HostPlan, agent: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (what: string): void =>
      reject(
        new Error(
          host.stack === undefined
            ? `the services of ${host.name} could not listen: ${what}`
            : `${host.name} could not be played on the wire: ${what}`,
        ),
      );
    agent.on('error', (error) => failed(error.message));
    agent.on('exit', () => failed('their program ended'));
    agent.stdin?.on('error', () => {});
    agent.stdin?.end(`${JSON.stringify(host.stack === undefined ? host.services : host)}\n`);
    agent.stdout?.once('data', (chunk: Buffer) => {
      const answer = chunk.toString().trim();
      if (answer === 'ready') resolve();
      else failed(answer);
    });
  });
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const lines = createInterface({ input: process.stdin });
lines.on('close', () => {
  if (!kept) process.exit(1);
});
lines.once('line', (line) => {
  lines.on('line', (word) => {
    if (word !== 'keep') return;
    kept = true;
    say({ kept: true });
  });
  build(JSON.parse(line) as LabPlan).then(
    () => say({ ready: true }),
    (error: unknown) => {
      process.stdout.write(
        `${JSON.stringify({ failed: error instanceof Error ? error.message : String(error) })}\n`,
        () => process.exit(1),
      );
    },
  );
});
// Nothing may end the lab but a signal or the leash: an empty event loop would.
setInterval(() => {}, 2 ** 30);
