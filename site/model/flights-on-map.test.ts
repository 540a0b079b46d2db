import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../engine/options/index.ts';
import { runScanNow } from '../../engine/scan/index.ts';
import { createTraceLog, type TraceEvent } from '../../engine/trace/index.ts';
import { loadLab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { flightOf, flightsAt } from './flights-on-map.ts';
import { packetsOf } from './packets.ts';
import { whole } from './slices.ts';

const LAB = `
lab: drop
title: One port dropped
networks: { lan: { subnet: 198.18.10.0/24, rtt: 20ms } }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    firewall: iptables -A INPUT -p tcp --dport 139 -j DROP
`;

function scanned() {
  const lab = loadLab(LAB);
  if (!lab.ok) throw new Error(lab.error.map(({ message }) => message).join('\n'));
  const address = (name: string) =>
    lab.value.hosts.find((host) => host.name === name)?.interfaces[0]?.address;
  const command = parseCommandLine(['-sS', '-p', '139', 'target'], {
    resolve: address,
    privileged: true,
    seed: 1,
  });
  if (!command.ok) throw new Error(command.error.message);
  const trace = createTraceLog();
  const world = createWorld(lab.value, { trace });
  runScanNow(command.value.request, { vantage: world.vantage, trace }, world.transport());
  return { events: trace.events, packets: whole(packetsOf(trace.events, lab.value)) };
}

const { events, packets } = scanned();
const find = (test: (event: TraceEvent) => boolean): TraceEvent => {
  const event = events.find(test);
  if (event === undefined) throw new Error('no such event');
  return event;
};

describe('packets on the map', () => {
  const first = find((event) => event.kind === 'frame' && event.what === 'sent');
  const drop = find((event) => event.kind === 'frame' && event.what === 'dropped');

  it('are half way after half of the time from host to host: 10 ms at a round trip of 20', () => {
    expect(flightsAt(packets, first.at + 5_000)).toMatchObject([
      { from: 'scanner', to: 'target', way: 0.5, ended: false },
    ]);
  });

  it('end with a cross where they were dropped, and the cross goes', () => {
    expect(flightsAt(packets, drop.at)).toMatchObject([{ to: 'target', way: 1, ended: true }]);
    expect(flightsAt(packets, drop.at + 10_000)).toEqual([]);
  });

  it('stand still at the cursor: on their way when sent, at the goal when received, dead when dropped', () => {
    const received = find((event) => event.kind === 'frame' && event.what === 'received');
    expect(flightOf(packets, first.id)).toMatchObject({ from: 'scanner', way: 0.3, ended: false });
    expect(flightOf(packets, received.id)).toMatchObject({ to: 'target', way: 1, ended: false });
    expect(flightOf(packets, drop.id)).toMatchObject({ to: 'target', way: 1, ended: true });
    const arrived = find(({ id }) => id === packets.end[packets.ofEvent[drop.id - 1] ?? 0]);
    expect(flightOf(packets, arrived.id)).toMatchObject({ to: 'target', way: 1, ended: false });
    expect(flightOf(packets, 0)).toBeUndefined();
  });
});
