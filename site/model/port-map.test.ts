import { describe, expect, it } from 'vitest';
import { cellState, mapGroups, PORTS, paint, portBeside, portMap } from './port-map.ts';
import type { PortRow } from './scan-view.ts';

const row = (port: number, state: PortRow['state'], verdict = 0, more: Partial<PortRow> = {}): PortRow => ({
  protocol: 'tcp',
  port,
  state,
  reason: state === 'open' ? 'syn-ack' : 'reset',
  verdict,
  ...more,
});
const PALETTE = { notScanned: 1, notKnown: 2, states: [10, 11, 12, 13, 14, 15, 16] };

describe('the map of the ports', () => {
  const map = portMap(
    [row(21, 'closed', 5), row(22, 'open', 9), row(53, 'open', 1, { protocol: 'udp' })],
    'tcp',
  );

  it('colours what is known at the cursor, and tells what was not scanned from what is not known yet', () => {
    const pixels = new Uint32Array(PORTS);
    paint(map, 5, PALETTE, pixels);
    expect([20, 21, 22, 53].map((port) => pixels[port])).toEqual([1, 11, 2, 1]);
    paint(map, 9, PALETTE, pixels);
    expect(pixels[22]).toBe(10);
  });

  it('names the state of a cell likewise', () => {
    expect([20, 21, 22].map((port) => cellState(map, port, 5))).toEqual([
      'not scanned',
      'closed',
      'not known yet',
    ]);
  });

  it('shows all of a run without trace', () => {
    expect(cellState(portMap([row(1, 'open')], 'tcp'), 1, 0)).toBe('open');
  });

  it('says in words what it shows, range by range', () => {
    const rows = [1, 2, 3, 7, 8, 65_535].map((port) => row(port, 'closed'));
    const words = mapGroups(
      portMap([row(0, 'open'), ...rows.slice(0, 3), row(5, 'open'), ...rows.slice(3)], 'tcp'),
      0,
    );
    expect(words).toEqual([
      { state: 'open', reason: 'syn-ack', count: 2, ranges: '0,5' },
      { state: 'closed', reason: 'reset', count: 6, ranges: '1-3,7-8,65535' },
    ]);
  });

  it.each([
    [22, 'ArrowRight', 23],
    [22, 'ArrowDown', 278],
    [22, 'ArrowUp', 0],
    [0, 'ArrowLeft', 0],
    [22, 'Home', 0],
    [22, 'End', 65_535],
    [22, 'a', undefined],
  ])('from %i %s leads to %s', (port, key, to) => expect(portBeside(port, key)).toBe(to));

  it('is painted in far less than the 16 ms of a picture', () => {
    const full = portMap(
      Array.from({ length: PORTS }, (_, port) => row(port, port % 3 === 0 ? 'open' : 'closed', port)),
      'tcp',
    );
    const pixels = new Uint32Array(PORTS);
    const times = Array.from({ length: 9 }, () => {
      const began = performance.now();
      paint(full, 30_000, PALETTE, pixels);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(16);
  });
});
