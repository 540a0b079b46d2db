import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Recording, readRecording } from '../../engine/report/index.ts';
import { halfopen, labFile } from '../../test/support/command.ts';
import { labAvailability } from '../lab/index.ts';
import { nmapVersion } from '../world/nmap-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-record-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const LAB = labFile('six-states');
const SCAN = ['-sS', '-n', '-Pn', '-p', '21,22,139,443,445', 'target'];
/** By the lab's services and rules. */
const STATES = [
  '21 closed reset',
  '22 open syn-ack',
  '139 filtered no-response',
  '443 filtered port-unreach',
  '445 closed reset',
];

function recordingIn(path: string): Recording {
  const read = readRecording(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const statesOf = (hosts: NonNullable<Recording['nmap']>['hosts'] | undefined): string[] | undefined =>
  hosts?.flatMap(({ ports }) => ports.map(({ port, state, reason }) => `${port} ${state} ${reason}`));

const availability = labAvailability();
const why = availability.ok
  ? nmapVersion() === undefined
    ? 'nmap is not installed'
    : undefined
  : availability.reason;

describe.skipIf(why !== undefined)(
  `recording a real lab${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    it('compare --record keeps the lab, the command, and what our engine and nmap found', async () => {
      const path = at('compare.json');
      const { code, stderr } = await halfopen(['compare', '--record', path, '--lab', LAB, ...SCAN]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { lab, labDigest, command, tools, scan, nmap } = recordingIn(path);
      expect(lab).toBe(readFileSync(LAB, 'utf8'));
      expect(labDigest).toBe(createHash('sha256').update(readFileSync(LAB)).digest('hex'));
      expect(command).toEqual(SCAN);
      expect(tools.nmap).toBe(nmapVersion());
      expect(statesOf(scan.hosts)).toEqual(STATES);
      expect(statesOf(nmap?.hosts)).toEqual(STATES);
      expect(nmap?.output).toMatch(/^139\/tcp +filtered netbios-ssn$/m);
    });

    it('scan --live --record keeps the scanner’s side of the same, and says on the terminal what it always does', async () => {
      const path = at('scan.json');
      const { code, stdout, stderr } = await halfopen([
        'scan',
        '--live',
        '--record',
        path,
        '--lab',
        LAB,
        ...SCAN,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^139\/tcp filtered netbios-ssn/m);
      const { command, scan, nmap } = recordingIn(path);
      expect(command).toEqual(SCAN);
      expect(statesOf(scan.hosts)).toEqual(STATES);
      expect(nmap).toBeUndefined();
      expect(new Set(scan.trace.map(({ host }) => host))).toEqual(new Set(['scanner']));
      expect(
        scan.trace.filter((event) => event.kind === 'frame' && event.what === 'sent').length,
      ).toBeGreaterThan(5);
    });
  },
);

describe('recording outside any lab', () => {
  it('keeps a scan of loopback, without a lab', async () => {
    // The scanner resets what it has opened.
    const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const path = at('loopback.json');
    const { code } = await halfopen([
      'scan',
      '--live',
      '--record',
      path,
      '-sT',
      '-n',
      '-Pn',
      '-p',
      `${port}`,
      '127.0.0.1',
    ]);
    server.close();
    expect(code).toBe(0);
    const recording = recordingIn(path);
    expect(Object.keys(recording)).not.toContain('lab');
    expect(Object.keys(recording)).not.toContain('labDigest');
    expect(statesOf(recording.scan.hosts)).toEqual([`${port} open syn-ack`]);
  });

  it.each([
    ['a simulated scan', ['scan', '--record', at('no.json'), '--lab', LAB, ...SCAN], '--live'],
    [
      'a folder that is not there',
      ['compare', '--record', '/no/such/a.json', '--lab', LAB, ...SCAN],
      'ENOENT',
    ],
    ['a folder for a file', ['scan', '--live', '--record', folder, '--lab', LAB, ...SCAN], 'is a folder'],
  ])('refuses %s before anything is sent', async (_, words, says) => {
    const { code, stdout, stderr } = await halfopen(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(existsSync(at('no.json'))).toBe(false);
  });
});

describe('--help', () => {
  it.each(['scan', 'compare', 'fidelity'])('of %s tells of --record', async (verb) => {
    expect((await halfopen([verb, '--help'])).stdout).toMatch(/--record (?:FILE|FOLDER) +keeps/);
  });

  it.each(['scan', 'compare'])('of %s has an example of it', async (verb) => {
    expect((await halfopen([verb, '--help'])).stdout).toMatch(/^ {2}halfopen .*--record \S+\.json /m);
  });
});
