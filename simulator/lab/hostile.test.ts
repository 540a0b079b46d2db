import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Complaint } from '../../engine/base/result.ts';
import { LIMIT } from './limits.ts';
import { loadLab } from './load.ts';
import { labFile } from './schema.ts';
import { SMALL_LAB, withTarget } from './testing/lab-text.ts';

/**
 * Refuses `text` and says how long that took, at best of three; time that the machine spent on other processes
 * is not counted.
 */
function refuse(text: string): { complaint: Complaint; ms: number } {
  let ms = Number.POSITIVE_INFINITY;
  let complaint: Complaint | undefined;
  for (let turn = 0; turn < 3; turn++) {
    const begun = performance.now();
    const before = process.cpuUsage();
    const lab = loadLab(text);
    const { user, system } = process.cpuUsage(before);
    ms = Math.min(ms, performance.now() - begun, (user + system) / 1_000);
    if (lab.ok) throw new Error('the text was taken for a lab');
    complaint = lab.error[0];
  }
  if (complaint === undefined) throw new Error('refused without a complaint');
  return { complaint, ms };
}

const expectCleanPrototype = (): void => {
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
};

const FULL = LIMIT.fileSize;
const fill = (piece: string, head = '', tail = ''): string =>
  head + piece.repeat(Math.floor((FULL - head.length - tail.length) / piece.length)) + tail;

const laughs = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`).join(
  '',
);

const BOMBS: readonly (readonly [
  name: string,
  text: string,
  line: number,
  column: number,
  message: RegExp,
])[] = [
  ['billion laughs by aliases', `a0: &a0 lol\n${laughs}`, 1, 5, /anchor/],
  ['an alias alone', 'lab: *x', 1, 6, /alias/],
  ['a cycle', 'lab: small\nnetworks: &a { lan: *a }', 2, 11, /anchor/],
  ['merge keys', `lab: small\nhosts:\n  <<: { a: {} }\n`, 3, 3, /merge key/],
  ['brackets without end', fill('['), 1, 33, /nested deeper than 32/],
  ['braces in braces', fill('{a: '), 1, 129, /nested deeper than 32/],
  [
    'indentation without end',
    Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    33,
    33,
    /nested/,
  ],
  ['dashes without end', fill('- '), 1, 65, /nested deeper than 32/],
  ['question marks', fill('? '), 1, 1, /introduced by "\?"/],
  ['__proto__ as a key', 'lab: small\n__proto__: { polluted: true }\n', 2, 1, /"__proto__" cannot be a key/],
  [
    'constructor.prototype',
    'lab: x\nhosts: { constructor: { prototype: { polluted: 1 } } }',
    2,
    10,
    /cannot be a key/,
  ],
  [
    '__proto__ as a host in quotes',
    `${SMALL_LAB}  "__proto__": { polluted: true }\n`,
    16,
    3,
    /cannot be a key/,
  ],
  ['a tag of a function', 'lab: !!js/function "function(){ return 1 }"', 1, 6, /tag/],
  ['binary tags', 'lab: !!binary aGFsZm9wZW4=', 1, 6, /tag/],
  ['a directive for YAML 1.1', '%YAML 1.1\n---\nlab: yes', 1, 1, /directive/],
  ['many documents', fill('---\n'), 2, 1, /one YAML document/],
  ['more than 256 KiB', `# ${'x'.repeat(FULL)}`, 1, FULL + 1, /262146 characters/],
  ['a list of 120,000', fill('a,', '[', ']'), 1, 9_334, /more than 14000 words/],
  ['80,000 lines', fill('a\n: b\n'), 3_500, 4, /more than 14000 words/],
  ['a key of 256 KiB', fill('k', '', ': 1'), 1, 1, /longer than 1024/],
  ['1,500 equal keys', 'a: 1\n'.repeat(1_500), 2, 1, /"a" is there twice/],
  ['a quote that never ends', fill('x\n', 'lab: "'), 1, 6, /quote is never closed/],
  ['a byte order mark and zeros', `\ufeff${'\0'.repeat(1_000)}`, 1, 2, /./],
  [
    '300 hosts',
    `${SMALL_LAB}${numbered(300, (i) => `  h${i}: { address: 198.18.10.9 }\n`)}`,
    7,
    1,
    /more than 255/,
  ],
];

function numbered(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}

