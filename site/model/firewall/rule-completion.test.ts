import { describe, expect, it } from 'vitest';
import { ruleWords } from '../../worker/rules.ts';
import { ruleCompletion } from './rule-completion.ts';

const WORDS = ruleWords();
const offered = (line: string, text = line): string[] | undefined =>
  ruleCompletion(WORDS, text, line)?.words.map(({ word }) => word);

/** Which words iptables(8) and iptables-extensions(8) allow there; some that must be, some that must not. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', ['iptables'], ['-A']],
  ['iptables ', ['-A', '-P', '-t'], ['--dport']],
  ['iptables -t ', ['raw', 'nat', 'filter'], ['INPUT']],
  ['iptables -A ', ['INPUT', 'FORWARD', 'OUTPUT'], ['PREROUTING']],
  ['iptables -t nat -A ', ['PREROUTING', 'POSTROUTING'], ['FORWARD']],
  ['iptables -P INPUT ', ['ACCEPT', 'DROP'], ['REJECT']],
  ['iptables -A INPUT ', ['-p', '-s', '-j'], ['--dport', '--reject-with']],
  ['iptables -A INPUT -p ', ['tcp', 'udp', 'icmp'], []],
  ['iptables -A INPUT -p tcp ', ['--dport', '-m', '-j'], ['--icmp-type']],
  ['iptables -A INPUT -p tcp -m conntrack ', ['--ctstate', '--dport'], ['--limit']],
  ['iptables -A INPUT -m ', ['conntrack', 'limit', 'multiport'], ['REJECT']],
  ['iptables -A INPUT -j ', ['ACCEPT', 'DROP', 'REJECT', 'LOG'], ['conntrack']],
  ['iptables -A INPUT -j REJECT ', ['--reject-with'], ['--log-prefix']],
];

describe('the completion of rules', () => {
  it.each(CASES)('behind "%s"', (line, some, never) => {
    const words = offered(line) ?? [];
    for (const word of some) expect(words).toContain(word);
    for (const word of never) expect(words).not.toContain(word);
  });

  it('knows the chains that the text makes', () => {
    expect(offered('iptables -A INPUT -j ', 'iptables -N services\n')).toContain('services');
  });

  it('replaces the word that is being typed', () => {
    expect(ruleCompletion(WORDS, '', 'iptables -A INP')?.from).toBe('iptables -A '.length);
  });

  it('leaves comments alone', () => {
    expect(offered('# iptables ')).toBeUndefined();
  });
});
