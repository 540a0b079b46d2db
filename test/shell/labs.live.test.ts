import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { labAvailability, type RunningLab } from '../../cli/lab/index.ts';
import { PROGRAM } from '../../cli/root.ts';
import { understand } from '../../cli/verbs/request.ts';
import { inFreshLab } from '../../cli/world/real.ts';
import { runScanNow } from '../../engine/scan/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { runShell, type ShellSetting } from '../../simulator/shell/index.ts';
import { labFile } from '../support/command.ts';
import { labFrom } from '../support/simulate.ts';

/**
 * The same lab, simulated and real, after the same scan: what students then type on its hosts prints the same in both
 * worlds. Counters and connections are equal to the last packet; timeouts within SECONDS.
 */
const SCANS: readonly (readonly [lab: string, technique: '-sS' | '-sA' | '-sU'])[] = [
  ['table-stateful', '-sS'],
  ['table-stateful', '-sU'],
  ['chains', '-sS'],
  ['default-drop', '-sS'],
  ['forward-stateful', '-sS'],
  ['notrack', '-sS'],
  ['one-rule-three-answers', '-sU'],
  ['output', '-sS'],
  ['own-reset', '-sS'],
  ['redirect', '-sS'],
  ['redirect', '-sA'],
  ['six-states', '-sS'],
  ['saved-rules', '-sS'],
  ['udp', '-sU'],
];
/**
 * The real tools run a little later than the scan ends, and a target may have tried again by then (a SYN/ACK that its
 * own rules keep back): what they print is what the simulated ones print at some moment of these seconds.
 */
const SECONDS = 4;
/** No answer within nmap's shortest timeout is possible on a busy machine; here silence alone costs a second try. */
const PATIENCE = ['--min-rtt-timeout', '500ms'];
const COMMANDS = [
  'iptables -L -v -n',
  'iptables -L -v -n -x -t nat',
  'iptables -S',
  'ss -lntu',
  'ss -lnt',
  'ss -lnu',
  'conntrack -L',
  'conntrack -L -p udp',
] as const;

const available = labAvailability();
const title = `after the same scan${available.ok ? '' : ` (skipped: ${available.reason})`}`;

/** By `host# command`. */
type Outputs = ReadonlyMap<string, string>;

describe.skipIf(!available.ok)(title, () => {
  describe.each(SCANS)('of %s with %s', (name, technique) => {
    const lab = labFrom(readFileSync(labFile(name), 'utf8'));
    const hosts = lab.hosts.filter(({ stack }) => stack === 'linux').map((host) => host.name);
    const args = argsFor(lab, technique);
    const moments = inSimulation(lab, hosts, args);
    let real: Outputs = new Map();

    beforeAll(async () => {
      real = await inFreshLab(lab, (running) => inReality(running, labFile(name), hosts, args));
    });

    const lines = hosts.flatMap((host) => COMMANDS.map((command) => `${host}# ${command}`));
    it.each(lines.filter((line) => !line.includes('conntrack')))('%s prints the same', (line) => {
      const [atTheEnd, ...later] = moments.map((simulated) => inOneOrder(line, simulated.get(line)));
      const theirs = inOneOrder(line, real.get(line));
      if (!later.some((ours) => isDeepStrictEqual(ours, theirs))) expect(atTheEnd).toEqual(theirs);
    });

    it.each(lines.filter((line) => line.includes('conntrack')))('%s shows the same flows', (line) => {
      const [ours, theirs] = [flowsIn(moments[0]?.get(line)), flowsIn(real.get(line))];
      expect(ours.map(({ text }) => text)).toEqual(theirs.map(({ text }) => text));
      for (const [index, { secondsLeft }] of ours.entries())
        expect(Math.abs(secondsLeft - (theirs[index]?.secondsLeft ?? 0))).toBeLessThanOrEqual(SECONDS);
    });
  });
});

function argsFor(lab: Lab, technique: string): string[] {
  const ports = technique === '-sU' ? lab.scan?.udp : lab.scan?.ports;
  const targets = lab.scan?.targets ?? ['target'];
  return [technique, '-n', '-Pn', ...PATIENCE, '-p', ports ?? '', ...targets];
}

/** What the commands print when the scan is over, and after each thing that happens in the seconds thereafter. */
function inSimulation(lab: Lab, hosts: readonly string[], args: readonly string[]): readonly Outputs[] {
  const world = createWorld(lab, { trace: UNTRACED });
  const command = understand(args, {}, lab);
  if (!command.ok) throw new Error(command.error);
  runScanNow(command.value.request, { vantage: world.vantage, trace: UNTRACED }, world.transport());
  const moments: Outputs[] = [];
  const end = world.now + SECONDS * 1_000_000;
  world.runUntil(() => {
    if (world.now > end) return true;
    moments.push(outputsOf({ lab, labText: '', world, host: 'scanner' }, hosts));
    return false;
  });
  return moments;
}

function outputsOf(setting: ShellSetting, hosts: readonly string[]): Outputs {
  return new Map(
    hosts.flatMap((host) =>
      COMMANDS.map((command) => {
        const line = `${host}# ${command}`;
        const result = runShell(line, setting);
        return [line, result.kind === 'output' ? result.stdout + result.stderr : JSON.stringify(result)];
      }),
    ),
  );
}

async function inReality(
  running: RunningLab,
  path: string,
  hosts: readonly string[],
  args: readonly string[],
): Promise<Outputs> {
  const own = ['scan', '--live', '--inside-lab', '--lab', path];
  const scan = await running.run('scanner', [process.execPath, PROGRAM, ...own, ...args]);
  if (scan.code !== 0) throw new Error(`the live scan ended with ${scan.code}: ${scan.stderr}`);
  const outputs = new Map<string, string>();
  for (const host of hosts)
    for (const command of [...COMMANDS].reverse()) {
      const { stdout, stderr } = await running.run(host, command.split(' '));
      outputs.set(`${host}# ${command}`, stdout + stderr);
    }
  return outputs;
}

/** The kernel lists sockets by a hash of theirs. */
function inOneOrder(line: string, output = 'nothing'): string[] {
  const [head = '', ...rows] = output.split('\n');
  return line.includes('# ss ') ? [head, ...rows.sort()] : [head, ...rows];
}

interface Flow {
  /** Without the seconds, and with `P` for ports that the scanner chose, or address translation: of any length. */
  readonly text: string;
  readonly secondsLeft: number;
}

/** The kernel lists flows by a hash of theirs; how often it holds one is its own business. */
function flowsIn(output = 'nothing'): Flow[] {
  const flows = output
    .trimEnd()
    .split('\n')
    .map((line): Flow => {
      const [, before = '', seconds = '0', after = ''] = /^(\w+ +\d+ )(\d+)( .*)$/.exec(line) ?? ['', line];
      const text = `${before}${after}`
        .replace(/use=\d+/, 'use=1')
        .replace(/port=\d{5}\b/g, 'port=P')
        .replace(/dport=\d+(?!.*dport=)/, 'dport=P');
      return { text, secondsLeft: Number(seconds) };
    });
  return flows.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.secondsLeft - b.secondsLeft));
}
