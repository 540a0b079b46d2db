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

/** The same addresses behind a bridge in the sandbox itself, which sees all frames: `bs`, `bt`, and `bf` of a third. */
export function makeBridge(): void {
  makeNamespaces('scanner', 'target', 'forger');
  must('sysctl', ['-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1']);
  // Without snooping, or the bridge itself would send IGMP.
  ip('link add br0 type bridge mcast_snooping 0', 'link set br0 up');
  for (const name of ['scanner', 'target', 'forger']) {
    const letter = name.slice(0, 1);
    ip(
      `link add b${letter} type veth peer name ${letter}0 netns ${name}`,
      `link set b${letter} master br0 up`,
    );
    ipIn(name, `link set ${letter}0 up`);
  }
  ipIn('scanner', `address add ${ADDRESS.scanner}/24 dev s0`);
  ipIn('target', `address add ${ADDRESS.target}/24 dev t0`);
}
