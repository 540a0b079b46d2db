import { stream } from '../../../engine/base/random.ts';
import {
  type IcmpFields,
  type Ipv4,
  icmpPacket,
  parseFlagLetters,
  parseIpv4,
  tcpPacket,
  udpPacket,
} from '../../../engine/packet/index.ts';
import { createTraceLog, type TraceLog } from '../../../engine/trace/index.ts';
import { createConntrack } from '../conntrack/index.ts';
import { createFirewall, type Firewall, type Passage } from '../firewall.ts';
import { parseFirewall } from '../parse.ts';
import type { HookName } from '../ruleset.ts';

/** For tests: packets between a scanner and a target, and a firewall made of a text. */

export const ip = (text: string): Ipv4 => parseIpv4(text) ?? (0 as Ipv4);
export const SCANNER = ip('198.18.10.2');
export const TARGET = ip('198.18.10.28');

interface Ends {
  readonly from?: Ipv4;
  readonly to?: Ipv4;
  readonly ttl?: number;
}

/** A segment from the scanner's port 40000 to a port of the target, unless said otherwise. */
export function segment(
  flags: string,
  port: number,
  more: Ends & { sequence?: number; acknowledgment?: number; sourcePort?: number; payload?: Uint8Array } = {},
): Uint8Array {
  return tcpPacket(
    { id: 1, ttl: more.ttl ?? 50, source: more.from ?? SCANNER, destination: more.to ?? TARGET },
    {
      sourcePort: more.sourcePort ?? 40_000,
      destinationPort: port,
      sequence: more.sequence ?? 1000,
      acknowledgment: more.acknowledgment ?? 0,
      flags: parseFlagLetters(flags) ?? 0,
      window: 1024,
      ...(more.payload ? { payload: more.payload } : {}),
    },
  );
}

/** The same segment's answer: ends exchanged. */
export const answer = (
  flags: string,
  port: number,
  more: { sequence?: number; acknowledgment?: number } = {},
): Uint8Array => segment(flags, 40_000, { from: TARGET, to: SCANNER, sourcePort: port, ...more });

export const datagram = (
  port: number,
  more: Ends & { sourcePort?: number; payload?: Uint8Array } = {},
): Uint8Array =>
  udpPacket(
    { id: 2, ttl: more.ttl ?? 50, source: more.from ?? SCANNER, destination: more.to ?? TARGET },
    {
      sourcePort: more.sourcePort ?? 40_000,
      destinationPort: port,
      ...(more.payload ? { payload: more.payload } : {}),
    },
  );

export const icmp = (fields: IcmpFields, more: Ends = {}): Uint8Array =>
  icmpPacket({ id: 3, ttl: 50, source: more.from ?? SCANNER, destination: more.to ?? TARGET }, fields);

export const ping = (id = 7, more: Ends = {}): Uint8Array =>
  icmp({ type: 'echo-request', id, sequence: 1 }, more);

export interface Bench {
  readonly firewall: Firewall;
  readonly trace: TraceLog;
  readonly conntrack: ReturnType<typeof createConntrack>;
  /** A packet for this host: PREROUTING, then INPUT. */
  receive(bytes: Uint8Array, at?: number): Passage;
  /** A packet of this host: OUTPUT, then POSTROUTING. */
  send(bytes: Uint8Array, at?: number): Passage;
  /** A packet for others: PREROUTING, FORWARD, POSTROUTING. */
  forward(bytes: Uint8Array, at?: number): Passage;
}

interface Setting {
  readonly trace?: TraceLog;
  readonly seed?: number;
  /** How many flows the host's table takes. */
  readonly most?: number;
}

/** A host `target` with such rules, a line each; `iptables` is left out. */
export function bench(rules: string, setting: Setting = {}): Bench {
  const { trace = createTraceLog(), seed = 7, most } = setting;
  const text = rules.trim().replace(/^\s*(?=-)/gm, 'iptables ');
  const parsed = parseFirewall(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const conntrack = createConntrack({ host: 'target', trace, ...(most === undefined ? {} : { most }) });
  const firewall = createFirewall(parsed.value, {
    host: 'target',
    random: stream(seed, 'firewall:target'),
    trace,
    conntrack,
    interfaces: [{ name: 'lan', address: TARGET }],
    identify: () => 4660,
  });
  const through = (hooks: readonly HookName[], bytes: Uint8Array, at: number): Passage => {
    const because = trace.append(at, 'target', [], { kind: 'fact', code: 'test', text: 'a packet' });
    let passage: Passage = { verdict: 'accept', bytes, because };
    for (const hook of hooks) {
      if (passage.verdict !== 'accept') break;
      const interfaces = { ...(IN.has(hook) ? { in: 'lan' } : {}), ...(OUT.has(hook) ? { out: 'lan' } : {}) };
      passage = firewall.traverse(hook, passage.bytes, { at, ...interfaces, because: passage.because });
    }
    return passage;
  };
  return {
    firewall,
    trace,
    conntrack,
    receive: (bytes, at = 0) => through(['PREROUTING', 'INPUT'], bytes, at),
    send: (bytes, at = 0) => through(['OUTPUT', 'POSTROUTING'], bytes, at),
    forward: (bytes, at = 0) => through(['PREROUTING', 'FORWARD', 'POSTROUTING'], bytes, at),
  };
}

const IN: ReadonlySet<HookName> = new Set(['PREROUTING', 'INPUT', 'FORWARD']);
const OUT: ReadonlySet<HookName> = new Set(['OUTPUT', 'POSTROUTING', 'FORWARD']);
