import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findTool, toolEnvironment } from './tools.ts';

/** Whether real labs can be built here, by this user. */
export type LabAvailability = LabPossible | LabImpossible;

export interface LabPossible {
  readonly ok: true;
  /** Built in a user namespace of its own; otherwise by the real root without one. */
  readonly userNamespace: boolean;
}

export interface LabImpossible {
  readonly ok: false;
  readonly reason: string;
  readonly waysOut: readonly string[];
}

/** What decides it, gathered apart from the deciding so that each case can be tested anywhere. */
export interface SystemFacts {
  readonly platform: string;
  readonly root: boolean;
  readonly missingTools: readonly string[];
  /** What `unshare` said, where it could not make the namespaces with, or without, a user namespace. */
  readonly rootlessError?: string;
  readonly rootError?: string;
  /** Switches that turn user namespaces off, as far as the system has them. */
  readonly maxUserNamespaces?: string;
  readonly unprivilegedClone?: string;
  readonly appArmorRestricts?: string;
}

const TOOL_PACKAGES: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  iptables: 'iptables',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  flock: 'util-linux',
  mount: 'mount',
  tee: 'coreutils',
};

export const labAvailability = (): LabAvailability => judge(gatherFacts());

export function judge(facts: SystemFacts): LabAvailability {
  if (facts.platform !== 'linux') return wrongSystem(facts.platform);
  if (facts.missingTools.length > 0) return missingTools(facts.missingTools);
  if (facts.rootlessError === undefined) return { ok: true, userNamespace: true };
  if (facts.root && facts.rootError === undefined) return { ok: true, userNamespace: false };
  if (facts.root) return lacksCapabilities(facts.rootError ?? '');
  const { cause, switchOn } = causeOf(facts);
  return {
    ok: false,
    reason: `A real lab needs user namespaces when it is built without root, and ${cause}.`,
    waysOut: [`Allow them: ${switchOn}`, 'Or run the same command with sudo.'],
  };
}

function causeOf(facts: SystemFacts): { cause: string; switchOn: string } {
  if (facts.maxUserNamespaces === '0')
    return {
      cause: 'this system allows none (user.max_user_namespaces is 0)',
      switchOn: 'sudo sysctl -w user.max_user_namespaces=10000',
    };
  if (facts.unprivilegedClone === '0')
    return {
      cause: 'this system keeps them for root (kernel.unprivileged_userns_clone is 0)',
      switchOn: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    };
  if (facts.appArmorRestricts === '1')
    return {
      cause: 'AppArmor takes their rights away (kernel.apparmor_restrict_unprivileged_userns is 1)',
      switchOn: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
    };
  return {
    cause: `this system refuses them (${facts.rootlessError ?? 'no reason given'})`,
    switchOn: 'ask whoever runs this machine or container, which forbids them.',
  };
}

const wrongSystem = (platform: string): LabImpossible => ({
  ok: false,
  reason: `Real labs are made of Linux network namespaces, and this system is ${platform}.`,
  waysOut: ['Use a Linux machine: a virtual one, or WSL 2.', 'Or scan simulated labs, which need nothing.'],
});

function missingTools(tools: readonly string[]): LabImpossible {
  const packages = [...new Set(tools.map((tool) => TOOL_PACKAGES[tool] ?? tool))];
  return {
    ok: false,
    reason: `Real labs need ${tools.join(' and ')}, not found on this system.`,
    waysOut: [
      `Install what is missing: sudo apt-get install ${packages.join(' ')}`,
      'Or scan simulated labs, which need nothing.',
    ],
  };
}

const lacksCapabilities = (error: string): LabImpossible => ({
  ok: false,
  reason: `This root may not make namespaces (${error}), as is usual inside containers.`,
  waysOut: [
    'Start the container with --privileged, or work outside it.',
    'Or scan simulated labs, which need nothing.',
  ],
});

function gatherFacts(): SystemFacts {
  const { platform } = process;
  const root = process.getuid?.() === 0;
  if (platform !== 'linux') return { platform, root, missingTools: [] };
  const missing = Object.keys(TOOL_PACKAGES).filter((tool) => findTool(tool) === undefined);
  if (missing.length > 0) return { platform, root, missingTools: missing };
  const rootlessError = tryUnshare(true);
  if (rootlessError === undefined) return { platform, root, missingTools: [] };
  const rootError = root ? tryUnshare(false) : undefined;
  const sysctl = (path: string) => readFileIfAny(`/proc/sys/${path}`);
  return {
    platform,
    root,
    missingTools: [],
    rootlessError,
    ...(rootError !== undefined && { rootError }),
    ...optional('maxUserNamespaces', sysctl('user/max_user_namespaces')),
    ...optional('unprivilegedClone', sysctl('kernel/unprivileged_userns_clone')),
    ...optional('appArmorRestricts', sysctl('kernel/apparmor_restrict_unprivileged_userns')),
  };
}

/** `--kill-child` ties the namespaces to unshare's life; `-p` makes the first process inside the one all others die with. */
export const unshareArguments = (userNamespace: boolean): readonly string[] => [
  userNamespace ? '-Urnmp' : '-nmp',
  '--fork',
  '--kill-child',
  '--mount-proc',
  '--',
];

/** What went wrong when the very namespaces of a lab were tried, a mount inside them included. */
function tryUnshare(userNamespace: boolean): string | undefined {
  const trial = ['mount', '-t', 'tmpfs', 'halfopen', '/run'];
  const { status, stderr, error } = spawnSync('unshare', [...unshareArguments(userNamespace), ...trial], {
    env: toolEnvironment(),
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n')[0] || `unshare ended with ${status}`);
}

function readFileIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return undefined;
  }
}

const optional = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
