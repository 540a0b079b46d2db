import { describe, expect, it } from 'vitest';
import type { ReportInput } from './input.ts';
import { interactiveLines } from './normal.ts';
import { aReport, rows, type ScanSketch, UTC } from './testing/report.ts';
import { phase } from './testing/traces.ts';
import { writeWhy } from './why.ts';
import { REPORT_LINES, writeReport } from './write.ts';

const inputOf = (scan: ScanSketch): ReportInput => ({
  report: aReport(scan),
  clock: UTC(1_795_223_685),
  program: { version: '0.1.0', world: 'simulated' },
});
const terminal = (scan: ScanSketch): string[] => [...interactiveLines(inputOf(scan))];

const SYN = phase('SYN Stealth Scan', [10, 20], [0], 2);
const host = { address: '198.18.10.28', ports: rows('22 open syn-ack 64', '23 closed reset 64') };

describe('on the terminal', () => {
  it('the first line names the program and the world that was scanned', () => {
    expect(terminal({ hosts: [host] })[0]).toBe(
      'Starting Halfopen 0.1.0 ( simulated ) at 2026-11-21 01:14 UTC',
    );
  });

  it('without a trace, -v tells of open ports at the end of their phase, each once', () => {
    const lines = terminal({ hosts: [host], phases: [SYN], output: { verbosity: 1 } });
    expect(lines.slice(1, 5)).toEqual([
      'Initiating SYN Stealth Scan at 01:14',
      'Scanning 198.18.10.28 [2 ports]',
      'Discovered open port 22/tcp on 198.18.10.28',
      'Completed SYN Stealth Scan at 01:14, 0.01s elapsed (2 total ports)',
    ]);
  });

  it('a notice stands where it came up, and one of a phase’s last moment inside the phase', () => {
    const notices = [
      { at: 20_000, text: 'inside' },
      { at: 20_001, text: 'after' },
    ];
    const lines = terminal({ hosts: [host], phases: [SYN], output: { verbosity: 1 }, notices });
    expect(lines.indexOf('inside')).toBe(lines.findIndex((line) => line.startsWith('Completed')) - 1);
    expect(lines.indexOf('after')).toBeGreaterThan(lines.findIndex((line) => line.startsWith('Completed')));
  });

  it('a scan that lost its interface says so, and that silence means nothing there', () => {
    const ports = rows('22 open syn-ack 64', '23 unknown unknown-response');
    const lost = { at: 3_200_000, message: 'lan is down\u001b[2J' };
    const lines = terminal({ hosts: [{ ...host, ports }], lost });
    expect(lines).toContain('23/tcp unknown telnet');
    expect(lines).toContain('Warning: the scan ended early, 3.20 s after its start: lan is down\\x1b[2J');
    expect(writeReport('normal', inputOf({ hosts: [], lost }))).toContain('listed as unknown');
    expect(writeReport('xml', inputOf({ hosts: [], lost }))).toContain('exit="error" errormsg="lan is down');
  });

  it('a host that was never asked is named, up or down is not claimed', () => {
    const sketch: ScanSketch = {
      hosts: [{ address: '198.18.10.28', state: 'unknown', reason: 'unknown-response' }],
    };
    expect(terminal(sketch)[1]).toBe('Nmap scan report for 198.18.10.28');
    expect(writeReport('grepable', inputOf(sketch))).toContain('Host: 198.18.10.28 ()\tStatus: Unknown\n');
  });

  it('no target at all is worth a warning', () => {
    expect(terminal({ hosts: [] })).toContain('Warning: no target is left to scan.');
  });

  it('one host that is down is worth the hint at -Pn, unless -Pn was given', () => {
    const down = { address: '198.18.10.77', state: 'down', reason: 'no-response' } as const;
    const hinted = (scan: ScanSketch): boolean => terminal(scan).some((line) => line.includes('try -Pn'));
    expect(hinted({ hosts: [down] })).toBe(true);
    expect(hinted({ hosts: [down], mode: 'skip' })).toBe(false);
    expect(hinted({ hosts: [down, down] })).toBe(false);
  });

  it('raw packets are counted for -v only, and not for a pure connect scan', () => {
    const counted = (scan: Partial<ScanSketch>): boolean =>
      terminal({ hosts: [host], output: { verbosity: 1 }, ...scan }).some((line) =>
        line.includes('Raw packets'),
      );
    expect(counted({})).toBe(true);
    expect(counted({ output: {} })).toBe(false);
    expect(counted({ techniques: ['connect'], mode: 'skip' })).toBe(false);
    expect(counted({ techniques: ['connect'], phases: [phase('Ping Scan', [0, 1], [0], 4)] })).toBe(true);
  });

  it('words with blanks and quotes come back as they must be typed', () => {
    const { report, ...rest } = inputOf({ hosts: [] });
    const request = { ...report.request, args: ['--why', 'a b', '', 'q"\\'] };
    const [first] = REPORT_LINES.normal({ ...rest, report: { ...report, request } });
    expect(first).toContain('as: halfopen scan --why "a b" "" q\\"\\\\');
  });
});

describe('JSON', () => {
  it('has every fact of the report, addresses as text, times in microseconds', () => {
    const scan: ScanSketch = {
      hosts: [
        {
          ...host,
          reason: 'port-unreach 64',
          from: '198.18.10.1',
          mac: 'de:ad:00:00:be:ef',
          timing: [34, 100, 100_000],
          ports: rows('81 filtered host-prohibited 64 198.18.10.1', '8/udp closed port-unreach 64'),
        },
        { address: '198.18.10.29', name: 'other.lab' },
      ],
      phases: [SYN],
      lost: { at: 5, message: 'gone' },
    };
    const read = JSON.parse(writeReport('json', { ...inputOf(scan), events: [] }));
    expect(read).toMatchObject({
      format: 1,
      program: { name: 'Halfopen', version: '0.1.0', world: 'simulated' },
      started: 1_795_223_685,
      request: { targets: [{ address: '198.18.10.28' }, { address: '198.18.10.29', name: 'other.lab' }] },
      phases: [{ name: 'SYN Stealth Scan', beganAt: 10_000 }],
      lost: { at: 5, message: 'gone' },
      trace: [],
    });
    expect(read.hosts[0]).toMatchObject({
      address: '198.18.10.28',
      mac: 'de:ad:00:00:be:ef',
      reasonFrom: '198.18.10.1',
      timing: { srttUs: 34 },
    });
    expect(read.hosts[0].ports).toEqual([
      {
        protocol: 'tcp',
        port: 81,
        state: 'filtered',
        reason: 'host-prohibited',
        ttl: 64,
        from: '198.18.10.1',
        service: 'hosts2-ns',
        verdict: 0,
      },
      { protocol: 'udp', port: 8, state: 'closed', reason: 'port-unreach', ttl: 64, verdict: 0 },
    ]);
  });

  it('without a trace has no trace, not an empty one', () => {
    expect(JSON.parse(writeReport('json', inputOf({ hosts: [] })))).not.toHaveProperty('trace');
  });
});

describe('--why', () => {
  it('lines up times and event numbers, and sets in what lies beside', () => {
    const lines = [
      { event: 31, at: 1_041_200, depth: 0, text: 'conclusion' },
      { event: 7, at: 41_200, depth: 1, text: 'cause \u001b[31m' },
    ];
    expect(writeWhy(lines)).toBe('1.0412 s  [31]  conclusion\n0.0412 s   [7]    cause \\x1b[31m\n');
    expect(writeWhy([])).toBe('');
  });
});
