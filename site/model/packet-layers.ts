import {
  ARP_FIELD,
  checkArp,
  checkEthernet,
  checkIcmp,
  checkIpv4,
  checkTcp,
  checkUdp,
  decode,
  describeFinding,
  describeProblem,
  ETHERNET_FIELD,
  type Finding,
  type FindingCode,
  flagLetters,
  formatIpv4,
  IPV4_FIELD,
  type Ipv4View,
  type Packet,
  PROTOCOL,
  parseQuoted,
  TCP_FIELD,
  UDP_FIELD,
} from '../../engine/packet/index.ts';
import { icmpFieldsOf } from './icmp-layer.ts';
import { ipv4OptionFields, tcpOptionFields } from './option-fields.ts';
import { type Area, fieldsOf, type PacketField, wholeField } from './packet-field.ts';

/** One header of a packet, or what it carries, with all its fields. */
export interface PacketLayer {
  /** `tcp`; `quoted-tcp` for a header that an ICMP error quotes. */
  readonly id: string;
  readonly title: string;
  /** What matters most of it, in a few words. */
  readonly summary: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly PacketField[];
}

export interface PacketLayers {
  readonly bytes: Uint8Array;
  readonly layers: readonly PacketLayer[];
  /** What stopped the reading, in the codec's words. */
  readonly problem?: { readonly text: string; readonly offset: number };
}

/** Every layer of a frame, first byte to last; what cannot be read is a layer of unread bytes. */
export function packetLayers(link: 'ethernet' | 'raw', bytes: Uint8Array): PacketLayers {
  const packet = decode(link, bytes);
  const layers = [...ethernetLayers(packet), ...arpLayers(packet), ...ipLayers(packet)];
  const { problem } = packet;
  const read = Math.max(0, ...layers.map(({ end }) => end));
  if (read < bytes.length) layers.push(restLayer(packet, { bytes, start: read, end: bytes.length }));
  return {
    bytes,
    layers,
    ...(problem === undefined ? {} : { problem: { text: describeProblem(problem), offset: problem.offset } }),
  };
}

/** The field that a finding speaks of, where several share its byte. */
const FIELD_OF: Partial<Record<FindingCode, string>> = {
  'reserved-bits-set': 'reserved',
  'reserved-flag-set': 'reservedFlag',
  'fragment-forbidden': 'dontFragment',
  'fragment-not-in-eighths': 'moreFragments',
  'fragment-beyond-datagram': 'fragmentOffset',
};

/**
 * Puts findings beside their fields; a checksum without one is right. Of malformed options the field itself says
 * more. Without findings (undefined) nothing was judged.
 */
function withFindings(
  fields: readonly PacketField[],
  findings: readonly Finding[] | undefined,
): readonly PacketField[] {
  if (findings === undefined) return fields;
  return fields.map((field) => {
    const own = findings.filter(
      (finding) => finding.code !== 'options-malformed' && speaksOf(finding, field),
    );
    if (own.length > 0) return { ...field, findings: [...field.findings, ...own.map(findingText)] };
    return field.key.endsWith('.checksum') ? { ...field, verified: true } : field;
  });
}

function speaksOf({ code, offset }: Finding, { key, start, end }: PacketField): boolean {
  const name = FIELD_OF[code];
  return name === undefined ? offset >= start && offset < end : key.endsWith(`.${name}`);
}

function findingText(finding: Finding): string {
  const right =
    finding.code === 'checksum-wrong'
      ? ` Right would be 0x${finding.expected?.toString(16).padStart(4, '0')}.`
      : '';
  return `${describeFinding(finding)}${right}`;
}

function ethernetLayers({ ethernet }: Packet): PacketLayer[] {
  if (ethernet === undefined) return [];
  const area: Area = { ...ethernet.span, end: ethernet.span.start + 14 };
  const fields = fieldsOf('ethernet', 'ethernet', area, ETHERNET_FIELD);
  return [layer('ethernet', 'Ethernet II', '', area, withFindings(fields, checkEthernet(ethernet)))];
}

function arpLayers({ arp }: Packet): PacketLayer[] {
  if (arp === undefined) return [];
  const area: Area = { ...arp.span, end: arp.span.start + 28 };
  const summary =
    arp.operation === 1
      ? `who has ${formatIpv4(arp.targetIp)}? Tell ${formatIpv4(arp.senderIp)}`
      : `answer of ${formatIpv4(arp.senderIp)}`;
  return [
    layer('arp', 'ARP', summary, area, withFindings(fieldsOf('arp', 'arp', area, ARP_FIELD), checkArp(arp))),
  ];
}

