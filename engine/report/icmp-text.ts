import {
  asIpv4,
  formatIpv4,
  type IcmpView,
  parseQuoted,
  type QuotedPacket,
  u8,
  u16,
  u32,
} from '../packet/index.ts';

/** What a packet trace says of an ICMP message: its name, and the fields that its type has. */
export interface IcmpText {
  readonly name: string;
  readonly fields: string;
}

/** In the words of nmap's packet trace. */
export function icmpText(icmp: IcmpView): IcmpText {
  const { typeNumber, code } = icmp;
  const entry = TYPES[typeNumber];
  if (entry === undefined) return { name: 'Unknown type', fields: '' };
  const { name, codes, otherwise, fields } = entry;
  const known = typeNumber === 3 ? unreachable(icmp) : codes?.[code];
  return { name: known ?? otherwise ?? name, fields: fields?.(icmp) ?? '' };
}

interface TypeText {
  readonly name: string;
  readonly codes?: Readonly<Record<number, string>>;
  /** For codes that are not listed, where the type has codes of its own. */
  readonly otherwise?: string;
  readonly fields?: (icmp: IcmpView) => string;
}

const identity = ({ id, sequence }: IcmpView): string => `id=${id} seq=${sequence}`;
const word = ({ span }: IcmpView, at: number): number =>
  span.start + at + 4 <= span.end ? u32(span.bytes, span.start + at) : 0;
const byte = ({ span }: IcmpView, at: number): number => u8(span.bytes, span.start + at);
const times = (icmp: IcmpView): string =>
  `${identity(icmp)} orig=${word(icmp, 8)} recv=${word(icmp, 12)} trans=${word(icmp, 16)}`;
const mask = (icmp: IcmpView): string => `${identity(icmp)} mask=${formatIpv4(asIpv4(word(icmp, 8)))}`;
const routers = (icmp: IcmpView): string =>
  `addrs=${byte(icmp, 4)} addrlen=${byte(icmp, 5)} lifetime=${u16(icmp.span.bytes, icmp.span.start + 6)}`;

const TYPES: Readonly<Record<number, TypeText>> = {
  0: { name: 'Echo reply', fields: identity },
  3: {
    name: 'Destination unreachable',
    otherwise: 'Destination unreachable (unknown code)',
    fields: (icmp) => (icmp.code === 4 ? `Next-Hop-MTU=${icmp.rest & 0xffff}` : ''),
  },
  4: { name: 'Source quench' },
  5: {
    name: 'Redirect',
    codes: { 0: 'Network redirect', 1: 'Host redirect' },
    otherwise: 'Redirect (unknown code)',
    fields: (icmp) => `addr=${formatIpv4(asIpv4(icmp.rest))}`,
  },
  8: { name: 'Echo request', fields: identity },
  9: {
    name: 'Router advertisement',
    codes: { 16: 'Router advertisement (Mobile Agent Only)' },
    fields: routers,
  },
  10: { name: 'Router solicitation' },
  11: {
    name: 'TTL exceeded',
    codes: { 0: 'TTL=0 during transit', 1: 'TTL=0 during reassembly' },
    otherwise: 'TTL exceeded (unknown code)',
  },
  12: {
    name: 'Parameter problem',
    codes: {
      0: 'Parameter problem (pointer indicates error)',
      1: 'Parameter problem (option missing)',
      2: 'Parameter problem (bad length)',
    },
    otherwise: 'Parameter problem (unknown code)',
    fields: (icmp) => `pointer=${byte(icmp, 4)}`,
  },
  13: { name: 'Timestamp request', fields: times },
  14: { name: 'Timestamp reply', fields: times },
  15: { name: 'Information request', fields: identity },
  16: { name: 'Information reply', fields: identity },
  17: { name: 'Address mask request', fields: mask },
  18: { name: 'Address mask reply', fields: mask },
  30: { name: 'Traceroute' },
  40: { name: 'Security failures' },
};

/** Type 3 names what could not be reached, taken from the quoted packet; undefined for codes without a name. */
function unreachable(icmp: IcmpView): string | undefined {
  const quoted = parseQuoted(icmp.quoted());
  const target = quoted.ok ? formatIpv4(quoted.value.ip.destination) : '?';
  switch (icmp.code) {
    case 0:
      return `Network ${target} unreachable`;
    case 1:
      return `Host ${target} unreachable`;
    case 2:
      return `Protocol ${quoted.ok ? quoted.value.ip.protocol : '?'} unreachable`;
    case 3:
      return portUnreachable(quoted.ok ? quoted.value : undefined);
    case 6:
      return `Destination network ${target} unknown`;
    case 7:
      return `Destination host ${target} unknown`;
    case 9:
      return `Destination network ${target} administratively prohibited`;
    case 10:
      return `Destination host ${target} administratively prohibited`;
    case 11:
      return `Network ${target} unreachable for TOS`;
    case 12:
      return `Host ${target} unreachable for TOS`;
    default:
      return WITHOUT_TARGET[icmp.code];
  }
}

const WITHOUT_TARGET: Readonly<Record<number, string>> = {
  4: 'Fragmentation required',
  5: 'Source route failed',
  8: 'Source host isolated',
  13: 'Communication administratively prohibited by filtering',
  14: 'Host precedence violation',
  15: 'Precedence cutoff in effect',
};

/** nmap names the port only where more than the promised 8 bytes of the transport header are quoted. */
function portUnreachable(quoted: QuotedPacket | undefined): string {
  if (quoted?.destinationPort === undefined || quoted.transportBytes <= 8) return 'Port unreachable';
  return `Port ${quoted.destinationPort} unreachable`;
}
