import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReportInput } from './input.ts';
import { interactiveLines } from './normal.ts';
import { realOutput } from './testing/real.ts';
import { aReport, rows, UTC } from './testing/report.ts';
import { SITUATIONS } from './testing/situations.ts';
import { writeReport } from './write.ts';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const DTD = '/usr/share/nmap/nmap.dtd';
const noXmllint = !has('xmllint');
const noDtd = noXmllint || !existsSync(DTD);
const noNdiff = !has('ndiff');

const folder = mkdtempSync(join(tmpdir(), 'halfopen-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const names = Object.keys(SITUATIONS);
const xmlOf = (name: string): string => {
  const input = SITUATIONS[name];
  return input === undefined ? '' : writeReport('xml', input);
};

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><x a="',
  '-->--><!--',
  '----',
  ']]>;&amp;',
  "a'b`c|d\\e",
  '\u001b[31mred\u001b[0m',
  '\u0000\u0007\u009b2J',
  'line\nfeed\r\n\ttab',
  '\u202Eevil\u2066',
  '\uD800lone',
  '%% comment; end; #35;',
  'as x; participant y\nNote over y: z',
  'é世🦈',
];

/** A report in which every text from outside is hostile. */
const hostileInput = (text: string): ReportInput => ({
  report: {
    ...aReport({
      tcp: '22',
      output: { verbosity: 1, reason: true },
      hosts: [{ address: '198.18.10.28', name: text, ports: rows('22 open syn-ack 64') }],
      unresolved: [
        `Failed to resolve "${text}".`,
        `Unable to split netmask from target expression: "${text}"`,
      ],
      notices: [{ at: 0, text }],
      lost: { at: 5, message: text },
      args: '',
    }),
  },
  clock: UTC(1_795_223_685),
  program: { version: '0.1.0', world: text },
  events: [
    { id: 1, at: 0, host: text, because: [], kind: 'phase', what: 'begun', name: text, hosts: 1, ports: 1 },
    {
      id: 2,
      at: 1,
      host: text,
      because: [],
      kind: 'rule',
      table: text,
      chain: text,
      number: 1,
      target: text,
      text,
      length: 44,
    },
    {
      id: 3,
      at: 1,
      host: text,
      because: [],
      kind: 'verdict',
      target: '198.18.10.28',
      protocol: 'tcp',
      port: 22,
      technique: text,
      state: text,
      reason: text,
      row: 0,
    },
  ],
});

const withArgs = (input: ReportInput, text: string): ReportInput => ({
  ...input,
  report: { ...input.report, request: { ...input.report.request, args: [text, '--script', text] } },
});

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...HOSTILE, '-', ';', '#', '`', '"'), { maxLength: 4 })
    .map((parts) => parts.join('')),
);

describe('programs that read nmap’s XML', () => {
  it.skipIf(noDtd)('xmllint finds every report valid against nmap.dtd', () => {
    const files = names.map((name) => write(`valid-${name}.xml`, xmlOf(name)));
    execFileSync('xmllint', ['--noout', '--dtdvalid', DTD, ...files], { stdio: 'pipe' });
  });

  it.skipIf(noNdiff)('ndiff sees no difference to what nmap wrote in the same situation', () => {
    for (const name of names) {
      const ours = write(`ours-${name}.xml`, xmlOf(name));
      const theirs = write(`theirs-${name}.xml`, `${realOutput(name, 'xml').join('\n')}\n`);
      const { stdout, status } = spawnSync('ndiff', [theirs, ours], { encoding: 'utf8' });
      const differences = stdout
        .split('\n')
        .filter((line) => /^[-+]/.test(line) && !/^[-+](Nmap|Halfopen)/.test(line));
      expect({ name, differences, crashed: status === 2 }).toEqual({ name, differences: [], crashed: false });
    }
  });

  it.skipIf(noNdiff)('ndiff does see a difference where there is one', () => {
    const ours = write('changed.xml', xmlOf('routed').replace('state="open"', 'state="closed"'));
    const theirs = write('unchanged.xml', `${realOutput('routed', 'xml').join('\n')}\n`);
    expect(spawnSync('ndiff', [theirs, ours], { encoding: 'utf8' }).stdout).toContain('+22/tcp closed ssh');
  });

  it.skipIf(noDtd)('stay well-formed and valid whatever the names are', () => {
    const texts = [...HOSTILE, ...fc.sample(hostileText, { numRuns: 300, seed: 1 })];
    const files = texts.map((text, index) =>
      write(`hostile-${index}.xml`, writeReport('xml', withArgs(hostileInput(text), text))),
    );
    execFileSync('xmllint', ['--noout', '--dtdvalid', DTD, ...files], { stdio: 'pipe' });
  });
});

/** Control characters, direction overrides, invisible characters, lone surrogates. */
const isUnsafe = (character: string): boolean =>
  /^[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029\ufeff]$/u.test(character);

describe('hostile texts', () => {
  it('put no control character on the terminal or into the files that people read', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const input = withArgs(hostileInput(text), text);
        for (const line of [...interactiveLines(input), ...writeReport('normal', input).split('\n')]) {
          expect({ line, unsafe: [...line].filter(isUnsafe) }).toEqual({ line, unsafe: [] });
        }
        expect(writeReport('grepable', input).split('\n').length).toBe(6);
      }),
    );
  });

  it('leave a Mermaid diagram of the same lines, with nothing but plain text in them', () => {
    const shape = (text: string): string[] =>
      writeReport('mermaid', withArgs(hostileInput(text), text))
        .split('\n')
        .map((line) => line.replace(/( as |: ).*$/, '$1'));
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shape(text)).toEqual(shape('plain'));
        for (const line of writeReport('mermaid', withArgs(hostileInput(text), text)).split('\n')) {
          const label = line.replace(/^.*?( as |: )/, '');
          expect(label).toMatch(/^(?:[A-Za-z0-9 .,()/_=+-]|#\d+;)*$/);
        }
      }),
    );
  });

  it('come back from JSON as they went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = JSON.parse(writeReport('json', withArgs(hostileInput(text), text)));
        expect(read.hosts[0].name).toBe(text);
        expect(read.trace[0].host).toBe(text);
        expect(read.format).toBe(1);
      }),
      { numRuns: 50 },
    );
  });
});
