import { decode, flagLetters, fromHex, icmpName, type Packet } from '../../engine/packet/index.ts';
import type { FrameEvent, TraceEvent } from '../../engine/trace/index.ts';
import type { PacketGoal, PacketPattern } from './goal.ts';

type Asked = Pick<PacketGoal, 'at' | 'what' | 'matches'>;

/** The first packet like that, at that host. */
export const packetAsked = (events: readonly TraceEvent[], asked: Asked): TraceEvent | undefined =>
  events.find((event) => isAsked(event, asked));

export const packetsAsked = (events: readonly TraceEvent[], asked: Asked): readonly TraceEvent[] =>
  events.filter((event) => isAsked(event, asked));

const isAsked = (event: TraceEvent, { at, what, matches }: Asked): boolean =>
  event.kind === 'frame' && event.what === what && event.host === at && isLike(packetOf(event), matches);

function packetOf({ link, hex }: FrameEvent): Packet {
  const bytes = fromHex(hex);
  return bytes === undefined ? {} : decode(link, bytes);
}

function isLike(
  { tcp, udp, icmp, arp }: Packet,
  { protocol, destinationPort, sourcePort, flags, icmp: name }: PacketPattern,
): boolean {
  const layers = { tcp, udp, icmp, arp };
  const ports = tcp ?? udp;
  return (
    (protocol === undefined || layers[protocol] !== undefined) &&
    (destinationPort === undefined || ports?.destinationPort === destinationPort) &&
    (sourcePort === undefined || ports?.sourcePort === sourcePort) &&
    (flags === undefined || (tcp !== undefined && flagLetters(tcp.flags) === flags)) &&
    (name === undefined || (icmp !== undefined && icmpName(icmp.typeNumber, icmp.code) === name))
  );
}
