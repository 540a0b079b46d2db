import { describe, expect, it } from 'vitest';
import { canonicalCommands } from '../firewall/index.ts';
import { loadLab } from './load.ts';
import { withTarget } from './testing/lab-text.ts';

const ADDRESS = 'address: 198.18.10.3';

function complaintAbout(...lines: readonly string[]) {
  const lab = loadLab(withTarget(ADDRESS, ...lines));
  return lab.ok ? undefined : lab.error[0];
}

function rulesOf(...lines: readonly string[]): readonly string[] {
  const lab = loadLab(withTarget(ADDRESS, ...lines));
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  const target = lab.value.hosts.find(({ name }) => name === 'target');
  return target ? canonicalCommands(target.firewall).map((command) => command.join(' ')) : [];
}

describe('the firewall of a host in a lab file', () => {
  it('is read below a |, comments and empty lines between', () => {
    expect(
      rulesOf('firewall: |', '  # web', '  iptables -A INPUT -p tcp --dport 80 -j DROP', '', '  # end'),
    ).toEqual(['-t filter -A INPUT -p tcp -m tcp --dport 80 -j DROP']);
  });

  it('is read from one quoted line', () => {
    expect(rulesOf('firewall: "iptables -P INPUT DROP"')).toEqual(['-t filter -P INPUT DROP']);
  });

  it('is no rule where it is left out or empty', () => {
    expect(rulesOf('forward: false')).toEqual([]);
    expect(rulesOf('firewall: ""')).toEqual([]);
  });

  it('is complained about at the line and column of the file, not of the text', () => {
    const complaint = complaintAbout(
      'firewall: |',
      '  # fine',
      '  iptables -A INPUT -p tcp --dprot 80 -j DROP',
    );
    // Line 9 is the address, 10 the key; four blanks of the host and two of the block stand before the command.
    expect(complaint?.line).toBe(12);
    expect(complaint?.column).toBe(7 + 'iptables -A INPUT -p tcp '.length);
    expect(complaint?.message).toContain('--dprot');
  });

  it('keeps to the places of the file with Windows line ends', () => {
    const text = withTarget(ADDRESS, 'firewall: |', '  iptables -A INPUT --dprot 80 -j DROP').replaceAll(
      '\n',
      '\r\n',
    );
    const column = 7 + 'iptables -A INPUT '.length;
    expect(loadLab(text)).toMatchObject({ ok: false, error: [{ line: 11, column }] });
  });

  it('is complained about as a whole inside quotes', () => {
    const complaint = complaintAbout('firewall: "iptables -A INPUT -j NOWHERE"');
    expect(complaint).toMatchObject({ line: 10, column: 15 });
  });

  it('is refused below a >, which would join its lines', () => {
    expect(complaintAbout('firewall: >', '  iptables -P INPUT DROP')?.remedy).toContain('Write |');
  });

  it('is refused as a list', () => {
    expect(complaintAbout('firewall: [ "iptables -P INPUT DROP" ]')?.message).toContain('iptables commands');
  });

  it.each([
    ['a shell word', 'iptables -A INPUT -j DROP; reboot'],
    ['a substitution', 'iptables -A INPUT -s $(id) -j DROP'],
    ['another program', 'nft flush ruleset'],
    ['a rule in a line break of a comment', 'iptables -A INPUT -m comment --comment "x'],
    ['restore syntax among commands', 'COMMIT'],
  ])('is refused with %s, at its line', (_, line) => {
    expect(complaintAbout('firewall: |', `  ${line}`)?.line).toBe(11);
  });

  it('carries no word of a comment into the rules', () => {
    const comment = '"x\' -j ACCEPT; flush ruleset #"';
    const [rule] = rulesOf(
      'firewall: |',
      `  iptables -A INPUT -p tcp -m comment --comment ${comment} -j DROP`,
    );
    expect(rule).toBe('-t filter -A INPUT -p tcp -j DROP');
  });
});
