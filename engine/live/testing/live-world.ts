import { ok } from '../../base/result.ts';
import { asIpv4, asMac, type Ipv4, parseIpv4, type TcpFields, tcpPacket } from '../../packet/index.ts';
import type { ScanEffect, ScanInput, Vantage } from '../../scan/index.ts';
import { createTraceLog, type TraceLog } from '../../trace/index.ts';
import type { LiveSettings, LiveTransport } from '../live-transport.ts';
import { openLive } from '../live-transport.ts';
import { type Scope, scopeForLab } from '../scope.ts';
import { FakeCap } from './fake-cap.ts';

export const address = (text: string): Ipv4 => parseIpv4(text) ?? asIpv4(0);
export const ME = address('198.18.10.2');
export const TARGET = address('198.18.10.28');
export const GATEWAY = address('198.18.10.1');
export const FAR = address('198.18.20.5');
export const MY_MAC = asMac(0x0200_0000_0002);
export const TARGET_MAC = asMac(0x0200_0000_0028);

export const VANTAGE: Vantage = {
  interfaces: [
    { name: 'lo', address: address('127.0.0.1'), prefix: 8, kind: 'loopback' },
    { name: 'lan0', address: ME, prefix: 24, kind: 'ethernet', mac: MY_MAC },
    { name: 'tun0', address: address('10.8.0.2'), prefix: 24, kind: 'raw' },
  ],
  routes: [
    { network: { network: address('127.0.0.0'), prefix: 8 }, interface: 'lo' },
    { network: { network: address('198.18.10.0'), prefix: 24 }, interface: 'lan0' },
    { network: { network: address('198.18.20.0'), prefix: 24 }, interface: 'lan0', gateway: GATEWAY },
    { network: { network: address('10.8.0.0'), prefix: 24 }, interface: 'tun0' },
  ],
};

const SYN: TcpFields = {
  sourcePort: 40000,
  destinationPort: 80,
  sequence: 1,
  acknowledgment: 0,
  flags: 2,
  window: 1024,
};
export const synTo = (destination: Ipv4): Uint8Array =>
  tcpPacket({ id: 7, ttl: 55, source: ME, destination }, SYN);
export const sendTo = (destination: Ipv4): ScanEffect => ({
  type: 'send-ip',
  bytes: synTo(destination),
  because: 0,
});

export interface FakeWorld {
  readonly cap: FakeCap;
  readonly trace: TraceLog;
  readonly transport: LiveTransport;
  /** What the interfaces are like; tests change it. */
  readonly running: Map<string, readonly string[]>;
  /** The routing table, in the words of /proc/net/route; tests change it. */
  readonly routes: { table: string };
  /** What was said at once. */
  readonly said: string[];
}

/**
 * A live transport whose addon and interfaces are made up; time and the event loop are real. It does not wait for a
 * lost link unless told.
 */
export function fakeWorld(
  settings: Partial<LiveSettings> = {},
  scope?: Scope,
  existing = VANTAGE.interfaces.map((one) => one.name),
): FakeWorld {
  const cap = new FakeCap();
  const trace = createTraceLog();
  const running = new Map<string, readonly string[]>([
    ['lo', ['127.0.0.1']],
    ['lan0', ['198.18.10.2']],
    ['tun0', ['10.8.0.2']],
  ]);
  const routes = { table: '' };
  const said: string[] = [];
  const live = openLive(
    {
      vantage: VANTAGE,
      scope: scope ?? scopeForLab([ME, TARGET, GATEWAY, FAR, address('10.8.0.9'), address('127.0.0.1')]),
      trace,
      raw: true,
      waitForLinkMs: 0,
      says: (text) => said.push(text),
      ...settings,
    },
    {
      load: () => ok(cap.addon),
      facts: {
        running: () => running,
        exists: (name) => existing.includes(name),
        routingTable: () => routes.table,
      },
    },
  );
  if (!live.ok) throw new Error(live.error.message);
  return { cap, trace, transport: live.value, running, routes, said };
}

/** A scanner made of a script: what it answers to each input. Keeps the inputs it saw. */
export function scripted(answer: (input: ScanInput, seen: readonly ScanInput[]) => readonly ScanEffect[]) {
  const seen: ScanInput[] = [];
  const step = (input: ScanInput): readonly ScanEffect[] => {
    // Captured bytes belong to the transport again after the step.
    seen.push(input.type === 'captured' ? { ...input, bytes: input.bytes.slice() } : input);
    return answer(input, seen);
  };
  return { seen, step };
}

/** What the system knows of its neighbours, where a test does not care for ARP. */
export const KNOWN = [{ interface: 'lan0', address: TARGET, mac: TARGET_MAC }];

export const FINISHED: readonly ScanEffect[] = [{ type: 'finished' }];
export const wakeIn = (input: ScanInput, us: number): ScanEffect => ({ type: 'wake', at: input.at + us });
/** The sentence by which a scan was ended. */
export const lossIn = (seen: readonly ScanInput[]): string | undefined =>
  seen.flatMap((input) => (input.type === 'interface-lost' ? [input.message] : []))[0];
