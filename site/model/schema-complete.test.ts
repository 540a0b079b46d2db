import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labJsonSchema } from '../../simulator/lab/index.ts';
import { type Schema, schemaCompletion } from './schema-complete.ts';
import { bracketDepth, yamlPlace } from './yaml-place.ts';

const schema: Schema = labJsonSchema();
const SIX = readFileSync(new URL('../../lessons/labs/six-states.yaml', import.meta.url), 'utf8');

/** `^` marks the caret. */
const at = (marked: string): readonly [string, number] => [marked.replace('^', ''), marked.indexOf('^')];
const offered = (marked: string): readonly string[] =>
  (schemaCompletion(schema, ...at(marked))?.offers ?? []).map(({ word }) => word);

const HOST_KEYS = ['address', 'mac', 'interfaces', 'forward', 'routes', 'stack', 'services', 'firewall'];
const NETWORK_KEYS = ['subnet', 'rtt', 'jitter', 'loss', 'duplicate', 'reorder'];
const SERVICE_KEYS = ['port', 'name', 'bind', 'banner', 'reply', 'silent'];
const without = (keys: readonly string[], ...taken: readonly string[]) =>
  keys.filter((key) => !taken.includes(key));

describe('a completion', () => {
  it.each<[name: string, marked: string, expected: readonly string[]]>([
    ['the keys of a lab', '^', ['lab', 'title', 'note', 'seed', 'scan', 'networks', 'scanner', 'hosts']],
    [
      'less those that it has, before or after',
      'lab: x\n^\nseed: 7\nscan: {}\nhosts: {}',
      ['title', 'note', 'networks', 'scanner'],
    ],
    ['the keys of a network in braces', 'networks:\n  lan: { ^', NETWORK_KEYS],
    [
      'less those that stand in the braces',
      'networks:\n  lan: { subnet: 10.0.0.0/8, ^, rtt: 1ms }',
      without(NETWORK_KEYS, 'subnet', 'rtt'),
    ],
    [
      'the keys of a network on lines',
      'networks:\n  lan:\n    subnet: 10.0.0.0/8\n    r^',
      without(NETWORK_KEYS, 'subnet'),
    ],
    ['nothing for names that are free', 'networks:\n  ^', []],
    ['the keys of a host', 'hosts:\n  target:\n    ^', HOST_KEYS],
    [
      'of the host that the caret is in, not the one before',
      'hosts:\n  a:\n    stack: bsd\n  b:\n    ^',
      HOST_KEYS,
    ],
    [
      'of the lab, where the line is not indented any more',
      'hosts:\n  a:\n    stack: bsd\nlab: x\nno^',
      ['title', 'note', 'seed', 'scan', 'networks', 'scanner'],
    ],
    [
      'the keys of a service in braces',
      'hosts:\n  a:\n    services:\n      - { port: tcp/22, ^',
      without(SERVICE_KEYS, 'port'),
    ],
    ['the keys of a service behind a dash', 'hosts:\n  a:\n    services:\n      - ^', SERVICE_KEYS],
    [
      'of its next line',
      'hosts:\n  a:\n    services:\n      - port: tcp/22\n        ^',
      without(SERVICE_KEYS, 'port'),
    ],
    ['dashes below the key', 'hosts:\n  a:\n    services:\n    - port: tcp/22\n    - ^', SERVICE_KEYS],
    [
      'of the host again after its list',
      'hosts:\n  a:\n    services:\n    - port: tcp/22\n    ^',
      without(HOST_KEYS, 'services'),
    ],
    ['stacks', 'hosts:\n  a:\n    stack: ^', ['linux', 'windows', 'bsd', 'split-handshake']],
    ['stacks in braces', 'hosts: { a: { stack: w^', ['linux', 'windows', 'bsd', 'split-handshake']],
    ['yes and no', 'hosts:\n  a:\n    forward: t^', ['true', 'false']],
    ['either shape of an interface', 'hosts:\n  a:\n    interfaces:\n      lan: { ^', ['address', 'mac']],
    ['nothing in a comment', 'lab: x # ^', []],
    ['nothing in quotes', 'lab: x\ntitle: "a ^', []],
    ['nothing in a note', 'note: >-\n  some ^', []],
    ['nothing for a key that no lab has', 'colour:\n  ^', []],
    ['the keys behind a host of several braces', 'hosts: { a: { address: 10.0.0.1 }, b: { ^', HOST_KEYS],
    [
      'the keys in braces over several lines',
      'networks:\n  lan: {\n    subnet: 10.0.0.0/8,\n    ^',
      without(NETWORK_KEYS, 'subnet'),
    ],
    ['after Windows line ends', 'lab: x\r\nhosts:\r\n  a:\r\n    ^', HOST_KEYS],
  ])('offers %s', (_, marked, expected) => {
    expect(offered(marked)).toEqual(expected);
  });

  it('replaces the word that is typed, and says what a key means', () => {
    const [text, caret] = at('networks:\n  lan:\n    ji^');
    const found = schemaCompletion(schema, text, caret);
    expect(text.slice(found?.from, caret)).toBe('ji');
    expect(found?.offers.find(({ word }) => word === 'jitter')).toEqual({
      word: 'jitter',
      insert: 'jitter: ',
      detail: 'The most that one crossing is late at random',
    });
  });
});

describe('the place of a caret', () => {
  it('is in the rules of a host below firewall: |', () => {
    expect(yamlPlace(...at('hosts:\n  a:\n    firewall: |\n      # web\n      iptables -A ^'))).toEqual({
      kind: 'text',
      path: ['hosts', 'a', 'firewall'],
      line: 'iptables -A ',
      text: '# web',
    });
  });

  it('is never an exception, wherever in whatever text', () => {
    const piece = fc.constantFrom(
      'lab',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '|',
      '#',
      'é',
      '\t',
      '\r\n',
    );
    const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(soup, fc.nat(200), (text, caret) => {
        schemaCompletion(schema, text, Math.min(caret, text.length));
      }),
    );
    for (let caret = 0; caret <= SIX.length; caret += 7) schemaCompletion(schema, SIX, caret);
  });
});

it.each([
  ['', 0],
  ['a: [{b: []}]', 3],
  [']]][', 1],
  ['['.repeat(200_000), 200_000],
])('the depth of %.20j is %i', (text, depth) => {
  expect(bracketDepth(text)).toBe(depth);
});
