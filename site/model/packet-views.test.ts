import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { machineGraphs } from '../worker/machine-graphs.ts';
import { dashesIn } from './density.ts';
import { diagramOf } from './diagram.ts';
import { filteredPackets } from './filtered-packets.ts';
import { fitText } from './fit-text.ts';
import { machineDiagram } from './machine-diagram.ts';
import { packetRow } from './packet-row.ts';
import { packetsOf } from './packets.ts';
import { arrowsIn, cursorY, eventNear, geometryOf, type Scene } from './scene.ts';
import { whole } from './slices.ts';
import { scrollFor, windowOf } from './window.ts';
import { fitRow, normalRow, zoomed } from './zoom.ts';

const lab = labFrom(readFileSync(new URL('../../lessons/labs/six-states.yaml', import.meta.url), 'utf8'));
const { events } = simulate(lab, '-sS -p 22,139,445 target');
const packets = whole(packetsOf(events, lab));
const diagram = whole(diagramOf(events, packets, lab));

function sceneOf(rowHeight: number, height: number, top = 0): Scene {
  const viewport = { width: 600, height, top, rowHeight };
  return { packets, diagram, viewport, geometry: geometryOf(diagram, viewport) };
}

describe('a scene', () => {
  const large = sceneOf(18, 5_000);

  it('has every packet where all of the diagram is seen', () => {
    expect(Array.from(arrowsIn(large), ({ packet }) => packet)).toEqual(
      Array.from({ length: packets.length }, (_, index) => index),
    );
  });

  it('has, wherever it is scrolled to, the packets that reach into it and no others', () => {
    const all = [...arrowsIn(large)];
    for (let top = 0; top < 900; top += 37) {
      const seen = new Set(Array.from(arrowsIn(sceneOf(18, 200, top)), ({ packet }) => packet));
      for (const { packet, fromY, toY } of all) {
        if (toY > top + 1 && fromY < top + 199) expect(seen.has(packet)).toBe(true);
        if (toY < top - 1 || fromY > top + 201) expect(seen.has(packet)).toBe(false);
      }
    }
  });

  it('leads from a place to the nearer end of the arrow there', () => {
    for (const { packet, fromX, fromY, toX, toY } of arrowsIn(large)) {
      const third = { x: fromX + (toX - fromX) * 0.1, y: fromY + (toY - fromY) * 0.1 };
      expect(eventNear(large, third)).toBe(packets.sent[packet]);
    }
  });

  it('has the line of the cursor below what has happened, and above what has not', () => {
    for (const { packet, fromY } of arrowsIn(large)) {
      const sent = packets.sent[packet] ?? 0;
      expect(cursorY(large, sent)).toBeGreaterThan(fromY);
      expect(cursorY(large, sent - 1)).toBeLessThan(fromY);
    }
  });

  it('counts every packet once from far away', () => {
    const counted = [...dashesIn(sceneOf(0.5, 400))].reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(packets.length);
    expect([...dashesIn(sceneOf(0.5, 400))].filter(({ dead }) => dead)).not.toEqual([]);
  });
});

describe('zooming', () => {
  it('keeps what is under the pointer where it is', () => {
    const before = { rowHeight: 10, top: 700 };
    const after = zoomed(before, 2, { y: 100, rows: 500, height: 400 });
    expect(after.rowHeight).toBe(20);
    const rowAt = ({ rowHeight, top }: typeof before): number => (top + 100 - 28) / rowHeight;
    expect(rowAt(after)).toBeCloseTo(rowAt(before), 9);
  });

  it('goes out no further than the whole run, and never above what a browser can scroll', () => {
    expect(zoomed({ rowHeight: 1, top: 0 }, 0.001, { y: 0, rows: 1_000, height: 544 }).rowHeight).toBe(
      fitRow(1_000, 544),
    );
    expect(fitRow(1_000, 544)).toBeCloseTo(0.5);
    expect(normalRow(1_000_000) * 1_000_000).toBeLessThanOrEqual(8_000_000);
  });
});

describe('the list', () => {
  it.each([
    ['', packets.length],
    ['dropped', 3],
    ['139', 2],
    ['39', 0],
    ['arp', 4],
    ['SYN target', 5],
    ['rule 3', 1],
    ['198.18.10.28 rst', 2],
    ['nothing-like-this', 0],
  ])('filtered by %j has %i packets', (filter, count) => {
    expect(whole(filteredPackets(events, packets, filter))).toHaveLength(count);
  });

  it('names ports, flags and fates as the trace does', () => {
    const rows = Array.from({ length: packets.length }, (_, index) => packetRow(events, packets, index));
    const dropped = rows.find(({ info }) => /^\d+ → 139 S seq \d+ win 1024 <mss 1460>$/.test(info));
    expect(dropped).toMatchObject({
      source: '198.18.10.2',
      destination: '198.18.10.28',
      protocol: 'TCP',
      // Ethernet 14, IPv4 20, TCP 20 and its MSS option 4.
      length: 58,
      fate: 'dropped: INPUT rule 1 DROP',
    });
  });

  it('makes the rows in sight and few others', () => {
    const { first, end } = windowOf(24_000, 480, 24, 100_000);
    expect(first).toBeLessThanOrEqual(1_000);
    expect(end).toBeGreaterThanOrEqual(1_020);
    expect(end - first).toBeLessThan(60);
    expect(windowOf(0, 480, 24, 3)).toEqual({ first: 0, end: 3 });
  });

  it.each([
    { row: 5, top: 240, to: 120 },
    { row: 12, top: 240, to: 240 },
    { row: 40, top: 240, to: 504 },
  ])('scrolls for row $row from $top to $to', ({ row, top, to }) => {
    expect(scrollFor(row, top, 480, 24)).toBe(to);
  });
});

describe('texts', () => {
  it.each([
    ['INPUT rule 1 DROP', 200, 'INPUT rule 1 DROP'],
    ['INPUT rule 1 DROP', 66, 'INPUT rul…'],
    ['INPUT rule 1 DROP', 10, ''],
  ])('%j in %i pixels is %j', (text, width, fitted) => {
    expect(fitText(text, width, 11)).toBe(fitted);
  });
});

describe('a machine as Mermaid', () => {
  it.each(machineGraphs().map((graph) => [graph.name, graph] as const))(
    '%s: every edge is a line',
    (_, graph) => {
      const lines = machineDiagram(graph).split('\n');
      expect(lines[0]).toBe('stateDiagram-v2');
      for (const { from, to } of graph.edges) {
        expect(lines.filter((line) => line.startsWith(`  ${from} --> ${to}:`))).toHaveLength(1);
      }
      expect(lines).toContain(`  [*] --> ${graph.initial}`);
    },
  );
});
