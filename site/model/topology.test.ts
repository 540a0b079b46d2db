import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';
import { type Place, type Topology, topologyOf } from './topology.ts';

const FOLDER = new URL('../../lessons/labs/', import.meta.url);
const labOf = (text: string): Lab => {
  const lab = loadLab(text);
  if (!lab.ok) throw new Error(lab.error.map(({ message }) => message).join('\n'));
  return lab.value;
};

const LABS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, labOf(readFileSync(new URL(name, FOLDER), 'utf8'))] as const);

/** Half the width and height of what is drawn at a place, its texts included. */
const HALF = { x: 41, y: 34 };
const isOver = (a: Place, b: Place): boolean =>
  Math.abs(a.x - b.x) < 2 * HALF.x && Math.abs(a.y - b.y) < 2 * HALF.y;

function overlaps({ networks, hosts }: Topology): string[] {
  const all = [...networks, ...hosts];
  return all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .filter((b) => isOver(a, b))
      .map((b) => `${a.name} over ${b.name}`),
  );
}

describe.each(LABS)('the map of %s', (_, lab) => {
  const map = topologyOf(lab);

  it('lays nothing over anything else, and all within its frame', () => {
    expect(overlaps(map)).toEqual([]);
    for (const { x, y } of [...map.networks, ...map.hosts])
      expect(x >= HALF.x && x <= map.width - HALF.x && y >= HALF.y && y <= map.height - HALF.y).toBe(true);
  });

  it('shows every network and every host, with its links', () => {
    expect(map.networks.map(({ name }) => name).sort()).toEqual(lab.networks.map(({ name }) => name).sort());
    expect(map.hosts.map(({ name, links }) => [name, links.length])).toEqual(
      lab.hosts.map(({ name, interfaces }) => [name, interfaces.length]),
    );
  });

  it('has the scanner at the left of all', () => {
    const scanner = map.hosts.find(({ role }) => role === 'scanner');
    expect(scanner?.x).toBe(Math.min(...[...map.networks, ...map.hosts].map(({ x }) => x)));
  });
});

describe('larger labs', () => {
  const lab = (networks: number, hosts: number): Lab => {
    const names = Array.from({ length: networks }, (_, index) => `n${index}`);
    const lines = [
      'lab: large',
      'title: Large',
      'networks:',
      ...names.map((name, index) => `  ${name}: { subnet: 198.18.${index}.0/24 }`),
      'scanner: { interfaces: { n0: 198.18.0.2 } }',
      'hosts:',
      ...names
        .slice(1)
        .map(
          (name, index) =>
            `  r${index}: { interfaces: { n${index}: 198.18.${index}.1, ${name}: 198.18.${index + 1}.254 }, forward: true }`,
        ),
      ...Array.from(
        { length: hosts },
        (_, index) =>
          `  h${index}: { interfaces: { n${index % networks}: 198.18.${index % networks}.${10 + index} } }`,
      ),
    ];
    return labOf(lines.join('\n'));
  };

  it.each([
    [1, 20],
    [3, 12],
    [4, 8],
  ])('of %d networks in a row with %d hosts lie apart', (networks, hosts) => {
    expect(overlaps(topologyOf(lab(networks, hosts)))).toEqual([]);
  });
});
