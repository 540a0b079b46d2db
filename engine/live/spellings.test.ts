import { describe, expect, it } from 'vitest';
import { parseCidr, parseIpv4 } from '../packet/index.ts';
import { loadScopeFile } from './scope-file.ts';

const ADDRESSES = [
  [127, 0, 0, 1],
  [10, 0, 0, 1],
  [192, 168, 56, 7],
  [172, 16, 8, 9],
  [198, 18, 10, 28],
  [169, 254, 169, 254],
  [8, 8, 8, 8],
  [45, 33, 32, 156],
  [224, 0, 0, 1],
  [255, 255, 255, 255],
] as const;
type Parts = (typeof ADDRESSES)[number];

const whole = ([a, b, c, d]: Parts): number => ((a * 256 + b) * 256 + c) * 256 + d;
const hex = (n: number): string => `0x${n.toString(16)}`;
const dotted = (parts: readonly (string | number)[]): string => parts.join('.');
const wide = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));

/** Ways to write one address that some parser somewhere reads (CVE-2021-28918, CVE-2023-42282 and their kind). */
const SPELLINGS: Readonly<Record<string, (parts: Parts) => string>> = {
  'one decimal number': (p) => String(whole(p)),
  'one hexadecimal number': (p) => hex(whole(p)),
  'one octal number': (p) => `0${whole(p).toString(8)}`,
  'two parts': ([a, b, c, d]) => dotted([a, (b * 256 + c) * 256 + d]),
  'three parts': ([a, b, c, d]) => dotted([a, b, c * 256 + d]),
  'hexadecimal parts': (p) => dotted(p.map(hex)),
  'one hexadecimal part': ([a, b, c, d]) => dotted([hex(a), b, c, d]),
  'octal parts': (p) => dotted(p.map((n) => `0${n.toString(8)}`)),
  'a leading zero': ([a, b, c, d]) => dotted([`0${a}`, b, c, d]),
  'three digits each': ([a, b, c]) => dotted([a, b, c, '001']),
  'a fifth part': (p) => dotted([...p, 0]),
  'a dot behind': (p) => `${dotted(p)}.`,
  'a dot before': (p) => `.${dotted(p)}`,
  'a blank before': (p) => `\u00a0${dotted(p)}`,
  'a blank inside': ([a, b, c, d]) => `${a}.${b}. ${c}.${d}`,
  'a plus sign': ([a, b, c, d]) => `+${a}.${b}.${c}.${d}`,
  'a part below zero': ([a, b, c]) => dotted([a, b, c, -1]),
  'a part above 255': ([a, b, c, d]) => dotted([a, b, c, 256 + d]),
  'an exponent': ([a, b, c, d]) => dotted([a, b, c, `${d}e0`]),
  'full-width digits': (p) => wide(dotted(p)),
  'full-width dots': (p) => p.join('\uff0e'),
  'a mapped IPv6 address': (p) => `::ffff:${dotted(p)}`,
  'a mapped IPv6 address in hex': (p) =>
    `::ffff:${(whole(p) >>> 16).toString(16)}:${(whole(p) & 0xffff).toString(16)}`,
  'a bracketed address': (p) => `[${dotted(p)}]`,
  'a zone': (p) => `${dotted(p)}%lo`,
  'a port': (p) => `${dotted(p)}:80`,
  'a user': (p) => `user@${dotted(p)}`,
  'a name of a resolver service': (p) => `${dotted(p)}.nip.io`,
  'a null byte behind': (p) => `${dotted(p)}\u0000`,
  'an in-addr name': ([a, b, c, d]) => `${d}.${c}.${b}.${a}.in-addr.arpa`,
};

const rows = Object.entries(SPELLINGS).flatMap(([what, spell]) =>
  ADDRESSES.map((parts) => ({ what, text: spell(parts), parts })),
);

describe('spellings of addresses', () => {
  it('are 300', () => {
    expect(new Set(rows.map((row) => row.text)).size).toBe(300);
  });

  it('are all refused but strict dotted decimal, as an address, as a network, and in a scope file', () => {
    const accepted = rows.filter(
      ({ text }) =>
        parseIpv4(text) !== undefined ||
        parseCidr(text) !== undefined ||
        parseCidr(`${text}/32`) !== undefined ||
        isListed(text),
    );
    expect(accepted).toEqual([]);
  });

  it('mean one address in dotted decimal', () => {
    expect(ADDRESSES.map((parts) => parseIpv4(dotted(parts)))).toEqual(ADDRESSES.map(whole));
  });
});

const isListed = (text: string): boolean =>
  loadScopeFile(
    [
      `networks: [10.9.9.0/24, ${JSON.stringify(text)}]`,
      'owner: a',
      'contact: b',
      'purpose: c',
      'valid_until: 2026-12-01',
    ].join('\n'),
    Date.parse('2026-11-21'),
  ).ok;
