import { decode, decodeFrame, fromHex, type Packet } from '../../engine/packet/index.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';

/** IPv4 packets that one place sent or received, in the order of time. */
export type Observed = readonly Packet[];

/** What the scanner's own trace shows, without ARP: packets of its probes, and whatever came for it. */
export const ofScanner = (events: readonly TraceEvent[]): Observed => {
  return events.flatMap((event) => {
    if (event.kind !== 'frame' || event.host !== 'scanner') return [];
    // The scanner's kernel sends too; in a live run only a capture on the wire shows that.
    const ours = event.what === 'sent' && isProbe(event, events);
    return ours || event.what === 'received' ? ipOnly(packetOf(event)) : [];
  });
};

/** Whether the scan sent this frame, perhaps past the firewall of its own host. What answers a frame is the kernel's. */
const isProbe = (event: TraceEvent, events: readonly TraceEvent[]): boolean =>
  event.because.some((id) => {
    const cause = events[id - 1];
    if (cause === undefined || cause.kind === 'frame') return false;
    return cause.kind === 'probe' || isProbe(cause, events);
  });

/** What passes a host's interfaces, whoever on it sent it: what a capture shows there. */
export const atHost = (events: readonly TraceEvent[], host: string): Observed =>
  events.flatMap((event) =>
    event.kind === 'frame' &&
    event.host === host &&
    (event.what === 'sent' || event.what === 'received') &&
    event.interface !== 'lo'
      ? ipOnly(packetOf(event))
      : [],
  );

export const ofFrames = (frames: readonly Uint8Array[]): Observed =>
  frames.flatMap((bytes) => ipOnly(decodeFrame(bytes)));

/** The source port of each phase's first probe; retries and timing pings count from it (nmap-behaviour 1.1). */
export function basePorts(events: readonly TraceEvent[]): number[] {
  const bases: number[] = [];
  let wanted = false;
  for (const event of events) {
    if (event.kind === 'phase') wanted = event.what === 'begun';
    if (!wanted || event.kind !== 'frame' || event.host !== 'scanner' || event.what !== 'sent') continue;
    const { tcp, udp } = packetOf(event);
    const port = (tcp ?? udp)?.sourcePort;
    if (port === undefined) continue;
    bases.push(port);
    wanted = false;
  }
  return bases;
}

function packetOf(event: TraceEvent & { kind: 'frame' }): Packet {
  const bytes = fromHex(event.hex);
  if (bytes === undefined) throw new Error(`event ${event.id} holds no hex text`);
  return decode(event.link, bytes);
}

const ipOnly = (packet: Packet): Packet[] => (packet.ip === undefined ? [] : [packet]);
