import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArp } from './arp.ts';
import { type Span, spanOf } from './bytes.ts';
import { parseEthernet } from './ethernet.ts';
import { parseIcmp } from './icmp.ts';
import { parseIpv4Header, parseIpv4Packet } from './ipv4.ts';
import { notation } from './notation.ts';
import { decodeFrame, decodeIp } from './packet.ts';
import type { Decoded } from './problem.ts';
import { parseQuoted } from './quoted.ts';
import { parseTcp } from './tcp.ts';
import { parseUdp, parseUdpHeader } from './udp.ts';

/** Every getter and method of a view that takes no argument: its spans, and its values for comparison. */
function everything(view: object): [string, unknown][] {
  const prototype = Object.getPrototypeOf(view) as object;
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { get, value }]) => {
    if (get !== undefined) return [[name, get.call(view)] as [string, unknown]];
    if (name === 'constructor' || typeof value !== 'function') return [];
    return [[name, value.call(view)] as [string, unknown]];
  });
}

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'start' in value;

const PARSERS: readonly (readonly [string, (span: Span) => Decoded<object>])[] = [
  ['parseEthernet', parseEthernet],
  ['parseArp', parseArp],
  ['parseIpv4Packet', parseIpv4Packet],
  ['parseIpv4Header', parseIpv4Header],
  ['parseTcp', parseTcp],
  ['parseUdp', parseUdp],
  ['parseUdpHeader', parseUdpHeader],
  ['parseIcmp', parseIcmp],
];

/** Arbitrary bytes, half of them with a beginning that leads deeper than chance would. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc
    .tuple(
      fc.constantFrom('45', '46', '4f', '00010800060400', '0a0b0c0d0e0f0102030405060800'),
      fc.uint8Array({ maxLength: 90 }),
    )
    .map(([start, rest]) =>
      Uint8Array.of(...(start.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)), ...rest),
    ),
);

describe.each(PARSERS)('%s', (_, parse) => {
  it('never throws, and neither does any getter of what it made', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const parsed = parse(spanOf(data));
        if (parsed.ok) everything(parsed.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes views whose spans stay inside, in order', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const parsed = parse(spanOf(data));
        if (!parsed.ok) return;
        for (const [name, span] of everything(parsed.value)) {
          if (!isSpan(span)) continue;
          expect(span.start <= span.end && span.start >= 0 && span.end <= data.length, name).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads nothing outside its span: other bytes around change nothing', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const [zeros, ones] = [0x00, 0xff].map((fill) => {
          const buffer = new Uint8Array(data.length + 80).fill(fill);
          buffer.set(data, 9);
          const parsed = parse(spanOf(buffer, 9, 9 + data.length));
          if (!parsed.ok) return parsed;
          return everything(parsed.value).map(([name, value]) => [
            name,
            isSpan(value) ? [value.start, value.end] : value,
          ]);
        });
        expect(ones).toEqual(zeros);
      }),
      { numRuns: 1000 },
    );
  });

  it('says where it found what, when it refuses', () => {
    fc.assert(
      fc.property(bytes, fc.nat(9), (data, start) => {
        const buffer = Uint8Array.of(...new Uint8Array(start), ...data);
        const parsed = parse(spanOf(buffer, start));
        if (parsed.ok) return;
        const { offset, needed, found } = parsed.problem;
        expect(offset >= start && offset <= buffer.length).toBe(true);
        expect(needed).not.toBe(found);
      }),
    );
  });
});

describe('decoding arbitrary bytes', () => {
  it('never throws, from either layer on, printing included', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        for (const packet of [decodeFrame(data), decodeIp(data)])
          expect(typeof notation(packet)).toBe('string');
        const quoted = parseQuoted(spanOf(data));
        if (quoted.ok) expect(quoted.value.transportBytes).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});
