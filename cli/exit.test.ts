import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { halfopen, labFile } from '../test/support/command.ts';
import { labAvailability } from './lab/index.ts';
import { PROGRAM } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-exit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const lab = labFile('six-states');
const faulty = file(
  'faulty.yaml',
  `lab: faulty
networks:
  lan: { subnet: 198.18.10.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.300
    services: [ { port: tcp/99999 } ]
`,
);
const unmodelled = file(
  'unmodelled.yaml',
  `lab: unmodelled
networks:
  lan: { subnet: 198.18.10.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    firewall: |
      iptables -A INPUT -p tcp --dport 22 -j DROP
      iptables -A INPUT -m owner --uid-owner 0 -j DROP
`,
);

/** What is typed, the exit status, and what is said on the way: on stderr, or on stdout where nothing is wrong. */
const SITUATIONS: readonly (readonly [words: readonly string[], code: number, says: RegExp])[] = [
  [[], 2, /Usage: halfopen VERB/],
  [['scan', '--lab', lab, '-p', '22', 'target'], 0, /22\/tcp open {2}ssh/],
  [['scan'], 2, /needs a world: --lab FILE/],
  [['scan', '--lab', lab, '-p', '22,99999', 'target'], 2, /numbers from 0 to 65535/],
  [['scan', '--lab', lab, '-sV', 'target'], 2, /-sV is not modelled/],
  [['scan', '--lab', lab, '-sQ', 'target'], 2, /There is no scan -sQ/],
  [['scan', '--lab', lab, '--reson', 'target'], 2, /There is no option --reson/],
  [['scan', '--lab', lab, '--seed', 'abc', 'target'], 2, /--seed wants a number/],
  [['scan', '--lab', 'no-such.yaml', 'target'], 2, /no-such\.yaml: cannot be read \(ENOENT\)/],
  [['scan', '--lab', faulty, 'target'], 2, /faulty\.yaml:7:14: .*198\.18\.10\.300/],
  [['scan', '--lab', unmodelled, 'target'], 2, /unmodelled\.yaml:10:\d+: .*owner/],
  [['scan', '--lab', lab, '-p', '22', 'target', '--why', '23'], 2, /Port 23 was not scanned/],
  [['scan', '--lab', lab, '-p', '22', 'target', '--why', 'ssh'], 2, /--why wants a port/],
  [
    ['scan', '--lab', lab, '-p', '22', 'target', '-oN', '/nowhere/x'],
    2,
    /\/nowhere\/x cannot be written \(ENOENT\)/,
  ],
  [['compare'], 2, /needs a lab: --lab FILE/],
  [['compare', '--lab', lab, '-p', 'x,', 'target'], 2, /No service name matches "x"/],
  [['lab'], 2, /Usage: halfopen lab/],
  [['lab', 'validate', lab], 0, /lab six-states is valid: 1 network, 2 hosts, 9 services/],
  [['lab', 'validate', faulty], 1, /faulty\.yaml:8:25: .*tcp\/99999/],
  [['lab', 'up'], 2, /missing required argument 'file'/],
  [['lab', 'up', faulty], 2, /faulty\.yaml:7:14/],
  [['lab', 'up', unmodelled], 2, /unmodelled\.yaml:10/],
  [['lab', 'down', 'never-was-up'], 0, /No lab never-was-up is up; nothing to do/],
  [['lab', 'exec', 'never-was-up', 'target', '--', 'id'], 2, /No lab never-was-up is up/],
  [['fidelity', '--techniques', 'nope'], 2, /No technique of the matrix is called nope/],
  [['fidelity', '--labs', 'nope'], 2, /No lab in .* is called nope/],
  [['scna'], 2, /unknown command 'scna'\n\(Did you mean scan\?\)/],
  [['lab', 'upp', 'x'], 2, /unknown command 'upp'\n\(Did you mean up\?\)/],
];

describe('exit status 0, 1 and 2, and what is said', () => {
  it.each(SITUATIONS)('halfopen %j ends with %i', async (words, code, says) => {
    const ended = await halfopen(words);
    expect(ended.stdout + ended.stderr).toMatch(says);
    expect(ended.code).toBe(code);
    // Complaints go where they do not mix with results; the main help is the answer to no words at all.
    if (code !== 0 && words.length > 0) expect(ended.stderr).toMatch(says);
  });
});

