import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, spanOf, toHex } from './bytes.ts';
import {
  emitTcpOptions,
  parseTcpOptions,
  readTcpOptions,
  type TcpOption,
  tcpOptionsLength,
} from './tcp-options.ts';

const span = (hex: string) => spanOf(fromHex(hex) ?? new Uint8Array());
const emitted = (options: readonly TcpOption[]) => {
  const bytes = new Uint8Array(tcpOptionsLength(options)).fill(0xa5);
  emitTcpOptions(options, bytes, 0);
  return toHex(bytes);
};
const bytes = (...values: number[]) => Uint8Array.of(...values);

describe('TCP options', () => {
  it.each<[string, string, TcpOption[]]>([
    ['none', '', []],
    ['maximum segment size (RFC 9293 section 3.7.1)', '020405b4', [{ kind: 'mss', value: 1460 }]],
    [
      'window scale (RFC 7323 section 2.2)',
      '01030307',
      [{ kind: 'nop' }, { kind: 'window-scale', shift: 7 }],
    ],
    [
      'SACK permitted (RFC 2018 section 2)',
      '04020101',
      [{ kind: 'sack-permitted' }, { kind: 'nop' }, { kind: 'nop' }],
    ],
    [
      'SACK of two blocks (RFC 2018 section 3)',
      '0101051200000001000000020000000ffffffff0',
      [
        { kind: 'nop' },
        { kind: 'nop' },
        {
          kind: 'sack',
          blocks: [
            [1, 2],
            [15, 0xfffffff0],
          ],
        },
      ],
    ],
    [
      'timestamps (RFC 7323 section 3.2)',
      '0101080affffffff00000001',
      [{ kind: 'nop' }, { kind: 'nop' }, { kind: 'timestamp', value: 0xffffffff, echo: 1 }],
    ],
    ['a kind unknown here', '1e04abcd', [{ kind: 'unknown', code: 30, data: bytes(0xab, 0xcd) }]],
    [
      'an unknown kind without data',
      'fe020101',
      [{ kind: 'unknown', code: 254, data: bytes() }, { kind: 'nop' }, { kind: 'nop' }],
    ],
    [
      'SACK without a block',
      '05020101',
      [{ kind: 'unknown', code: 5, data: bytes() }, { kind: 'nop' }, { kind: 'nop' }],
    ],
    [
      'an MSS of three bytes',
      '02050001' + '02010101',
      [{ kind: 'unknown', code: 2, data: bytes(0, 1, 2) }, { kind: 'nop' }, { kind: 'nop' }, { kind: 'nop' }],
    ],
  ])('%s', (_, hex, options) => {
    expect(parseTcpOptions(span(hex))).toEqual({ ok: true, value: options });
    expect(emitted(options)).toBe(hex);
  });

  it('end at the end-of-list option: what follows is padding, whatever it holds', () => {
    expect(parseTcpOptions(span('00020000'))).toEqual({ ok: true, value: [{ kind: 'eol' }] });
  });

  it('are padded with zeros to a multiple of 4 (RFC 9293 section 3.1)', () => {
    expect(
      emitted([
        { kind: 'mss', value: 1460 },
        { kind: 'window-scale', shift: 7 },
      ]),
    ).toBe('020405b403030700');
    expect(emitted([{ kind: 'eol' }])).toBe('00000000');
  });

  const MSS: TcpOption = { kind: 'mss', value: 1460 };
  it.each([
    ['length 0', '020405b403000101', 'option-length-below-2', 5, 2, 0],
    ['length 1', '020405b403010101', 'option-length-below-2', 5, 2, 1],
    ['length beyond the header', '020405b403050101', 'option-beyond-header', 5, 5, 4],
    ['no length byte', '020405b401010103', 'option-truncated', 7, 2, 1],
  ])('%s is a problem, and the options before it are kept', (_, hex, code, offset, needed, found) => {
    const problem = { header: 'tcp-option', code, offset, needed, found };
    expect(parseTcpOptions(span(hex))).toEqual({ ok: false, problem });
    const reading = readTcpOptions(span(hex));
    expect(reading.problem).toEqual(problem);
    expect(reading.options[0]).toEqual(MSS);
  });

  it('of every kind, in every length, are read whole or refused by the rules of RFC 9293 section 3.2', () => {
    for (let kind = 2; kind < 256; kind++)
      for (let length = 0; length <= 42; length++) {
        const data = new Uint8Array(40).fill(1); // what follows is all NOP
        data[0] = kind;
        data[1] = length;
        const reading = parseTcpOptions(spanOf(data));
        expect(reading.ok, `kind ${kind} length ${length}`).toBe(length >= 2 && length <= 40);
        if (!reading.ok) continue;
        expect(reading.value.length, `kind ${kind} length ${length}`).toBe(1 + 40 - length);
        expect(emitted(reading.value)).toBe(toHex(data));
      }
  });

  it('are one of the kinds with a name exactly where the length is that kind’s', () => {
    const named: string[] = [];
    for (let kind = 2; kind < 256; kind++)
      for (let length = 2; length <= 40; length++) {
        const { options } = readTcpOptions(
          spanOf(Uint8Array.of(kind, length, ...new Uint8Array(length - 2))),
        );
        const first = options[0]?.kind ?? 'nothing';
        if (first !== 'unknown') named.push(`${kind}/${length} ${first}`);
      }
    const sack = ['5/10 sack', '5/18 sack', '5/26 sack', '5/34 sack'];
    expect(named).toEqual(['2/4 mss', '3/3 window-scale', '4/2 sack-permitted', ...sack, '8/10 timestamp']);
  });

  it('never read outside their span, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const buffer = new Uint8Array(data.length + 20).fill(0xa5);
        buffer.set(data, 10);
        const inside = readTcpOptions(spanOf(buffer, 10, 10 + data.length));
        const alone = readTcpOptions(spanOf(data));
        expect(inside.options).toEqual(alone.options);
        expect(inside.problem?.code).toBe(alone.problem?.code);
      }),
    );
  });

  it('of more than 40 bytes are a bug of the caller', () => {
    const options: TcpOption[] = [{ kind: 'unknown', code: 99, data: new Uint8Array(39) }];
    expect(() => tcpOptionsLength(options)).toThrow('room for 40 bytes');
  });
});
