import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Runs a command and throws with its words when it fails: a sandbox is built whole or not at all. */
export function must(program: string, args: readonly string[], input = ''): string {
  const done = spawnSync(program, [...args], { encoding: 'utf8', input });
  if (done.status === 0) return done.stdout;
  throw new Error(`${program} ${args.join(' ')}: ${done.error?.message ?? done.stderr}`);
}

/** Several `ip` commands in one process, in the sandbox itself or in a namespace of it. */
export const ip = (...lines: readonly string[]): string =>
  must('ip', ['-batch', '-'], `${lines.join('\n')}\n`);
export const ipIn = (name: string, ...lines: readonly string[]): string =>
  must('ip', ['-n', name, '-batch', '-'], `${lines.join('\n')}\n`);

/** The words that run a program in a namespace. */
export const inside = (name: string, ...argv: readonly string[]): string[] => [
  'netns',
  'exec',
  name,
  ...argv,
];

/** Makes named namespaces, loopback up, without IPv6, whose own chatter would disturb what is counted. */
export function makeNamespaces(...names: readonly string[]): void {
  must('mount', ['-t', 'tmpfs', 'tmpfs', '/run']);
  mkdirSync('/run/netns', { recursive: true });
  for (const name of names) {
    ip(`netns add ${name}`);
    ipIn(name, 'link set lo up');
    must(
      'ip',
      inside(
        name,
        'sysctl',
        '-qw',
        'net.ipv6.conf.all.disable_ipv6=1',
        'net.ipv6.conf.default.disable_ipv6=1',
      ),
    );
  }
}

/** scanner (198.18.10.2) and target (198.18.10.28) on one cable: names and addresses of all live tests. */
export const ADDRESS = { scanner: '198.18.10.2', target: '198.18.10.28' } as const;

export function makeCable(): void {
  makeNamespaces('scanner', 'target');
  ip('link add s0 netns scanner type veth peer name t0 netns target');
  ipIn('scanner', `address add ${ADDRESS.scanner}/24 dev s0`, 'link set s0 up');
  ipIn('target', `address add ${ADDRESS.target}/24 dev t0`, 'link set t0 up');
}