describe('a word that is wrong', () => {
  it('is pointed at: the caret stands below it', async () => {
    const { stderr } = await halfopen(['scan', '--lab', lab, '-sS', '-p', '22,99999', 'target']);
    const [command = '', caret = ''] = stderr.split('\n');
    expect(command.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('99999');
  });
});

const mayUnshare = spawnSync('unshare', ['-Ur', 'true']).status === 0;
/** A place where no namespaces can be made: none are left to have, and root has no rights. */
const BARE =
  'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-all --inh-caps=-all "$@"';

describe.skipIf(!mayUnshare)(
  'exit status 3, where no real lab can be had (skipped: no user namespaces here)',
  () => {
    const bare = (words: readonly string[]): { code: number | null; stdout: string; stderr: string } => {
      const argv = ['-Ur', 'sh', '-c', BARE, 'sh', process.execPath, PROGRAM, ...words];
      const { status, stdout, stderr } = spawnSync('unshare', argv, { encoding: 'utf8' });
      return { code: status, stdout, stderr };
    };

    it.each([
      [['lab', 'up', lab]],
      [['scan', '--live', '--lab', lab, '-p', '22', 'target']],
      [['fidelity', '--labs', 'ttl']],
    ])('%j says what is missing and the way out', (words) => {
      const { code, stdout, stderr } = bare(words);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/namespaces/);
      expect(stderr).toMatch(/^ {2}- /m);
    });

    it('compare shows the simulated half and says what was left out', () => {
      const { code, stdout, stderr } = bare(['compare', '--lab', lab, '-p', '22', 'target']);
      expect(code).toBe(3);
      expect(stdout).toMatch(/22\/tcp {2}open syn-ack/);
      expect(stderr).toMatch(/^Left out: the real half\./);
    });

    it('a simulated scan needs none of it', () => {
      expect(bare(['scan', '--lab', lab, '-p', '22', 'target'])).toMatchObject({ code: 0, stderr: '' });
    });
  },
);

describe('a live scan that may not be', () => {
  it.each([
    ['a public address', ['-sT', '-p', '1', '192.0.2.1'], /^Refused: 192\.0\.2\.1 .*Nothing was sent\./],
    ['raw frames on loopback', ['-sS', '-p', '1', '127.0.0.1'], /-sT only/],
  ])('%s: not a packet is sent, and the way that is open is named', async (_, words, says) => {
    const { code, stdout, stderr } = await halfopen(['scan', '--live', '-n', ...words]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(says);
  });
});

describe.skipIf(!labAvailability().ok)('a real lab (skipped: none can be had here)', () => {
  it('runs a program in a host after "--", whose exit status becomes ours, and goes down twice', async () => {
    const name = `exit-${process.pid}`;
    const own = file(
      'own.yaml',
      `lab: ${name}\nnetworks:\n  lan: { subnet: 198.18.10.0/24 }\nscanner: { address: 198.18.10.2 }\nhosts: { target: { address: 198.18.10.28 } }\n`,
    );
    expect(await halfopen(['lab', 'up', own])).toMatchObject({ code: 0, stderr: '' });
    try {
      const seen = await halfopen([
        'lab',
        'exec',
        name,
        'target',
        '--',
        'ip',
        '-o',
        'address',
        'show',
        'lan',
      ]);
      expect(seen).toMatchObject({ code: 0, stdout: expect.stringContaining('198.18.10.28/24') });
      expect((await halfopen(['lab', 'exec', name, 'target', '--', 'sh', '-c', 'exit 7'])).code).toBe(7);
      expect((await halfopen(['lab', 'exec', name, 'target', 'sh', '-c', 'exit 8'])).code).toBe(8);
      expect((await halfopen(['lab', 'exec', name, 'nobody', '--', 'id'])).code).toBe(3);
      expect((await halfopen(['lab', 'status'])).stdout).toContain(`${name}  up`);
    } finally {
      expect(await halfopen(['lab', 'down', name])).toMatchObject({ code: 0, stderr: '' });
    }
    expect(await halfopen(['lab', 'down', name])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to do'),
    });
  });
});
