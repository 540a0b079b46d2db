import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLab } from '../../lab/index.ts';
import { firewallIn } from './firewall-text.ts';

const LABS = new URL('../../../lessons/labs/', import.meta.url);
const labs = readdirSync(LABS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, LABS), 'utf8')] as const);
const RULES = ['iptables -A INPUT -p tcp --dport 7 -j DROP', '', '# the end', 'iptables -P INPUT DROP'];

const labWith = (host: string): string => `lab: one
title: One host
networks: { lan: { subnet: 198.18.10.0/24 } }
scanner: { address: 198.18.10.2 }
hosts:
  target:
${host}  other: { address: 198.18.10.29 }   # the last one
`;

/** The same rules, in each of the ways in which YAML writes a text. */
const WRITTEN: readonly (readonly [string, string])[] = [
  [
    'a block',
    '    address: 198.18.10.28\n    firewall: |\n      iptables -P INPUT DROP\n    forward: true # so\n',
  ],
  [
    'a block with blank lines',
    '    address: 198.18.10.28\n    firewall: |\n      iptables -P INPUT DROP\n\n      # one\n\n\n',
  ],
  [
    'a block that is stripped',
    '    address: 198.18.10.28\n    firewall: |- # rules\n      iptables -P INPUT DROP\n',
  ],
  ['a plain text', '    firewall: iptables -P INPUT DROP # it drops\n    address: 198.18.10.28\n'],
  ['a text in quotes', '    firewall: "iptables -P INPUT DROP"\n    address: 198.18.10.28\n'],
  ['nothing', '    address: 198.18.10.28\n'],
];

describe('rules that are replaced', () => {
  it.each(labs)('by themselves leave every byte of %s', (_name, text) => {
    const lab = loadLab(text);
    if (!lab.ok) throw new Error('no lab');
    for (const { name } of lab.value.hosts) {
      const rules = firewallIn(text, name);
      if (rules === undefined || rules.text === '') continue;
      expect(rules.replace(rules.text.replace(/\n$/, '').split('\n'))).toBe(text);
    }
  });

  it.each(WRITTEN)('are read back, and the rest of the lab stays, where they were %s', (_name, host) => {
    const text = labWith(host);
    const changed = firewallIn(text, 'target')?.replace(RULES) ?? '';
    expect(firewallIn(changed, 'target')?.text.trimEnd()).toBe(RULES.join('\n'));
    const [before, after] = [loadLab(text), loadLab(changed)];
    if (!before.ok || !after.ok) throw new Error(changed);
    const bare = (lab: typeof before) => lab.value.hosts.map(({ firewall: _, ...host }) => host);
    expect(bare(after)).toEqual(bare(before));
    // Comments outside of the rules are the author's, and stay.
    for (const [comment] of text.matchAll(/# (?:so|it drops|rules|the last one)/g))
      expect(changed).toContain(comment);
  });

  it('by nothing are gone', () => {
    const text = labWith(WRITTEN[0]?.[1] ?? '');
    const lab = loadLab(firewallIn(text, 'target')?.replace([]) ?? '');
    expect(lab.ok && lab.value.hosts.find(({ name }) => name === 'target')?.firewall.tables).toEqual([]);
  });
});
