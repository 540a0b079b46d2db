import type { Us } from '../../../engine/base/time.ts';
import {
  ARP_OPERATION,
  decode,
  formatIpv4,
  fromHex,
  type Packet,
  PROTOCOL,
  parseQuoted,
  protocolName,
} from '../../../engine/packet/index.ts';
import { type EventId, packetWords, scannerOf, type TraceEvent } from '../../../engine/trace/index.ts';

/** One packet, or one call of connect(), that the scanner had part in. */
export interface Signal {
  readonly event: EventId;
  readonly at: Us;
  /** Seen from the scanner. */
  readonly direction: 'out' | 'in';
  /** `SYN`, `ICMP port-unreachable`, `connect() fails: ECONNREFUSED`. */
  readonly name: string;
  /** Whom it concerns: `198.18.10.28 tcp/22`; of an ICMP error, the packet that it is about. */
  readonly about: string;
  /** Work of the scanner's own kernel: a live scan records what the scanner sent and captured. */
  readonly isKernels: boolean;
}

type Of<Kind extends TraceEvent['kind']> = Extract<TraceEvent, { readonly kind: Kind }>;

/** All of the scanner's side of a run, in its order. */
export function signalsOf(events: readonly TraceEvent[]): readonly Signal[] {
  const scanner = scannerOf(events);
  const isConnecting = events.some(({ kind }) => kind === 'connect');
  const signals = events.flatMap((event): Signal[] => {
    if (event.host !== scanner) return [];
    if (event.kind === 'connect') return [callOf(event)];
    if (event.kind !== 'frame' || (event.what !== 'sent' && event.what !== 'received')) return [];
    return [frameSignal(events, event, isConnecting)];
  });
  return withKernelsReplies(signals);
}

const ARP_NAME = { request: 'ARP request', reply: 'ARP reply' } as const;

/** An ARP reply that none of the scanner's own requests is left for answers one of its kernel's. */
function withKernelsReplies(signals: readonly Signal[]): readonly Signal[] {
  const asked = new Map<string, number>();
  return signals.map((signal) => {
    const { about, name, direction, isKernels } = signal;
    const open = asked.get(about) ?? 0;
    if (name === ARP_NAME.request && direction === 'out' && !isKernels) asked.set(about, open + 1);
    if (name !== ARP_NAME.reply || direction !== 'in') return signal;
    asked.set(about, Math.max(0, open - 1));
    return open > 0 ? signal : { ...signal, isKernels: true };
  });
}

function callOf({ id, at, what, address, port, errno }: Of<'connect'>): Signal {
  const name = {
    begun: 'connect()',
    connected: 'connect() succeeds',
    failed: `connect() fails: ${errno ?? 'error'}`,
    abandoned: 'socket closed unanswered',
  }[what];
  const direction = what === 'begun' || what === 'abandoned' ? 'out' : 'in';
  return { event: id, at, direction, name, about: `${address} tcp/${port}`, isKernels: false };
}

function frameSignal(events: readonly TraceEvent[], frame: Of<'frame'>, isConnecting: boolean): Signal {
  const bytes = fromHex(frame.hex);
  const packet = bytes === undefined ? {} : decode(frame.link, bytes);
  const direction = frame.what === 'sent' ? 'out' : 'in';
  return {
    event: frame.id,
    at: frame.at,
    direction,
    name: packetWords(frame).name,
    about: aboutOf(packet, direction),
    isKernels: isKernels(events, frame, packet, isConnecting),
  };
}

/** Of what the scanner orders, a probe is a direct cause; ARP only where it is the probe, not on a probe's behalf. */
function isKernels(
  events: readonly TraceEvent[],
  { what, because }: Of<'frame'>,
  { arp }: Packet,
  isConnecting: boolean,
): boolean {
  if (isConnecting && arp === undefined) return true;
  if (what === 'received') return arp?.operation === ARP_OPERATION.REQUEST;
  const probe = because.map((id) => events[id - 1]).find((cause) => cause?.kind === 'probe');
  return probe === undefined || (arp !== undefined && probe.kind === 'probe' && probe.technique !== 'arp');
}

function aboutOf({ arp, ip, tcp, udp, icmp }: Packet, direction: Signal['direction']): string {
  if (arp !== undefined) return `${formatIpv4(direction === 'out' ? arp.targetIp : arp.senderIp)} arp`;
  if (ip === undefined) return 'unread';
  const peer = formatIpv4(direction === 'out' ? ip.destination : ip.source);
  const ports = tcp ?? udp;
  const protocol = protocolName(ip.protocol);
  if (ports !== undefined)
    return `${peer} ${protocol}/${direction === 'out' ? ports.destinationPort : ports.sourcePort}`;
  const quoted = icmp?.isError === true ? parseQuoted(icmp.quoted()) : undefined;
  if (quoted?.ok !== true) return `${peer} ${protocol}`;
  const { ip: inner, destinationPort } = quoted.value;
  const of = inner.protocol === PROTOCOL.ICMP || destinationPort === undefined ? '' : `/${destinationPort}`;
  return `${formatIpv4(inner.destination)} ${protocolName(inner.protocol)}${of}`;
}
