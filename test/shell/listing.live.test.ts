import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNTRACED } from '../../engine/trace/index.ts';
import {
  canonicalCommands,
  parseFirewall,
  type RuleSet,
  TABLE_NAMES,
} from '../../simulator/firewall/index.ts';
import { firewallText } from '../../simulator/firewall/testing/arbitrary.ts';
import { hasIptables, quoted, RESET, runInNamespace } from '../../simulator/firewall/testing/kernel.ts';
import { ROWS } from '../../simulator/firewall/testing/rows.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { runShell } from '../../simulator/shell/index.ts';
import { host, lab, network } from '../support/lab.ts';

/** Each of these prints the same on a simulated host as in a namespace with the same rules. */
const LISTINGS = ['-L -v -n', '-L -n --line-numbers', '-nvxL', '-S', '-S -v'] as const;
/** Without -n ports and some addresses become names there, from files of the system; rules without them are the same. */
const NAMED = ['-L', '-L -v'] as const;

function rulesOf(commands: string): RuleSet {
  const rules = parseFirewall(commands);
  if (!rules.ok) throw new Error(`${JSON.stringify(rules.error)}\n${commands}`);
  return rules.value;
}

const accepted = ROWS.filter(([, fate]) => fate === 'OK').map(([commands]) =>
  rulesOf(
    commands
      .split('\n')
      .map((command) => `iptables ${command}`)
      .join('\n'),
  ),
);
const random = fc.sample(firewallText(4), { numRuns: 120, seed: 11 }).map(rulesOf);
/** Ports have names in /etc/services; 0.0.0.0, 127.0.0.0, 127.0.0.1 and 169.254.0.0 in /etc/networks and /etc/hosts. */
const hasNames = (rules: RuleSet): boolean =>
  /"(?:tcp|udp|multiport|REDIRECT)"|"address":(?:0|2130706432|2130706433|2851995648)\b/.test(
    JSON.stringify(rules),
  );

const linesFor = (rules: RuleSet): string[] =>
  [...LISTINGS, ...(hasNames(rules) ? [] : NAMED)].flatMap((listing) =>
    TABLE_NAMES.map((table) => `iptables ${listing} -t ${table}`),
  );

describe('iptables in the shell', () => {
  it.skipIf(!hasIptables()).each([
    ['every rule of the table of rows', accepted],
    ['random rule sets', random],
  ])(
    'lists %s as the real one does, character by character',
    (_, sets) => {
      const { stdout } = runInNamespace(sets.map(realListings).join('\n'));
      const real = stdout.split('=== end\n');
      expect(real.length).toBe(sets.length + 1);
      for (const [index, rules] of sets.entries()) expect(simulatedListings(rules)).toBe(real[index]);
    },
    240_000,
  );
});

function realListings(rules: RuleSet): string {
  const commands = canonicalCommands(rules).map((words) => ['iptables', ...words.map(quoted)].join(' '));
  const shown = linesFor(rules).map((line) => `echo '$ ${line}'; ${line} 2>&1`);
  return [RESET, ...commands, ...shown, "echo '=== end'"].join('\n');
}

function simulatedListings(rules: RuleSet): string {
  const hosts = [
    host('scanner', { on: { lan: '198.18.10.2' } }),
    { ...host('target', { on: { lan: '198.18.10.28' } }), firewall: rules },
  ];
  const built = lab([network('lan', '198.18.10.0/24')], hosts);
  const setting = { lab: built, labText: '', world: createWorld(built, { trace: UNTRACED }), host: 'target' };
  return linesFor(rules)
    .map((line) => {
      const result = runShell(line, setting);
      return `$ ${line}\n${result.kind === 'output' ? result.stdout : JSON.stringify(result)}`;
    })
    .join('');
}
