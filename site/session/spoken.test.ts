import { describe, expect, it } from 'vitest';
import { spokenIn } from './spoken.ts';

describe('who a line speaks to', () => {
  it.each([
    ['nmap -sS target', { host: 'scanner', program: 'nmap', args: ['-sS', 'target'] }],
    ['sudo nmap target', { host: 'scanner', program: 'nmap', args: ['target'] }],
    ['target# iptables -L', { host: 'target', program: 'iptables', args: ['-L'] }],
    ['student@target:~$ sudo ss -lnt', { host: 'target', program: 'ss', args: ['-lnt'] }],
  ])('%s', (line, spoken) => expect(spokenIn(line, 'scanner')).toEqual(spoken));

  it.each(['', '   ', 'sudo', 'target#'])('"%s" names no program', (line) =>
    expect(spokenIn(line, 'scanner')).toBeUndefined(),
  );
});
