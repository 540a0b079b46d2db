import { formatIpv4, type Ipv4, PROTOCOL, protocolName, u16 } from '../../../engine/packet/index.ts';

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
export function tupleOf(packet: TupleSource): FlowTuple | undefined {
  const { protocol, source, destination, bytes, transportAt, transportLength } = packet;
  const isIcmp = protocol === PROTOCOL.ICMP;
  if (!isIcmp && !hasPorts(protocol))
    return { protocol, source, destination, sourcePort: 0, destinationPort: 0 };
  if (transportLength < 8) return undefined;
  const sourcePort = u16(bytes, isIcmp ? transportAt + 4 : transportAt);
  const destinationPort = u16(bytes, isIcmp ? transportAt : transportAt + 2);
  return { protocol, source, destination, sourcePort, destinationPort };
}

/** The answer's tuple. Undefined for ICMP messages that have no answer. */
export function invert(tuple: FlowTuple): FlowTuple | undefined {
  const { protocol, source: destination, destination: source, sourcePort, destinationPort } = tuple;
  if (protocol !== PROTOCOL.ICMP) {
    return { protocol, source, destination, sourcePort: destinationPort, destinationPort: sourcePort };
  }
  const answer = ANSWER.get(destinationPort >>> 8);
  if (answer === undefined) return undefined;
  const answerCode = (answer << 8) | (destinationPort & 255);
  return { protocol, source, destination, sourcePort, destinationPort: answerCode };
}

/** Seven characters: the tuple's numbers in 16 bits each. Decimal numbers would cost several times as much. */
export const tupleKey = (tuple: FlowTuple): string =>
  String.fromCharCode(
    tuple.protocol,
    tuple.source >>> 16,
    tuple.source & 0xffff,
    tuple.destination >>> 16,
    tuple.destination & 0xffff,
    tuple.sourcePort,
    tuple.destinationPort,
  );

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
export const hasPorts = (protocol: number): boolean =>
  protocol === PROTOCOL.TCP ||
  protocol === PROTOCOL.UDP ||
  protocol === PROTOCOL.SCTP ||
  protocol === UDP_LITE ||
  protocol === DCCP;
