import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf, toHex } from './bytes.ts';
import { parseIpv4Options, readIpv4Options } from './ipv4-options.ts';
import { decodeFrame } from './packet.ts';
import { CAPTURED } from './testing/captured.ts';
import { bytesOf } from './testing/samples.ts';

const names = (hex: string) => readIpv4Options(spanOf(bytesOf(hex))).options.map(({ kind }) => kind);

describe('IPv4 options (RFC 791 section 3.1)', () => {
  it.each([
    ['94040000', ['router-alert']], // RFC 2113
    ['01070704000000000000', ['nop', 'record-route', 'eol']],
    ['44080500000000000000', ['timestamp', 'eol']],
    ['83070400000000 01', ['loose-source-route', 'nop']],
    ['89070400000000 00', ['strict-source-route', 'eol']],
    ['82030000', ['security', 'eol']],
    ['88040001', ['stream-id']],
    ['de04abcd', ['unknown']],
    ['0007', ['eol']],
    ['', []],
  ])('%s has %j', (hex, kinds) => expect(names(hex)).toEqual(kinds));

  it('keep code and data', () => {
    const { options } = readIpv4Options(spanOf(bytesOf('de04abcd')));
    expect(options).toEqual([{ kind: 'unknown', code: 0xde, data: bytesOf('abcd') }]);
  });

  it.each([
    ['length 0', '0107000000000000', 'option-length-below-2', 2, 2, 0],
    ['length 1', '0107010000000000', 'option-length-below-2', 2, 2, 1],
    ['a length beyond the header', '0107080400000000', 'option-beyond-header', 2, 8, 7],
    ['no length byte', '01010107', 'option-truncated', 3, 2, 1],
  ])('with %s are a problem, and the options before are kept', (_, hex, code, offset, needed, found) => {
    const problem = { header: 'ipv4-option', code, offset, needed, found };
    expect(parseIpv4Options(spanOf(bytesOf(hex)))).toEqual({ ok: false, problem });
    expect(names(hex)[0]).toBe('nop');
  });

  it('of every kind, in every length, are read whole or refused', () => {
    for (let kind = 2; kind < 256; kind++)
      for (let length = 0; length <= 42; length++) {
        const data = new Uint8Array(40).fill(1); // what follows is all NOP
        data[0] = kind;
        data[1] = length;
        const reading = parseIpv4Options(spanOf(data));
        expect(reading.ok, `kind ${kind} length ${length}`).toBe(length >= 2 && length <= 40);
        if (reading.ok) expect(reading.value.length).toBe(1 + 40 - length);
      }
  });

  it('never read outside their span, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const buffer = new Uint8Array(data.length + 20).fill(0xa5);
        buffer.set(data, 10);
        const inside = readIpv4Options(spanOf(buffer, 10, 10 + data.length));
        expect(inside.options).toEqual(readIpv4Options(spanOf(data)).options);
      }),
    );
  });
});

describe('options of real packets', () => {
  /** tcpdump's names of the options, ours beside them. */
  const TCPDUMP: readonly (readonly [RegExp, string])[] = [
    [/^NOP/, 'nop'],
    [/^EOL/, 'eol'],
    [/^RR/, 'record-route'],
    [/^LSRR/, 'loose-source-route'],
    [/^timestamp/, 'timestamp'],
    [/^RA/, 'router-alert'],
  ];
  const rows = CAPTURED.flatMap(({ tcpdump, hex }) => {
    const said = /^[^|]*, options \((.*?)\)\) \|/.exec(tcpdump)?.[1];
    return said === undefined ? [] : [{ said, hex }];
  });

  it.each(rows)('$said', ({ said, hex }) => {
    const kinds = said
      .split(',')
      .map((part) => TCPDUMP.find(([pattern]) => pattern.test(part.trim()))?.[1])
      .filter((kind) => kind !== undefined);
    const list = decodeFrame(bytesOf(hex)).ip?.optionList();
    expect(list?.ok && list.value.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('are among the samples', () => expect(rows.length).toBeGreaterThan(6));

  it('a record of the route holds the addresses that it passed', () => {
    const frame = CAPTURED.find(({ tcpdump }) =>
      tcpdump.includes('(RR 198.18.10.2, 198.18.10.28, 198.18.10.28,'),
    );
    const list = frame && decodeFrame(bytesOf(frame.hex)).ip?.optionList();
    const data = list?.ok ? list.value[0]?.data : undefined;
    expect(data && toHex(data.subarray(0, 13))).toBe('10c6120a02c6120a1cc6120a1c');
  });
});
