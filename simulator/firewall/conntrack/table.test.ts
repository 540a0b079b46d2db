import { describe, expect, it } from 'vitest';
import { UNTRACED } from '../../../engine/trace/index.ts';
import { type Judged, judge } from '../judged.ts';
import { answer, bench, datagram, segment } from '../testing/bench.ts';
import { createConntrack } from './index.ts';

const S = 1_000_000;

const judged = (bytes: Uint8Array, at: number): Judged => {
  const packet = judge(bytes, { at, hook: 'PREROUTING', inInterface: 'lan', outInterface: '' });
  if (!packet) throw new Error('no packet');
  return packet;
};

/** A table of two flows, and what a datagram to a port meets there. */
function small() {
  const conntrack = createConntrack({ host: 'target', trace: UNTRACED, most: 2 });
  const pass = (bytes: Uint8Array, at: number): string => {
    const tracking = conntrack.track(judged(bytes, at), 0);
    return tracking ? `${tracking.state} ${conntrack.confirm(tracking, at)}` : 'dropped';
  };
  const ports = (at: number) => conntrack.snapshot(at).map(({ original }) => original.destinationPort);
  return { conntrack, pass, ports };
}

describe('a full table of flows', () => {
  it('throws out the oldest flow that is not assured', () => {
    const { pass, ports } = small();
    for (const port of [1, 2, 3]) expect(pass(datagram(port), port)).toBe('NEW true');
    expect(ports(4)).toEqual([2, 3]);
  });

  it('throws out a flow that has expired, and keeps those that have not', () => {
    const { pass, ports } = small();
    pass(segment('S', 22), 0);
    pass(datagram(1), 1);
    expect(pass(datagram(2), 31 * S)).toBe('NEW true');
    expect(ports(31 * S)).toEqual([22, 2]);
  });

  it('drops the packet of a new flow where all are assured ("nf_conntrack: table full, dropping packet")', () => {
    const { pass, ports } = small();
    for (const port of [80, 81]) {
      pass(segment('S', port, { sequence: 1000 }), 0);
      pass(answer('SA', port, { sequence: 500, acknowledgment: 1001 }), 1);
      pass(segment('A', port, { sequence: 1001, acknowledgment: 501 }), 2);
    }
    expect(pass(segment('S', 82), 3)).toBe('dropped');
    expect(pass(segment('A', 80, { sequence: 1001, acknowledgment: 501 }), 4)).toBe('ESTABLISHED true');
    expect(ports(5)).toEqual([80, 81]);
  });

  it('ends the way of a packet at its first hook, and the trace says so', () => {
    const { receive, trace } = bench('-A INPUT -m conntrack --ctstate INVALID -j ACCEPT', { most: 0 });
    expect(receive(datagram(53)).verdict).toBe('drop');
    expect(trace.events.slice(-2)).toMatchObject([
      { kind: 'fact', code: 'table-full' },
      { kind: 'transition', machine: 'firewall-passage', from: 'arrived', to: 'dropped' },
    ]);
  });
});
