import { type Ipv4Fields, TCP_FLAG, type TcpFields, tcpPacket, toHex } from '../../packet/index.ts';
import type { PhaseReport } from '../../scan/index.ts';
import { createTraceLog, type EventBody, type EventId, type TraceLog } from '../../trace/index.ts';
import { ip } from './report.ts';

/** Traces made by hand, for tests. */
export const MS = 1000;

/** A phase of a report, times in milliseconds. */
export const phase = (
  name: string,
  [beganAt, endedAt]: readonly [number, number],
  hosts: readonly number[],
  ports: number,
): PhaseReport => ({ name, beganAt: beganAt * MS, endedAt: endedAt * MS, hosts, ports });

export type Step = string | ((log: TraceLog) => void);

/**
 * A scanner's trace: for each phase its beginning, the steps, its end. A step is `up 198.18.10.28`,
 * `open 22/tcp 198.18.10.28`, `closed 1-60/tcp 198.18.10.28`, or whatever a function appends.
 */
export function scannerTrace(...parts: readonly (readonly [PhaseReport, ...Step[]])[]): TraceLog {
  const log = createTraceLog();
  for (const [{ name, beganAt, endedAt, hosts, ports }, ...steps] of parts) {
    const body = { kind: 'phase', name, hosts: hosts.length, ports } as const;
    const began = log.append(beganAt, 'scanner', [], { ...body, what: 'begun' });
    for (const step of steps) {
      if (typeof step === 'string') appendStep(log, step, endedAt);
      else step(log);
    }
    log.append(endedAt, 'scanner', [began], { ...body, what: 'ended' });
  }
  return log;
}

function appendStep(log: TraceLog, step: string, at: number): void {
  const [word = '', subject = '', address = ''] = step.split(' ');
  if (word === 'up') {
    const body = { kind: 'discovery', target: subject, state: 'up', reason: 'arp-response' } as const;
    log.append(at, 'scanner', [], body);
    return;
  }
  const [range = '', protocol = 'tcp'] = subject.split('/');
  const [first = 0, last = first] = range.split('-').map(Number);
  for (let port = first; port <= last; port++)
    log.append(at, 'scanner', [], verdict(word, port, protocol, address));
}

export const verdict = (state: string, port: number, protocol: string, target: string): EventBody => ({
  kind: 'verdict',
  target,
  protocol: protocol === 'udp' ? 'udp' : 'tcp',
  port,
  technique: protocol === 'udp' ? 'udp' : 'syn',
  state,
  reason: 'reset',
  row: 0,
});

export const FLAGS = TCP_FLAG;

/** A TCP packet as hex, from what matters in a test: `198.18.10.2:40000 > 198.18.10.28:22`. */
export function tcpHex(
  between: string,
  flags: number,
  more: Partial<Omit<Ipv4Fields & TcpFields, 'options'>> & Pick<TcpFields, 'options'> = {},
): string {
  const [from = '', to = ''] = between.split(' > ');
  const [source = '', sourcePort = ''] = from.split(':');
  const [destination = '', destinationPort = ''] = to.split(':');
  return toHex(
    tcpPacket(
      { id: more.id ?? 0, ttl: more.ttl ?? 64, source: ip(source), destination: ip(destination) },
      {
        sourcePort: Number(sourcePort),
        destinationPort: Number(destinationPort),
        sequence: more.sequence ?? 1,
        acknowledgment: more.acknowledgment ?? 0,
        flags,
        window: more.window ?? 1024,
        ...(more.options === undefined ? {} : { options: more.options }),
      },
    ),
  );
}

/** A probe and its frame leave the scanner; gives back the frame's id. */
export function probeSent(
  log: TraceLog,
  at: number,
  hex: string,
  aim: {
    readonly port: number;
    readonly attempt?: number;
    readonly because?: readonly EventId[];
    readonly technique?: string;
  },
): { readonly probe: EventId; readonly frame: EventId } {
  const { port, attempt = 0, because = [], technique = 'syn' } = aim;
  const target = '198.18.10.28';
  const protocol = technique === 'udp' ? 'udp' : 'tcp';
  const body = { kind: 'probe', what: 'sent', technique, target, protocol, port, attempt } as const;
  const probe = log.append(at, 'scanner', because, body);
  return { probe, frame: log.append(at, 'scanner', [probe], frame('sent', hex)) };
}

export const frame = (
  what: 'sent' | 'received' | 'lost' | 'dropped' | 'duplicated',
  hex: string,
  note?: string,
): EventBody => ({
  kind: 'frame',
  what,
  interface: 'lan',
  link: 'raw',
  hex,
  ...(note === undefined ? {} : { note }),
});
