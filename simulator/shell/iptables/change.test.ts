import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFirewall, type RuleSet } from '../../firewall/index.ts';
import { loadLab } from '../../lab/index.ts';
import { runShell } from '../run-shell.ts';
import { LAB, settingOf } from '../testing/session.ts';

const LABS = new URL('../../../lessons/labs/', import.meta.url);

function change(labText: string, host: string, command: string): string {
  const result = runShell(`${host}# ${command}`, settingOf(labText));
  if (result.kind !== 'lab') throw new Error(`${command}: ${JSON.stringify(result)}`);
  return result.text;
}

function refusal(labText: string, line: string): string {
  const result = runShell(line, settingOf(labText));
  if (result.kind !== 'complaint') return JSON.stringify(result);
  const { argument, column, length, message } = result.complaint;
  return `${argument}:${column}+${length} ${message}`;
}

function rulesOf(labText: string, host: string): RuleSet | undefined {
  const lab = loadLab(labText);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return lab.value.hosts.find(({ name }) => name === host)?.firewall;
}

/** The lines of `after` that are not in `before`, in their order; undefined where one of `before` is gone. */
function addedLines(before: string, after: string): string[] | undefined {
  const old = before.split('\n');
  const added: string[] = [];
  for (const line of after.split('\n')) {
    if (line === old[0]) old.shift();
    else added.push(line);
  }
  return old.length === 0 ? added : undefined;
}

const NEW_RULE = 'iptables -A INPUT -p tcp --dport 4444 -j DROP';
const labOf = (firewall: string): string => `lab: x
networks: { lan: { subnet: 198.18.10.0/24 } }
scanner: { address: 198.18.10.2 }
hosts:
  target: # the one
    address: 198.18.10.28
${firewall}  # after it
  other: { address: 198.18.10.29 } # last
`;

