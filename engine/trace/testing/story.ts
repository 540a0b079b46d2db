import {
  type IcmpFields,
  icmpPacket,
  parseIpv4,
  TCP_FLAG,
  tcpPacket,
  toHex,
  udpPacket,
} from '../../packet/index.ts';
import { createTraceLog, type EventBody, type EventId, type FrameEvent, type TraceLog } from '../index.ts';

/** Traces of one probed port made by hand, for tests: scanner 198.18.10.2, target 198.18.10.28. */
export const TARGET = '198.18.10.28';
const SCANNER = '198.18.10.2';

export function ip(text: string) {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

const { SYN, ACK, RST } = TCP_FLAG;
export const FLAGS = { SYN, SYN_ACK: SYN | ACK, RST_ACK: RST | ACK } as const;

/** A segment between the scanner's port 40000 and the target's `port`; the flags say who speaks. */
export function segment(port: number, flags: number, from: 'scanner' | 'target'): string {
  const asks = from === 'scanner';
  const ends = asks ? ([SCANNER, TARGET] as const) : ([TARGET, SCANNER] as const);
  const ports = asks ? ([40_000, port] as const) : ([port, 40_000] as const);
  return toHex(
    tcpPacket(
      { id: 0, ttl: 64, source: ip(ends[0]), destination: ip(ends[1]) },
      {
        sourcePort: ports[0],
        destinationPort: ports[1],
        sequence: 1,
        acknowledgment: 0,
        flags,
        window: 1024,
      },
    ),
  );
}

export const datagram = (port: number): string =>
  toHex(
    udpPacket(
      { id: 0, ttl: 64, source: ip(SCANNER), destination: ip(TARGET) },
      { sourcePort: 40_000, destinationPort: port },
    ),
  );

export const icmp = (from: string, fields: IcmpFields): string =>
  toHex(icmpPacket({ id: 0, ttl: 64, source: ip(from), destination: ip(SCANNER) }, fields));

export const frame = (what: FrameEvent['what'], hex: string, note?: string): EventBody => ({
  kind: 'frame',
  what,
  interface: 'lan',
  link: 'raw',
  hex,
  ...(note === undefined ? {} : { note }),
});

export const MS = 1000;

/** A trace that is told step by step; times in milliseconds. */
export interface Story {
  readonly log: TraceLog;
  /** Appends an event and gives back its id. */
  on(at: number, host: string, body: EventBody, ...because: EventId[]): EventId;
  /** A probe and its frame leave the scanner; gives back both. */
  probe(at: number, port: number, hex: string, attempt?: number, ...because: EventId[]): Probe;
  verdict(at: number, port: number, state: string, reason: string, ...because: EventId[]): EventId;
}

export interface Probe {
  readonly probe: EventId;
  readonly frame: EventId;
}

export function aStory(
  protocol: 'tcp' | 'udp' = 'tcp',
  technique = protocol === 'udp' ? 'udp' : 'syn',
): Story {
  const log = createTraceLog();
  const on: Story['on'] = (at, host, body, ...because) => log.append(at * MS, host, because, body);
  return {
    log,
    on,
    probe(at, port, hex, attempt = 0, ...because) {
      const body = { kind: 'probe', technique, target: TARGET, protocol, port, attempt } as const;
      const probe = on(at, 'scanner', { ...body, what: 'sent' }, ...because);
      return { probe, frame: on(at, 'scanner', frame('sent', hex), probe) };
    },
    verdict: (at, port, state, reason, ...because) =>
      on(
        at,
        'scanner',
        { kind: 'verdict', target: TARGET, protocol, port, technique, state, reason, row: 0 },
        ...because,
      ),
  };
}

export const rule = (number: number, target: string, text: string, chain = 'INPUT'): EventBody => ({
  kind: 'rule',
  table: 'filter',
  chain,
  number,
  target,
  text,
  length: 44,
});

/** A step of a packet's passage through a firewall. */
export const passage = (instance: string, from: string, to: string, event: string): EventBody => ({
  kind: 'transition',
  machine: 'firewall-passage',
  instance,
  from,
  to,
  event,
});

/** The probe of a try timed out. */
export const timedOut = (
  port: number,
  attempt: number,
  what: 'timed-out' | 'given-up' = 'timed-out',
): EventBody => ({
  kind: 'probe',
  what,
  technique: 'syn',
  target: TARGET,
  protocol: 'tcp',
  port,
  attempt,
});
