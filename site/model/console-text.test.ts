import { describe, expect, it } from 'vitest';
import { spokenOutput, stretchesOf } from './console-text.ts';

const OUTPUT = `Starting Halfopen 0.1.0 ( simulated ) at 2026-01-02 03:04 UTC
Nmap scan report for target (198.18.10.28)
Host is up, received arp-response (0.014s latency).

PORT    STATE         SERVICE
22/tcp  open          ssh
161/udp open|filtered snmp
Nmap scan report for 198.18.10.29
Host is up.

PORT   STATE    SERVICE
80/tcp filtered http
`;

describe('the output in stretches', () => {
  it('is the output when put together again', () => {
    for (const output of [OUTPUT, '', 'no\nline feed at the end', '22/tcp open ssh\n']) {
      expect(
        stretchesOf(output)
          .map(({ text }) => text)
          .join(''),
      ).toBe(output);
    }
  });

  it('names the port and the host of each state', () => {
    const states = stretchesOf(OUTPUT).filter(({ kind }) => kind === 'state');
    expect(states).toEqual([
      { kind: 'state', text: 'open', address: '198.18.10.28', protocol: 'tcp', port: 22 },
      { kind: 'state', text: 'open|filtered', address: '198.18.10.28', protocol: 'udp', port: 161 },
      { kind: 'state', text: 'filtered', address: '198.18.10.29', protocol: 'tcp', port: 80 },
    ]);
  });

  it('takes no line for a port before a host is named, nor a word that only begins like a state', () => {
    expect(stretchesOf('22/tcp open ssh\n')).toHaveLength(1);
    expect(stretchesOf('Nmap scan report for 198.18.10.29\n22/tcp opened ssh\n')).toHaveLength(1);
  });
});

describe('what is said of an output', () => {
  it('a short one is read out, a long one is summed up', () => {
    expect(spokenOutput('ss', 'one\ntwo\n')).toBe('one\ntwo\n');
    expect(spokenOutput('nmap target', OUTPUT)).toBe(
      'nmap target: 10 lines of output. Listed ports: 1 open, 1 open|filtered, 1 filtered.',
    );
    expect(spokenOutput('ssh target', '')).toBe('ssh target: done.');
  });
});