describe('a command that changes rules', () => {
  it('is written below the others, with their indentation; comments stay', () => {
    const text = change(LAB, 'target', NEW_RULE);
    expect(addedLines(LAB, text)).toEqual([`      ${NEW_RULE}`]);
    expect(text).toMatch(/--dport 23 -j DROP\n {6}iptables -A INPUT -p tcp --dport 4444 -j DROP\n {2}far:/);
  });

  it.each([
    ['iptables -I INPUT -j DROP', 3],
    ['sudo iptables -D INPUT 1', 1],
    ['iptables -D INPUT -p tcp --dport 23 -j DROP', 1],
    ['iptables -R INPUT 2 -j ACCEPT', 2],
    ['iptables -F INPUT', 0],
  ])('does what it says: %s', (command, count) => {
    const rules = rulesOf(change(LAB, 'target', command), 'target');
    expect(rules?.tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)) ?? []).toHaveLength(
      count,
    );
  });

  it.each([
    ['the empty host', '', '    firewall: |\n      NEW\n'],
    ['quotes', '    firewall: "iptables -P INPUT DROP" # why\n', undefined],
    ['a plain text', '    firewall: iptables -P INPUT DROP\n', undefined],
    ['an empty block', '    firewall: |\n', undefined],
    ['a block that keeps its end', '    firewall: |+\n      iptables -P INPUT DROP\n\n\n', '      NEW\n'],
    ['a block that strips its end', '    firewall: |-\n      iptables -P INPUT DROP\n', '      NEW\n'],
    ['a block with its indentation', '    firewall: |3\n       iptables -P INPUT DROP\n', '       NEW\n'],
    ['a deep block', '    firewall: |\n            iptables -P INPUT DROP\n', '            NEW\n'],
    [
      'a block between others',
      '    firewall: |\n      iptables -P INPUT DROP\n    services: []\n',
      '      NEW\n',
    ],
    ['a key of two lines', '    services:\n      - { port: tcp/22 } # ssh\n\n', undefined],
  ])('finds its place in %s', (_, firewall, added) => {
    const before = labOf(firewall);
    const text = change(before, 'target', NEW_RULE);
    const rules = parseFirewall(`${firewall.includes('DROP') ? 'iptables -P INPUT DROP\n' : ''}${NEW_RULE}`);
    expect(rules.ok && rules.value).toEqual(rulesOf(text, 'target'));
    for (const kept of [
      '  target: # the one\n',
      '  # after it\n',
      '  other: { address: 198.18.10.29 } # last\n',
    ])
      expect(text).toContain(kept);
    if (firewall.includes('# why')) expect(text).toContain('# why');
    if (added !== undefined)
      expect(addedLines(before, text)?.join('\n')).toBe(added.replace('NEW', NEW_RULE).trimEnd());
  });

  it.each([
    ['{ address: 198.18.10.28 }', '{ address: 198.18.10.28, firewall: "NEW" }'],
    ['{ address: 198.18.10.28, }', '{ address: 198.18.10.28, firewall: "NEW", }'],
    ['{ "address": "198.18.10.28" }', '{ "address": "198.18.10.28", "firewall": "NEW" }'],
    [
      '{ firewall: iptables -P INPUT DROP, address: 198.18.10.28 }',
      '{ firewall: "iptables -P INPUT DROP\\nNEW", address: 198.18.10.28 }',
    ],
  ])('keeps to the brackets of %s', (host, expected) => {
    const before = LAB.replace('{ address: 198.18.20.28 }', host.replaceAll('198.18.10', '198.18.20'));
    expect(change(before, 'far', NEW_RULE)).toBe(
      LAB.replace('{ address: 198.18.20.28 }', expected.replaceAll('198.18.10', '198.18.20')).replace(
        'NEW',
        NEW_RULE,
      ),
    );
  });

  it('goes before COMMIT where the rules are the output of iptables-save, and makes a table that is missing', () => {
    const before = labOf('    firewall: |\n      *filter\n      :INPUT ACCEPT [0:0]\n      COMMIT\n');
    const filter = change(before, 'target', NEW_RULE);
    expect(addedLines(before, filter)).toEqual([`      ${NEW_RULE.slice('iptables '.length)}`]);
    const nat = change(before, 'target', 'iptables -t nat -A PREROUTING -j ACCEPT');
    expect(addedLines(before, nat)).toEqual(
      ['*nat', '-t nat -A PREROUTING -j ACCEPT', 'COMMIT'].map((line) => `      ${line}`),
    );
    expect(rulesOf(nat, 'target')?.tables.map(({ name }) => name)).toContain('nat');
  });

  it('keeps the line ends of a file from Windows', () => {
    const text = change(LAB.replaceAll('\n', '\r\n'), 'target', NEW_RULE);
    expect(text).toBe(change(LAB, 'target', NEW_RULE).replaceAll('\n', '\r\n'));
  });

  it.each([
    [
      'target# iptables -A INPUT -p tcp --dport 99999 -j DROP',
      '7:1+5 "99999" is not a port, nor a range LOW:HIGH of ports.',
    ],
    ['target# iptables -D INPUT -p tcp --dport 24 -j DROP', '2:1+2 The chain INPUT has no such rule.'],
    ['target# sudo iptables -D INPUT 3', '2:1+2 The chain INPUT has 2 rules.'],
    ['target# iptables -A INPUT -j NOWHERE', '2:1+2 There is no target or chain "NOWHERE".'],
    [
      'old# iptables -A INPUT -j DROP',
      '1:1+8 iptables is a tool of Linux, and old is none (its stack is windows).',
    ],
  ])('is refused as the firewall refuses it, and the word named: %s', (line, expected) => {
    expect(refusal(LAB, line)).toBe(expected);
  });

  it('is refused where the text is no lab, or another one', () => {
    for (const labText of ['', 'nonsense: [', labOf('').replaceAll('target', 'goal')])
      expect(runShell('target# iptables -A INPUT -j DROP', { ...settingOf(), labText }).kind).toBe(
        'complaint',
      );
  });

  it.each(readdirSync(LABS).filter((file) => file.endsWith('.yaml')))(
    'leaves everything else in %s as it is, on each of its hosts',
    (file) => {
      const before = readFileSync(new URL(file, LABS), 'utf8');
      for (const { name, stack } of settingOf(before).lab.hosts.filter((host) => host.stack === 'linux')) {
        const text = change(before, name, NEW_RULE);
        const rules = JSON.stringify(rulesOf(text, name));
        expect([stack, rules.includes('[4444,4444]')]).toEqual(['linux', true]);
        // What is new is the rule, perhaps with its key and quotes around: taken away again, the old file is left.
        const added = [
          /,? ?firewall: "[^"]*4444[^"]*"/,
          /\n *firewall: \|\n *[^\n]*4444[^\n]*/,
          /\n[^\n]*4444[^\n]*/,
        ];
        expect(added.map((what) => text.replace(what, ''))).toContain(before);
      }
    },
  );

  it('changes nothing outside the rules, whatever rules and commands come one after the other', () => {
    const command = fc.constantFrom(
      NEW_RULE,
      'iptables -P INPUT DROP',
      'iptables -I INPUT -s 198.18.10.7 -j ACCEPT # friend',
      'iptables -t nat -A PREROUTING -p tcp --dport 81 -j REDIRECT --to-ports 80',
      'iptables  -A OUTPUT -j LOG --log-prefix "out: "',
      'iptables -F',
    );
    const style = fc.constantFrom(
      '',
      '    firewall: "# none yet"\n',
      '    firewall: |\n      # none yet\n\n',
    );
    fc.assert(
      fc.property(style, fc.array(command, { minLength: 1, maxLength: 6 }), (firewall, commands) => {
        const text = commands.reduce((labText, one) => change(labText, 'target', one), labOf(firewall));
        const rules = parseFirewall(commands.join('\n'));
        expect(rulesOf(text, 'target')).toEqual(rules.ok && rules.value);
        const [head, tail] = [/^[\s\S]*address: 198\.18\.10\.28\n/, / {2}# after it\n[\s\S]*$/];
        expect([head.exec(text)?.[0], tail.exec(text)?.[0]]).toEqual([
          head.exec(labOf(''))?.[0],
          tail.exec(labOf(''))?.[0],
        ]);
      }),
      { numRuns: 100 },
    );
  });
});