describe('a hostile lab file', () => {
  it.each(BOMBS)('is refused in under 100 ms, with line and column: %s', (_, text, line, column, message) => {
    const { complaint, ms } = refuse(text);
    expect(complaint.message).toMatch(message);
    expect([complaint.line, complaint.column]).toEqual([line, column]);
    expect(ms).toBeLessThan(100);
    expectCleanPrototype();
  });

  it('is refused one over each limit, which it names', () => {
    const networks = numbered(33, (i) => `  n${i}: { subnet: 10.${i}.0.0/16 }\n`);
    const tooMany = `lab: x\nnetworks:\n${networks}scanner: { address: 10.0.0.1 }\n`;
    expect(refuse(tooMany).complaint.message).toMatch(/33 are more than 32/);
    const rules = numbered(1_001, () => '      iptables -A INPUT -j DROP\n');
    const tooLong = withTarget('address: 198.18.10.3', 'firewall: |') + rules;
    expect(refuse(tooLong).complaint).toMatchObject({
      line: 10,
      message: expect.stringMatching(/1001 rules.*1000/),
    });
    const services = numbered(257, (i) => `      - { port: tcp/${i + 1} }\n`);
    const tooBusy = `${withTarget('address: 198.18.10.3', 'services:')}${services}`;
    expect(refuse(tooBusy).complaint.message).toMatch(/at most 256 services/);
    const routes = numbered(65, (i) => `      - { to: 10.${i}.0.0/16, via: 198.18.10.2 }\n`);
    expect(refuse(`${withTarget('address: 198.18.10.3', 'routes:')}${routes}`).complaint.message).toMatch(
      /64 routes/,
    );
  });

  it('at every limit at once still loads within a second', () => {
    const hosts = numbered(
      255,
      (i) =>
        `  h${i}: { address: 10.0.${Math.floor(i / 100)}.${(i % 100) + 2}, services: [{ port: tcp/22 }] }\n`,
    );
    const text = `lab: big\nnetworks: { n: { subnet: 10.0.0.0/16 } }\nscanner: { address: 10.0.9.1 }\nhosts:\n${hosts}`;
    const begun = performance.now();
    expect(loadLab(text).ok).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('a hostile name', () => {
  const pieces = [
    'a',
    'Z',
    '0',
    '-',
    '--',
    ' ',
    ';',
    '|',
    '&',
    '$(id)',
    '`id`',
    '\n',
    '\0',
    '../',
    '/',
    '%',
    '*',
    '~',
    '"',
    "'",
    '\\',
    '\u202e',
    '\x1b[2J',
    'é',
    '{',
    '}',
    '#',
    '@',
    ':',
    '=',
    '.',
    '%d',
    '-h',
    'rm -rf /',
  ];
  const hostile = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(''))
    .filter((name) => !/^[a-z][a-z0-9-]{0,14}$/.test(name));
  const inQuotes = (name: string): string =>
    JSON.stringify(name).replaceAll('\u2028', '\\L').replaceAll('\u2029', '\\P');

  const HOST = { address: '10.0.0.2' };
  const NETWORK = { subnet: '10.0.0.0/8' };
  const SHAPE = { lab: 'x', networks: { n: NETWORK }, scanner: { address: '10.0.0.1' }, hosts: { h: HOST } };

  it('is refused as host, network and lab, in 5,000 of 5,000 cases', () => {
    expect(labFile.safeParse(SHAPE).success).toBe(true);
    fc.assert(
      fc.property(hostile, (name) => {
        const changes = [{ hosts: { [name]: HOST } }, { networks: { [name]: NETWORK } }, { lab: name }];
        // A lab may begin with a digit and be longer; a host or network may not.
        const asLab = /^[a-z0-9][a-z0-9-]{0,23}$/.test(name);
        const taken = changes.map((change) => labFile.safeParse({ ...SHAPE, ...change }).success);
        expect(taken).toEqual([false, false, asLab]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is refused with line and column when a file has it in quotes', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const lab = loadLab(SMALL_LAB.replace('  target:', () => `  ${inQuotes(name)}:`));
        expect(lab).toMatchObject({ ok: false, error: [{ line: 8, column: 3 }] });
      }),
      { numRuns: 300 },
    );
    expectCleanPrototype();
  });
});

describe('any text at all', () => {
  const token = fc.constantFrom(
    ...[
      'lab',
      'hosts',
      'networks',
      'scanner',
      ':',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|\n',
      '>',
      '#',
    ],
    ...[
      '&a',
      '*a',
      '!t',
      '<<',
      '? ',
      '---\n',
      '...\n',
      '%YAML',
      '__proto__',
      '1',
      '0x',
      '~',
      'null',
      'true',
      '\t',
      '\r\n',
      '\ufeff',
      '\\',
    ],
  );
  const soup = fc.array(token, { maxLength: 200 }).map((tokens) => tokens.join(''));
  const mutated = fc
    .tuple(fc.nat(SMALL_LAB.length), fc.nat(40), token)
    .map(([at, cut, piece]) => SMALL_LAB.slice(0, at) + piece + SMALL_LAB.slice(at + cut));

  it('is a lab or is refused with at least one complaint and its place, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(soup, mutated, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const begun = performance.now();
        const lab = loadLab(text);
        expect(performance.now() - begun).toBeLessThan(500);
        if (lab.ok) return;
        expect(lab.error.length).toBeGreaterThan(0);
        for (const { line, column, message } of lab.error) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 10_000 },
    );
    expectCleanPrototype();
  }, 120_000);
});
