import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { probeOrder } from './order.ts';

const order = (ports: readonly number[], protocol: 'tcp' | 'udp', seed: number, sequential = false) =>
  [...probeOrder(ports, protocol, sequential, stream(seed, 'test'))].map((index) => ports[index]);

const ascending = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('the order of ports', () => {
  it('probes each port exactly once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 65_535 })), fc.integer(), (ports, seed) => {
        const sorted = ports.sort((a, b) => a - b);
        expect(order(sorted, 'tcp', seed).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(sorted);
      }),
    );
  });

  it('has the popular TCP ports in front, in an order of chance', () => {
    const found = order(ascending(1000), 'tcp', 7).slice(0, 20);
    // Those of nmap's list that are at most 1000.
    const popular = [
      80, 23, 443, 21, 22, 25, 110, 445, 139, 143, 53, 135, 111, 995, 993, 587, 199, 113, 554, 256,
    ];
    expect([...found].sort()).toEqual([...popular].sort());
    expect(found).not.toEqual(order(ascending(1000), 'tcp', 8).slice(0, 20));
  });

  it('does not prefer any UDP port', () => {
    const first = ascending(40).map((seed) => order(ascending(1000), 'udp', seed)[0]);
    expect(first.filter((port) => port === 53 || port === 80 || port === 111).length).toBeLessThan(4);
  });

  it('is ascending with -r', () => {
    expect(order(ascending(100), 'tcp', 7, true)).toEqual(ascending(100));
  });

  it('is the same for the same seed', () => {
    expect(order(ascending(100), 'tcp', 7)).toEqual(order(ascending(100), 'tcp', 7));
  });

  it('brings every port to every place alike', () => {
    const counts = new Array<number>(4).fill(0);
    for (let seed = 0; seed < 4000; seed++) {
      const [first = 0] = order([2000, 2001, 2002, 2003], 'tcp', seed);
      counts[first - 2000] = (counts[first - 2000] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
