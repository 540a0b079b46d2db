import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLab } from '../../simulator/lab/index.ts';
import { editLab } from './edit-lab.ts';
import type { LabEdit } from './lab-jobs.ts';

const LABS = new URL('../../lessons/labs/', import.meta.url);
const labs = readdirSync(LABS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, LABS), 'utf8'));

const LAB = `# A lab of mine
lab: small
networks:
  lan: { subnet: 198.18.10.0/24,   rtt: 14ms } # not far
scanner: { address: 198.18.10.2 }
hosts:
  # the only one
  target:
    address: 198.18.10.28 # its address
    services:
      - { port: tcp/22,  name: ssh }
      # a web server
      - port: tcp/80
        name: http
`;

function changed(text: string, ...edits: readonly LabEdit[]): string {
  const done = editLab({ text, edits });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

const TARGET = ['hosts', 'target'];
const SERVICES = [...TARGET, 'services'];

describe('a change of a lab file', () => {
  it.each<[name: string, edit: LabEdit, from: string, to: string]>([
    [
      'a value in braces',
      { kind: 'set', path: ['networks', 'lan', 'rtt'], value: '2ms' },
      'rtt: 14ms',
      'rtt: 2ms',
    ],
    [
      'a value before a comment',
      { kind: 'set', path: [...TARGET, 'address'], value: '198.18.10.9' },
      '198.18.10.28 #',
      '198.18.10.9 #',
    ],
    [
      'a new key in braces',
      { kind: 'set', path: ['networks', 'lan', 'loss'], value: '5%' },
      '14ms }',
      '14ms, loss: 5% }',
    ],
    [
      'a new key on lines',
      { kind: 'set', path: [...TARGET, 'stack'], value: 'bsd' },
      '        name: http\n',
      '        name: http\n    stack: bsd\n',
    ],
    [
      'a new key of the lab',
      { kind: 'set', path: ['seed'], value: 7 },
      '        name: http\n',
      '        name: http\nseed: 7\n',
    ],
    [
      'a text that needs quotes',
      { kind: 'set', path: [...SERVICES, 0, 'name'], value: 'a: b # c' },
      'name: ssh',
      'name: "a: b # c"',
    ],
    [
      'a text of several lines',
      { kind: 'set', path: [...SERVICES, 0, 'banner'], value: 'a\r\nb\n' },
      'ssh }',
      'ssh, banner: "a\\r\\nb\\n" }',
    ],
    [
      'a host',
      { kind: 'set', path: ['hosts', 'other'], value: { address: '198.18.10.3' } },
      '        name: http\n',
      '        name: http\n  other:\n    address: 198.18.10.3\n',
    ],
    [
      'a service',
      { kind: 'insert', path: SERVICES, value: { port: 'udp/53' } },
      '        name: http\n',
      '        name: http\n      - { port: udp/53 }\n',
    ],
    [
      'the first service of a host in braces',
      { kind: 'insert', path: ['scanner', 'services'], value: { port: 'tcp/9' } },
      '198.18.10.2 }',
      '198.18.10.2, services: [ { port: tcp/9 } ] }',
    ],
    ['a key in braces that goes', { kind: 'remove', path: ['networks', 'lan', 'rtt'] }, ',   rtt: 14ms', ''],
    [
      'the first key in braces that goes',
      { kind: 'remove', path: [...SERVICES, 0, 'port'] },
      'port: tcp/22,  ',
      '',
    ],
    [
      'a line that goes, comment and all',
      { kind: 'remove', path: [...TARGET, 'address'] },
      '    address: 198.18.10.28 # its address\n',
      '',
    ],
    [
      'an item that goes',
      { kind: 'remove', path: [...SERVICES, 0] },
      '      - { port: tcp/22,  name: ssh }\n',
      '',
    ],
    [
      'an item of lines that goes',
      { kind: 'remove', path: [...SERVICES, 1] },
      '      - port: tcp/80\n        name: http\n',
      '',
    ],
    [
      'the key beside a dash that goes',
      { kind: 'remove', path: [...SERVICES, 1, 'port'] },
      'port: tcp/80\n        ',
      '',
    ],
    ['another name', { kind: 'rename', path: TARGET, name: 'web' }, '  target:', '  web:'],
  ])('is made where it belongs, all else stays: %s', (_, edit, from, to) => {
    expect(LAB.split(from)).toHaveLength(2);
    expect(changed(LAB, edit)).toBe(LAB.replace(from, () => to));
  });

  it.each<[name: string, text: string, edit: LabEdit, expected: string]>([
    [
      'a key with nothing behind it',
      'lab: x\nhosts:\n',
      { kind: 'set', path: ['hosts', 'a'], value: { address: '10.0.0.2' } },
      'lab: x\nhosts:\n  a: { address: 10.0.0.2 }\n',
    ],
    ['a list with nothing in it', 'a: []\n', { kind: 'insert', path: ['a'], value: 'b' }, 'a: [ b ]\n'],
    [
      'the last of a list: the list goes too',
      'lab: x\na:\n  - b\n',
      { kind: 'remove', path: ['a', 0] },
      'lab: x\n',
    ],
    [
      'a text in folded lines',
      'note: >-\n  one\n  two\nlab: x\n',
      { kind: 'set', path: ['note'], value: 'three' },
      'note: three\nlab: x\n',
    ],
    [
      'lines that end as on Windows',
      'lab: x\r\nseed: 1\r\n',
      { kind: 'set', path: ['title'], value: 'T' },
      'lab: x\r\nseed: 1\r\ntitle: T\r\n',
    ],
    [
      'a file that does not end its last line',
      'lab: x',
      { kind: 'set', path: ['seed'], value: 1 },
      'lab: x\nseed: 1',
    ],
    [
      'rules below which a key comes',
      'a:\n  firewall: |\n    iptables -F\n\nb: 1\n',
      { kind: 'set', path: ['a', 'stack'], value: 'bsd' },
      'a:\n  firewall: |\n    iptables -F\n  stack: bsd\n\nb: 1\n',
    ],
    [
      'braces over several lines',
      'a: { b: 1, # one\n  c: 2 # two\n  }\n',
      { kind: 'set', path: ['a', 'd'], value: 3 },
      'a: { b: 1, # one\n  c: 2, d: 3 # two\n  }\n',
    ],
    [
      'a layout that is not foreseen: printed anew',
      'a: { b: , c: 1 } # why\n',
      { kind: 'set', path: ['a', 'b', 'x'], value: 1 },
      'a: { b: { x: 1 }, c: 1 } # why\n',
    ],
  ])('is made in %s', (_, text, edit, expected) => {
    expect(changed(text, edit)).toBe(expected);
  });

  it.each<[name: string, text: string, edit: LabEdit]>([
    ['a file that is no YAML', 'lab: [', { kind: 'set', path: ['lab'], value: 'x' }],
    ['a bomb', 'a: &a [*a]', { kind: 'set', path: ['a'], value: 'x' }],
    ['what is not there', 'lab: x', { kind: 'remove', path: ['hosts', 'a'] }],
    ['a name that is not there', 'lab: x', { kind: 'rename', path: ['hosts', 'a'], name: 'b' }],
  ])('is refused in %s', (_, text, edit) => {
    expect(editLab({ text, edits: [edit] })).toMatchObject({
      ok: false,
      error: [{ message: expect.any(String) }],
    });
  });

  it('takes any text as a value and gives it back, in every lab', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labs), fc.string({ unit: 'grapheme', maxLength: 60 }), (text, title) => {
        const after = changed(text, { kind: 'set', path: ['title'], value: title });
        expect(loadLab(after)).toMatchObject({ ok: true, value: { title } });
      }),
      { numRuns: 100 },
    );
  });

  it('in every lab adds and removes a service and leaves the file as it was', () => {
    for (const text of labs) {
      const loaded = loadLab(text);
      const host = loaded.ok ? loaded.value.hosts.find(({ services }) => services.length > 0) : undefined;
      if (host === undefined) continue;
      const path = ['hosts', host.name, 'services'];
      const more = changed(text, { kind: 'insert', path, value: { port: 'tcp/9999' } });
      expect(more.split('\n')).toHaveLength(text.split('\n').length + 1);
      expect(changed(more, { kind: 'remove', path: [...path, host.services.length] })).toBe(text);
    }
  });
});
