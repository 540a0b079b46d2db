import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, halfopen, labFile } from '../test/support/command.ts';
import { PROGRAM } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-outputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const SCAN = [
  'scan',
  '--lab',
  labFile('six-states'),
  '-sS',
  '-n',
  '-p',
  '21,22,139,443',
  '--reason',
  'target',
];

/** What begins each report, and what it must say of port 139. */
const REPORTS: readonly (readonly [option: string, begins: RegExp, says: RegExp])[] = [
  ['-oN', /^# Halfopen .* scan initiated /, /^139\/tcp filtered netbios-ssn +no-response$/m],
  ['-oG', /^# Halfopen .* scan initiated /, /139\/filtered\/tcp\/\/netbios-ssn\/\/\//],
  [
    '-oX',
    /^<\?xml version="1\.0"/,
    /<port protocol="tcp" portid="139"><state state="filtered" reason="no-response"/,
  ],
  ['-oJ', /^\{\n {2}"format": 1,/, /"port":139,"state":"filtered","reason":"no-response"/],
  ['-oM', /^sequenceDiagram/, /139/],
];

describe('reports', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await halfopen([...SCAN, ...REPORTS.flatMap(([option]) => [option, at(`report${option}`)])]);
  });

  it('go to their files, all in one run, and the terminal shows what it always does', () => {
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Starting Halfopen/);
    expect(ended.stdout).toMatch(/^139\/tcp filtered netbios-ssn +no-response$/m);
  });

  it.each(REPORTS)('%s FILE has its form and its findings', (option, begins, says) => {
    const text = readFileSync(at(`report${option}`), 'utf8');
    expect(text).toMatch(begins);
    expect(text).toMatch(says);
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(REPORTS)('%s - takes the place of what the terminal shows', async (option, begins, says) => {
    const { code, stdout, stderr } = await halfopen([...SCAN, option, '-']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(begins);
    expect(stdout).toMatch(says);
    expect(stdout).not.toContain('Starting Halfopen');
  });

  it('is XML that xmllint takes', () => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', at('report-oX')], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is XML in which ndiff finds what changed, and nothing where nothing did', async () => {
    await halfopen([...SCAN, '-oX', at('again.xml')]);
    const same = spawnSync('ndiff', [at('report-oX'), at('again.xml')], { encoding: 'utf8' });
    expect({ status: same.status, stderr: same.stderr }).toEqual({ status: 0, stderr: '' });
    const other = [
      'scan',
      '--lab',
      labFile('six-states'),
      '-sS',
      '-n',
      '-p',
      '21,22,139,445',
      '--reason',
      'target',
    ];
    await halfopen([...other, '-oX', at('other.xml')]);
    const changed = spawnSync('ndiff', [at('report-oX'), at('other.xml')], { encoding: 'utf8' });
    expect(changed.status).toBe(1);
    expect(changed.stdout).toMatch(/^-443\/tcp +filtered https$/m);
    expect(changed.stdout).toMatch(/^\+445\/tcp +closed +microsoft-ds$/m);
  });

  it('is JSON whose verdicts point into its trace', () => {
    const report = JSON.parse(readFileSync(at('report-oJ'), 'utf8'));
    for (const port of report.hosts[0].ports) {
      const event = report.trace[port.verdict - 1];
      expect(event).toMatchObject({ id: port.verdict, kind: 'verdict', port: port.port, state: port.state });
    }
  });

  it('end quietly where the reader went away', () => {
    const words = [process.execPath, PROGRAM, ...SCAN, '-oJ', '-'].map((word) => `'${word}'`).join(' ');
    const piped = spawnSync('bash', ['-c', `${words} | head -1; echo "\${PIPESTATUS[0]}"`], {
      encoding: 'utf8',
    });
    expect(piped.stdout).toBe('{\n0\n');
    expect(piped.stderr).toBe('');
  });
});

describe('--why', () => {
  it.each([
    [
      '139',
      /139\/tcp on 198\.18\.10\.28 is filtered because nothing answered/,
      /rule 1 of filter INPUT, `-A INPUT -p tcp -m tcp --dport 139 -j DROP`/,
    ],
    ['tcp/22', /22\/tcp on 198\.18\.10\.28 is open/, /listener on tcp\/22/],
    ['443', /443\/tcp on 198\.18\.10\.28 is filtered/, /--reject-with icmp-port-unreachable|-j REJECT/],
    ['21', /21\/tcp on 198\.18\.10\.28 is closed/, /no listener on tcp\/21/],
  ])('%s leads from the verdict to a fact or a rule', async (port, verdict, cause) => {
    const { code, stdout } = await halfopen([...SCAN, '--why', port]);
    expect(code).toBe(0);
    expect(stdout).toMatch(verdict);
    expect(stdout).toMatch(cause);
  });
});

describe('compare --json', () => {
  it('is one JSON document with a verdict a column', async () => {
    const { stdout } = await halfopen([
      'compare',
      '--json',
      '--lab',
      labFile('table-open'),
      '-sS',
      '-n',
      '-p',
      '80,81',
      'target',
    ]);
    const comparison = JSON.parse(stdout);
    expect(comparison).toMatchObject({ format: 1, lab: 'table-open' });
    expect(comparison.rows).toHaveLength(2);
    expect(comparison.rows[0].verdicts.simulated).toEqual({ state: 'open', reason: 'syn-ack' });
  });
});
