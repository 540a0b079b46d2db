import { formatIpv4, type Ipv4, PROTOCOL, protocolName, u8, u16 } from '../../../engine/packet/index.ts';

/**
 * One direction of a flow. For ICMP queries `sourcePort` is the identifier and `destinationPort` the type and
 * code, type in the high byte; protocols without ports have 0 in both.
 */
export interface FlowTuple {
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** ICMP types that answer each other (nf_conntrack_proto_icmp.c): only these make flows. */
const ANSWER: ReadonlyMap<number, number> = new Map([
  [8, 0],
  [0, 8],
  [13, 14],
  [14, 13],
  [15, 16],
  [16, 15],
  [17, 18],
  [18, 17],
]);
/** Those of them that ask. */
export const isQuery = (icmpType: number): boolean =>
  icmpType === 8 || icmpType === 13 || icmpType === 15 || icmpType === 17;

/** A packet's header, as far as tuples need it; also of a packet quoted in an ICMP error. */
export interface TupleSource {
  readonly protocol: number;
  readonly source: number;
  readonly destination: number;
  readonly bytes: Uint8Array;
  readonly transportAt: number;
  /** How many bytes of the transport header are there. */
  readonly transportLength: number;
}

/** Undefined where the packet is too short to belong to any flow. */
export function tupleOf({
  protocol,
  source,
  destination,
  bytes,
  transportAt,
  transportLength,
}: TupleSource): FlowTuple | undefined {
  const addresses = { protocol, source, destination };
  if (protocol === PROTOCOL.ICMP) {
    if (transportLength < 8) return undefined;
    const code = (u8(bytes, transportAt) << 8) | u8(bytes, transportAt + 1);
    return { ...addresses, sourcePort: u16(bytes, transportAt + 4), destinationPort: code };
  }
  if (!hasPorts(protocol)) return { ...addresses, sourcePort: 0, destinationPort: 0 };
  if (transportLength < 8) return undefined;
  return { ...addresses, sourcePort: u16(bytes, transportAt), destinationPort: u16(bytes, transportAt + 2) };
}

/** The answer's tuple. Undefined for ICMP messages that have no answer. */
export function invert(tuple: FlowTuple): FlowTuple | undefined {
  const { protocol, source, destination, sourcePort, destinationPort } = tuple;
  const addresses = { protocol, source: destination, destination: source };
  if (protocol !== PROTOCOL.ICMP)
    return { ...addresses, sourcePort: destinationPort, destinationPort: sourcePort };
  const answer = ANSWER.get(destinationPort >>> 8);
  if (answer === undefined) return undefined;
  return { ...addresses, sourcePort, destinationPort: (answer << 8) | (destinationPort & 255) };
}

export const tupleKey = ({ protocol, source, destination, sourcePort, destinationPort }: FlowTuple): string =>
  `${protocol} ${source} ${destination} ${sourcePort} ${destinationPort}`;

/** `tcp 198.18.10.2:40000 > 198.18.10.28:22`; ICMP with its identifier. */
export function tupleText({ protocol, source, destination, sourcePort, destinationPort }: FlowTuple): string {
  const [from, to] = [formatIpv4(source as Ipv4), formatIpv4(destination as Ipv4)];
  if (protocol === PROTOCOL.ICMP)
    return `icmp ${from} > ${to} type ${destinationPort >>> 8} id ${sourcePort}`;
  const name = protocolName(protocol);
  return hasPorts(protocol)
    ? `${name} ${from}:${sourcePort} > ${to}:${destinationPort}`
    : `${name} ${from} > ${to}`;
}

const UDP_LITE = 136;
const DCCP = 33;
const hasPorts = (protocol: number): boolean =>
  protocol === PROTOCOL.TCP ||
  protocol === PROTOCOL.UDP ||
  protocol === PROTOCOL.SCTP ||
  protocol === UDP_LITE ||
  protocol === DCCP;
