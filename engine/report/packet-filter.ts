import { ARP_OPERATION, decode, formatIpv4, fromHex, type Packet } from '../packet/index.ts';
import { type EventId, type FrameEvent, scannerOf, type TraceEvent } from '../trace/index.ts';

/**
 * Says of each event, asked in their order, whether nmap's --packet-trace shows it: what the scanner sent as a
 * probe, and what passes its capture filter. What the scanning host's own kernel sends (its resets, its ARP) and
 * what other hosts do stays out, although the trace has it.
 */
export function createPacketFilter(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const scanner = scannerOf(events);
  const targets = new Set<string>();
  let phase: string | undefined;
  return (event) => {
    if (event.host !== scanner) return false;
    if (event.kind === 'phase') phase = event.what === 'begun' ? event.name : undefined;
    if (event.kind === 'probe') targets.add(event.target);
    if (event.kind === 'connect') return event.what !== 'abandoned';
    if (event.kind !== 'frame') return false;
    if (event.what === 'sent') return isProbeFrame(events, event.because, event);
    return event.what === 'received' && phase !== undefined && isCaptured(event, phase, targets);
  };
}

/** A neighbour is resolved for the sake of a probe too; only an ARP probe itself is shown. */
function isProbeFrame(
  events: readonly TraceEvent[],
  because: readonly EventId[],
  frame: FrameEvent,
): boolean {
  const probe = because.map((id) => events[id - 1]).find((cause) => cause?.kind === 'probe');
  if (probe?.kind !== 'probe') return false;
  return (probe.technique === 'arp') === (packetOf(frame).arp !== undefined);
}

function isCaptured(frame: FrameEvent, phase: string, targets: ReadonlySet<string>): boolean {
  if (phase === 'Connect Scan') return false;
  const { arp, ip } = packetOf(frame);
  if (phase === 'ARP Ping Scan') return arp?.operation === ARP_OPERATION.REPLY;
  if (ip === undefined) return false;
  return ip.protocol === 1 || targets.has(formatIpv4(ip.source));
}

function packetOf({ link, hex }: FrameEvent): Packet {
  const bytes = fromHex(hex);
  return bytes === undefined ? {} : decode(link, bytes);
}
