import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, halfopen, labFile } from '../test/support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ESCAPE = '\u001b[2J\u001b[31m\u0007';
/** Everything that a terminal obeys, but the line feed: C0, DEL, C1, and what turns text round. */
const isObeyed = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  const turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f) || turns;
};

const LAB = `lab: hostile
title: "${'\\e[31m'}red"
networks:
  lan: { subnet: 198.18.10.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh, banner: "\\e[2J\\x07 owned\\r\\n" }
      - { port: udp/137, reply: "\\e[2J\\u202e" }
    firewall: |
      iptables -A INPUT -p tcp --dport 23 -m comment --comment "; reboot" -j DROP
`;
const lab = join(folder, 'hostile.yaml');
writeFileSync(lab, LAB);

function isClean({ stdout, stderr }: Ended): void {
  expect([...(stdout + stderr)].filter(isObeyed)).toEqual([]);
  expect(stdout + stderr).not.toBe('');
}

describe('what a terminal would obey is shown, not done', () => {
  it.each([
    [
      'a banner, a reply and a comment',
      ['--lab', lab, '-sS', '-sU', '-p', 'T:22,23,U:137', '--packet-trace', '-vv', 'target'],
    ],
    ['the same in a causal chain', ['--lab', lab, '-sT', '-p', '22,23', '--why', '23', 'target']],
    ['the same in the trace as JSON', ['--lab', lab, '-sT', '-p', '22', '-oJ', '-', 'target']],
    ['the same in a diagram', ['--lab', lab, '-sU', '-p', '137', '-oM', '-', 'target']],
    ['a target', ['--lab', labFile('six-states'), '-p', '22', `ta${ESCAPE}rget`]],
    ['a target in XML', ['--lab', labFile('six-states'), '-p', '22', '-oX', '-', `ta${ESCAPE}rget`]],
    ['an option', ['--lab', labFile('six-states'), `--${ESCAPE}`, 'target']],
    ['a list of ports', ['--lab', labFile('six-states'), '-p', `2${ESCAPE}2`, 'target']],
    ['the path of a lab file', ['--lab', `/no${ESCAPE}`, 'target']],
    ['the path of a report', ['--lab', labFile('six-states'), '-p', '22', '-oN', `/no/${ESCAPE}`, 'target']],
    ['a port to explain', ['--lab', labFile('six-states'), '-p', '22', '--why', ESCAPE, 'target']],
  ])('in %s', async (_, words) => {
    isClean(await halfopen(['scan', ...words]));
  });

  it('in a verb, a lab and a host', async () => {
    isClean(await halfopen([`sc${ESCAPE}an`]));
    isClean(await halfopen(['lab', 'down', ESCAPE]));
    isClean(await halfopen(['lab', 'exec', ESCAPE, ESCAPE, '--', 'id']));
  });

  it('in the faults of a lab file', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, LAB.replace('198.18.10.28', '"\\e[31m198"'));
    const ended = await halfopen(['lab', 'validate', bad]);
    expect(ended.code).toBe(1);
    isClean(ended);
  });
});
