import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteCount, count, latency, seconds, traceSeconds } from './numbers.ts';
import { formatPorts } from './port-ranges.ts';
import { tableLines } from './table.ts';
import { expand } from './testing/report.ts';

describe('numbers', () => {
  // Pairs of srtt (XML) and latency (normal output) that nmap 7.93 printed in the same run.
  it.each([
    [34, '0.000034'],
    [8, '0.0000080'],
    [10, '0.000010'],
    [112, '0.00011'],
    [209, '0.00021'],
    [310, '0.00031'],
    [58, '0.000058'],
    [7, '0.0000070'],
  ])('a latency of %i us is %s s', (us, text) => {
    expect(latency(us)).toBe(text);
  });

  it.each([
    [0, '0.00'],
    [7_600, '0.0076'],
    [14_000, '0.014'],
    [100_000, '0.10'],
    [240_000, '0.24'],
    [1_250_000, '1.3'],
    [12_300_000, '12'],
    [123_000_000, '120'],
  ])('a latency of %i us has two significant digits: %s', (us, text) => {
    expect(latency(us)).toBe(text);
  });

  it('a latency is never off by more than half of its second digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (us) => {
        expect(Math.abs(Number(latency(us)) * 1e6 - us)).toBeLessThanOrEqual(us * 0.0501);
      }),
    );
  });

  // As printed by nmap 7.93 -v in runs of known size.
  it.each([
    [0, '0B'],
    [512, '512B'],
    [5_336, '5.336KB'],
    [11_137, '11.137KB'],
    [998_472, '998.472KB'],
    [1_100_000, '1.100MB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(byteCount(bytes)).toBe(text);
  });

  it('times have two decimals in reports and four in packet traces', () => {
    expect(seconds(1_310_000)).toBe('1.31');
    expect(traceSeconds(60_249)).toBe('0.0602');
  });

  it.each([
    [0, '0 hosts'],
    [1, '1 host'],
    [2, '2 hosts'],
  ])('%i is %s', (amount, text) => {
    expect(count(amount, 'host')).toBe(text);
  });
});

describe('port lists', () => {
  it.each([
    [[], ''],
    [[0], '0'],
    [[21, 22, 23, 25, 80], '21-23,25,80'],
    [[1, 2, 4, 5], '1-2,4-5'],
  ])('%o is "%s"', (ports, text) => {
    expect(formatPorts(ports)).toBe(text);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 65535 }), { minLength: 1 }), (ports) => {
        const ascending = ports.sort((a, b) => a - b);
        expect(expand(formatPorts(ascending))).toEqual(ascending);
      }),
    );
  });
});

describe('a table', () => {
  it('pads columns to their widest cell and leaves no blank at the end of a line', () => {
    expect(
      tableLines([
        ['PORT', 'STATE', 'SERVICE'],
        ['22/tcp', 'open', 'ssh'],
        ['80/tcp', 'open', ''],
      ]),
    ).toEqual(['PORT   STATE SERVICE', '22/tcp open  ssh', '80/tcp open']);
  });
});
