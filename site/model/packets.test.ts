import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { diagramOf } from './diagram.ts';
import { lanesOf } from './lanes.ts';
import { deathText, fateOf, packetLabel } from './packet-label.ts';
import { type Packets, packetAt, packetsOf } from './packets.ts';
import { whole } from './slices.ts';

const labOf = (name: string): Lab =>
  labFrom(readFileSync(new URL(`../../lessons/labs/${name}.yaml`, import.meta.url), 'utf8'));

interface Read {
  readonly events: readonly TraceEvent[];
  readonly packets: Packets;
  readonly lab: Lab;
}

function read(lab: Lab, words: string): Read {
  const { events } = simulate(lab, words);
  return { events, lab, packets: whole(packetsOf(events, lab)) };
}

/** `scanner > target SYN 61026 → 139: dropped, INPUT rule 1 DROP`, with the scanner's ports, which are chance, left out. */
function lines({ events, packets }: Read): string[] {
  const { names } = packets.lanes;
  return Array.from({ length: packets.length }, (_, index) => {
    const way = `${names[packets.from[index] ?? 0]} > ${names[packets.to[index] ?? 0]}`;
    const death = deathText(events, packets, index);
    const label = packetLabel(events, packets, index).replace(/\d{5}/, '*');
    return `${way} ${label}: ${fateOf(packets, index)}${death === '' ? '' : `, ${death}`}`;
  });
}

describe('the packets of a run', () => {
  it('are those of a SYN scan of an open, a rejected and a dropped port', () => {
    expect(lines(read(labOf('six-states'), '-sS -p 22,139,445 target')).sort()).toEqual(
      [
        ...['arrived', 'arrived'].map((fate) => `scanner > target ARP request: ${fate}`),
        ...['arrived', 'arrived'].map((fate) => `target > scanner ARP reply: ${fate}`),
        'scanner > target SYN * → 22: arrived',
        'target > scanner SYN/ACK 22 → *: arrived',
        'scanner > target RST * → 22: arrived',
        'scanner > target SYN * → 139: dropped, INPUT rule 1 DROP',
        'scanner > target SYN * → 139: dropped, INPUT rule 1 DROP',
        'scanner > target SYN * → 445: dropped, INPUT rule 3 REJECT',
        'target > scanner RST 445 → *: arrived',
      ].sort(),
    );
  });

  it('cross twice where a router forwards them, and die at the router where it does not', () => {
    const found = lines(read(labOf('forward-stateful'), '-sS -Pn -p 22,80 target'));
    expect(found).toContain('scanner > gateway SYN * → 80: arrived');
    expect(found).toContain('gateway > target SYN * → 80: arrived');
    expect(found).toContain('scanner > gateway SYN * → 22: dropped, FORWARD policy DROP');
    expect(found).not.toContain('gateway > target SYN * → 22: arrived');
  });

  it('are one arrow for a broadcast: to who has the address, or to nobody', () => {
    expect(lines(read(labOf('dead-neighbour'), '-sn 198.18.10.1'))[0]).toBe(
      'scanner > gateway ARP request: arrived',
    );
    const nobody = lines(read(labOf('dead-neighbour'), '-sn 198.18.10.99'));
    expect(new Set(nobody)).toEqual(new Set(['scanner > gateway ARP request: unanswered']));
  });

  it('that OUTPUT drops never leave, and the question that they answer has arrived', () => {
    const lab = labFrom(`
lab: mute
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 4ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services: [{ port: tcp/22 }]
    firewall: iptables -A OUTPUT -p tcp -j DROP
`);
    const found = lines(read(lab, '-sS -p 22 target'));
    expect(found).toContain('scanner > target SYN * → 22: arrived');
    expect(found).toContain('target > target SYN/ACK 22 → *: dropped, OUTPUT rule 1 DROP');
  });

  const faults = (fault: string): Lab =>
    labFrom(`
lab: faults
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 4ms, ${fault} }
scanner: { address: 198.18.10.2 }
hosts:
  target: { address: 198.18.10.28, services: [{ port: tcp/22 }] }
`);

  it('are lost as often as the network says that it lost one', () => {
    const { events, packets } = read(faults('loss: 20%'), '-sS -Pn -p 1-60 target');
    const isArp = ({ kind, ...rest }: TraceEvent): boolean =>
      kind === 'frame' && 'hex' in rest && String(rest.hex).startsWith('0806', 24);
    const lost = events.filter((event) => event.kind === 'frame' && event.what === 'lost' && !isArp(event));
    const crosses = lines({ events, packets, lab: faults('loss: 20%') }).filter((line) =>
      /: lost, lost on lan$/.test(line),
    );
    expect(lost.length).toBeGreaterThan(10);
    expect(crosses.filter((line) => !line.includes('ARP'))).toHaveLength(lost.length);
  });

  it('have copies as often as the network says that it made one', () => {
    const { events, packets } = read(faults('duplicate: 30%'), '-sS -Pn -p 1-60 target');
    const copies = events.filter(
      (event) => event.kind === 'frame' && event.what === 'duplicated' && !event.hex.startsWith('f'),
    );
    expect(copies.length).toBeGreaterThan(10);
    const begun = copies.map(({ id }) => id);
    expect(Array.from(packets.sent).filter((id) => begun.includes(id))).toHaveLength(copies.length);
  });

  it.each([
    ['six-states', '-sU -p 53-90 target'],
    ['six-states', '-sT -p 1-100 target'],
    ['forward-stateful', '-sA -p 1-100 target'],
    ['routing-loop', '-sS -Pn -p 22 198.18.30.7'],
  ])('%s %s: each sending is one packet, in order; nothing ends before it is sent', (name, words) => {
    const { events, packets } = read(labOf(name), words);
    const sent = events.filter((event) => event.kind === 'frame' && event.what === 'sent');
    expect(Array.from(packets.sent)).toEqual(sent.map(({ id }) => id));
    for (let index = 0; index < packets.length; index++) {
      expect(packets.endAt[index]).toBeGreaterThanOrEqual(packets.sentAt[index] ?? 0);
    }
  });

  it('belong to the cursor: probe, rule and verdict lead to the packet that they are about', () => {
    const { events, packets } = read(labOf('six-states'), '-sS -p 139 target');
    for (const event of events) {
      const at = packetAt(packets, event.id);
      const label = at < 0 ? '' : packetLabel(events, packets, at);
      if (event.kind === 'rule' || (event.kind === 'probe' && event.port === 139)) {
        expect(label).toMatch(/^SYN \d+ → 139$/);
      } else if (event.kind === 'phase') expect(at).toBe(-1);
    }
  });

  it('are read without keeping a page busy: never for 50 ms at a time', () => {
    const { events, lab } = read(labOf('six-states'), '-sS -p 1-3000 target');
    expect(events.length).toBeGreaterThan(40_000);
    const work = (function* () {
      const packets = yield* packetsOf(events, lab);
      return yield* diagramOf(events, packets, lab);
    })();
    let steps = 0;
    for (let step = work.next(); !step.done; step = work.next()) steps++;
    // By count, since this machine's clock is no claim: a slice walks 2,000 events.
    expect(steps).toBeGreaterThan((4 * events.length) / 2_000);
  });
});

