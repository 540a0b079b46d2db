import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TraceEvent, UNTRACED } from '../../engine/trace/index.ts';
import type { HookName } from './ruleset.ts';
import { firewallText } from './testing/arbitrary.ts';
import { type Bench, bench, datagram, icmp, ip, ping, SCANNER, segment, TARGET } from './testing/bench.ts';

/** Packets both ways, such that flows begin, are answered, and end. */
const PORTS = fc.constantFrom(22, 53, 80, 81, 8080);
const ENDS = fc.constantFrom({ from: SCANNER, to: TARGET }, { from: TARGET, to: SCANNER });
const PACKET: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .tuple(fc.constantFrom('S', 'SA', 'A', 'R', 'FA', 'F', '', 'FPU', 'SF'), PORTS, PORTS, ENDS)
    .map(([flags, port, sourcePort, ends]) =>
      segment(flags, port, { sourcePort, ...ends, sequence: 1000, acknowledgment: 1001 }),
    ),
  fc.tuple(PORTS, PORTS, ENDS).map(([port, sourcePort, ends]) => datagram(port, { sourcePort, ...ends })),
  ENDS.map((ends) => ping(7, ends)),
  PORTS.map((port) =>
    icmp({ type: 'unreachable', code: 3, quoted: datagram(port, { from: TARGET, to: SCANNER }) }),
  ),
  PORTS.map((port) => datagram(port, { to: ip('203.0.113.9') })),
);
const STEP = fc.record({
  bytes: PACKET,
  way: fc.constantFrom('receive', 'send', 'forward'),
  later: fc.integer({ min: 0, max: 40_000_000 }),
});

const BUILT_IN = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;

/** Everything that one can see of a firewall beside its trace. */
function seen({ firewall, conntrack }: Bench, at: number): unknown {
  const counters = (['raw', 'nat', 'filter'] as const).flatMap((table) =>
    BUILT_IN.flatMap((chain) => [0, 1, 2, 3, 4].map((number) => firewall.counters(table, chain, number))),
  );
  return { counters, flows: conntrack.snapshot(at), log: firewall.log };
}

function summed(events: readonly TraceEvent[], table: string, chain: string, number: number) {
  const sum = { packets: 0, bytes: 0 };
  for (const event of events) {
    if (event.kind !== 'rule' || event.table !== table || event.chain !== chain || event.number !== number)
      continue;
    sum.packets++;
    sum.bytes += event.length;
  }
  return sum;
}

const lastState = (events: readonly TraceEvent[]): string | undefined => {
  const last = events.findLast(
    (event) => event.kind === 'transition' && event.machine === 'firewall-passage',
  );
  return last?.kind === 'transition' ? last.to : undefined;
};

const ENDING = { accept: undefined, drop: 'dropped', reject: 'rejected' } as const;

describe('the passage of packets', () => {
  it('is the same whether its machine is stepped (traced) or not, and its machine ends where the verdict is', () => {
    fc.assert(
      fc.property(firewallText(8), fc.array(STEP, { maxLength: 12 }), (text, steps) => {
        const rules = text.replaceAll('iptables ', '');
        const [traced, silent] = [bench(rules), bench(rules, { trace: UNTRACED })];
        let at = 0;
        for (const { bytes, way, later } of steps) {
          at += later;
          const before = traced.trace.events.length;
          const { because: _, ...ours } = traced[way](bytes, at);
          const { because: __, ...theirs } = silent[way](bytes, at);
          expect(theirs).toEqual(ours);
          const state = lastState(traced.trace.events.slice(before));
          if (ours.verdict !== 'accept') expect(state).toBe(ENDING[ours.verdict]);
          else expect(['dropped', 'rejected']).not.toContain(state);
        }
        expect(seen(silent, at)).toEqual(seen(traced, at));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a rule event for each time a rule or policy counted a packet, and for nothing else', () => {
    fc.assert(
      fc.property(firewallText(8), fc.array(STEP, { maxLength: 12 }), (text, steps) => {
        const { trace, firewall, ...ways } = bench(text.replaceAll('iptables ', ''));
        for (const { bytes, way } of steps) ways[way](bytes);
        const own = [...text.matchAll(/-N (\S+)/g)].map(([, name = '']) => name);
        for (const table of ['raw', 'nat', 'filter'] as const) {
          for (const chain of [...BUILT_IN, ...own]) {
            for (let number = 0; ; number++) {
              const counted = firewall.counters(table, chain, number);
              if (counted === undefined) break;
              expect({ table, chain, number, ...summed(trace.events, table, chain, number) }).toEqual({
                ...{ table, chain, number },
                ...counted,
              });
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('through chains of one’s own names each jump and return', () => {
    const { receive, trace } = bench(
      '-N own\n-A INPUT -p tcp -j own\n-A own -p tcp --dport 80 -j RETURN\n-A INPUT -j DROP',
    );
    receive(segment('S', 80));
    const rules = trace.events.flatMap((event) =>
      event.kind === 'rule' ? [`${event.chain} ${event.number} ${event.target} ${event.length}`] : [],
    );
    // A segment without options or payload: 20 bytes of IP header and 20 of TCP.
    expect(rules).toEqual(['INPUT 1 own 40', 'own 1 RETURN 40', 'INPUT 2 DROP 40']);
  });

  it('over the loopback is two: one out, one in', () => {
    const { firewall, trace } = bench('-A OUTPUT -j ACCEPT\n-A INPUT -p tcp -j DROP');
    const through = (hook: HookName, way: object, bytes: Uint8Array) =>
      firewall.traverse(hook, bytes, { at: 0, because: 0, ...way });
    const bytes = segment('S', 80, { from: TARGET, to: TARGET });
    const verdicts = [
      ...(['OUTPUT', 'POSTROUTING'] as const).map((hook) => through(hook, { out: 'lo' }, bytes).verdict),
      ...(['PREROUTING', 'INPUT'] as const).map((hook) => through(hook, { in: 'lo' }, bytes).verdict),
    ];
    expect(verdicts).toEqual(['accept', 'accept', 'accept', 'drop']);
    const states = trace.events.flatMap((event) => (event.kind === 'transition' ? [event.to] : []));
    expect(states).toEqual(['stateless', 'judged', 'accepted', 'stateless', 'judged', 'dropped']);
  });
});