function ipLayers({ ip, tcp, udp, icmp }: Packet): PacketLayer[] {
  if (ip === undefined) return [];
  const layers = [ipLayer('ipv4', 'IPv4', ip, checkIpv4(ip))];
  // A checksum covers the whole segment: of a fragment it cannot be judged.
  const whole = !ip.isFragment;
  if (tcp !== undefined) {
    const area: Area = { ...tcp.span, end: tcp.span.start + tcp.headerLength };
    const fields = [...fieldsOf('tcp', 'tcp', area, TCP_FIELD), ...tcpOptionFields('tcp', tcp.optionsSpan)];
    const findings = whole ? checkTcp(tcp, ip) : undefined;
    const summary = `${flagLetters(tcp.flags) || 'no flags'}, ${tcp.sourcePort} to ${tcp.destinationPort}`;
    layers.push(
      layer('tcp', 'TCP', summary, area, withFindings(fields, findings)),
      ...dataLayers('data', tcp.payload),
    );
  }
  if (udp !== undefined) {
    const area: Area = { ...udp.span, end: udp.span.start + 8 };
    const summary = `${udp.sourcePort} to ${udp.destinationPort}`;
    const findings = whole ? checkUdp(udp, ip) : undefined;
    layers.push(
      layer('udp', 'UDP', summary, area, withFindings(fieldsOf('udp', 'udp', area, UDP_FIELD), findings)),
      ...dataLayers('data', udp.payload),
    );
  }
  if (icmp !== undefined) {
    const { area, fields, summary, rest } = icmpFieldsOf(icmp);
    layers.push(
      layer('icmp', 'ICMP', summary, area, withFindings(fields, whole ? checkIcmp(icmp) : undefined)),
    );
    layers.push(...(icmp.isError ? quotedLayers(rest) : dataLayers('data', rest)));
  }
  return layers;
}

const ipLayer = (id: string, title: string, ip: Ipv4View, findings?: readonly Finding[]): PacketLayer => {
  const area: Area = { ...ip.span, end: ip.span.start + ip.headerLength };
  const fields = [...fieldsOf(id, 'ipv4', area, IPV4_FIELD), ...ipv4OptionFields(id, ip.optionsSpan)];
  const summary = `${formatIpv4(ip.source)} to ${formatIpv4(ip.destination)}, TTL ${ip.ttl}`;
  return layer(id, title, summary, area, withFindings(fields, findings));
};

/** The packet inside an ICMP error: its IP header, and of the rest as much as there is. */
function quotedLayers(area: Area): PacketLayer[] {
  const quoted = parseQuoted(area);
  if (!quoted.ok) return dataLayers('quoted', area);
  const { ip } = quoted.value;
  const layers = [ipLayer('quoted-ipv4', 'Quoted packet: IPv4', ip)];
  const { bytes, start, end } = ip.payload;
  const rest: Area = { bytes, start, end };
  const table = { [PROTOCOL.TCP]: TCP_FIELD, [PROTOCOL.UDP]: UDP_FIELD }[ip.protocol];
  if (table === undefined || ip.fragmentOffset > 0) return [...layers, ...dataLayers('quoted-data', rest)];
  const kind = ip.protocol === PROTOCOL.TCP ? 'tcp' : 'udp';
  // RFC 792 promises eight bytes; a field that is cut off is not shown.
  const fields = fieldsOf(`quoted-${kind}`, kind, rest, table);
  const read = Math.max(start, ...fields.map((field) => field.end));
  const summary = `${end - start} bytes of it`;
  layers.push(
    layer(`quoted-${kind}`, `Quoted packet: ${kind.toUpperCase()}`, summary, { ...rest, end: read }, fields),
  );
  return [...layers, ...dataLayers('quoted-data', { ...rest, start: read })];
}

function dataLayers(id: string, area: Area): PacketLayer[] {
  if (area.end <= area.start) return [];
  const length = `${area.end - area.start} bytes`;
  return [layer(id, 'Data', length, area, [wholeField(id, 'data', 'payload', area, length)])];
}

/** Behind the last header: the padding of a short frame, or what could not be read. */
function restLayer({ ethernet, ip, arp, problem }: Packet, area: Area): PacketLayer {
  const length = `${area.end - area.start} bytes`;
  if (ethernet !== undefined && (ip !== undefined || arp !== undefined) && problem === undefined)
    return layer('padding', 'Ethernet padding', length, area, [
      wholeField('padding', 'ethernet', 'padding', area, length),
    ]);
  return layer('unread', 'Unread bytes', length, area, [
    wholeField('unread', 'data', 'unread', area, length),
  ]);
}

const layer = (
  id: string,
  title: string,
  summary: string,
  { start, end }: Area,
  fields: readonly PacketField[],
): PacketLayer => ({ id, title, summary, start, end, fields });

/** Which field of which layer a byte belongs to: of the fields that share it, the first. */
export const fieldAt = ({ layers }: PacketLayers, byte: number): PacketField | undefined =>
  layers.flatMap(({ fields }) => fields).find(({ start, end }) => byte >= start && byte < end);