describe('lanes', () => {
  it('go from the scanner over the routers to the hosts', () => {
    expect(lanesOf(labOf('forward-stateful')).names).toEqual(['scanner', 'gateway', 'target']);
  });

  it('have routers from the nearest on, whatever their names are', () => {
    const lab = labFrom(`
lab: far
networks:
  a: { subnet: 198.18.1.0/24 }
  b: { subnet: 198.18.2.0/24 }
  c: { subnet: 198.18.3.0/24 }
scanner: { address: 198.18.1.2 }
hosts:
  zulu: { interfaces: { a: 198.18.1.1, b: 198.18.2.1 }, forward: true }
  alpha: { interfaces: { b: 198.18.2.2, c: 198.18.3.1 }, forward: true }
  bravo: { address: 198.18.3.5 }
`);
    expect(lanesOf(lab).names).toEqual(['scanner', 'zulu', 'alpha', 'bravo']);
  });
});

describe('a diagram', () => {
  it.each(['-sS -p 22,139,445 target', '-sU -p 53-90 target', '-sT -T2 -p 139 target'])(
    '%s: goes down in the order of events, each end of a packet in a row of its own',
    (words) => {
      const { events, packets, lab } = read(labOf('six-states'), words);
      const { rows, folds } = whole(diagramOf(events, packets, lab));
      const ends = [...packets.sent, ...packets.end].filter((id) => id > 0).map((id) => rows[id - 1] ?? 0);
      expect(Array.from(rows)).toEqual(Array.from(rows).sort((a, b) => a - b));
      expect(new Set(ends).size).toBe(ends.length);
      for (const { from, to } of folds) expect(to - from).toBeGreaterThan(2);
    },
  );
});
