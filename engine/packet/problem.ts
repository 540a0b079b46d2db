/** What a decoder gives back: the value, or what is wrong with the bytes. Never an exception. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: PacketProblem };

export type HeaderName =
  | 'ethernet'
  | 'arp'
  | 'ipv4'
  | 'ipv4-option'
  | 'icmp'
  | 'tcp'
  | 'tcp-option'
  | 'udp'
  | 'quoted';

/** Why bytes are not the header they should be. */
export interface PacketProblem {
  readonly header: HeaderName;
  readonly code: ProblemCode;
  /** Index, in the decoded bytes, of the header or of the field that is wrong. */
  readonly offset: number;
  /** The length or value that would have been right; for bounds, the nearest right one. */
  readonly needed: number;
  readonly found: number;
}

export type ProblemCode = keyof typeof SENTENCE;

const HEADER_TITLE: Readonly<Record<HeaderName, string>> = {
  ethernet: 'Ethernet header',
  arp: 'ARP packet',
  ipv4: 'IPv4 header',
  'ipv4-option': 'IPv4 option',
  icmp: 'ICMP message',
  tcp: 'TCP header',
  'tcp-option': 'TCP option',
  udp: 'UDP header',
  quoted: 'quoted packet',
};

type Sentence = (needed: number, found: number) => string;

const SENTENCE = {
  'header-truncated': (needed, found) => `it needs ${count(needed)}, and ${found} are there`,
  'version-not-4': (_, found) => `the version is ${found}, not 4`,
  'header-length-below-minimum': (needed, found) =>
    `the header length is ${count(found)}, the least is ${needed}`,
  'header-length-beyond-packet': (needed, found) =>
    `the header length is ${count(needed)}, and ${found} are there`,
  'total-length-below-header': (needed, found) =>
    `the total length is ${count(found)}, the header alone has ${needed}`,
  'total-length-beyond-packet': (needed, found) =>
    `the total length is ${count(needed)}, and ${found} are there`,
  'length-below-header': (needed, found) => `the length is ${count(found)}, the header alone has ${needed}`,
  'length-beyond-packet': (needed, found) => `the length is ${count(needed)}, and ${found} are there`,
  'hardware-not-ethernet': (needed, found) => `the hardware type is ${found}, not ${needed} (Ethernet)`,
  'protocol-not-ipv4': (needed, found) => `the protocol type is ${hex(found)}, not ${hex(needed)} (IPv4)`,
  'address-length-wrong': (needed, found) => `an address length is ${found}, not ${needed}`,
  'body-truncated': (needed, found) =>
    `a message of this type needs ${count(needed)}, and ${found} are there`,
  'option-truncated': (needed, found) =>
    `it ends before its length byte: ${count(needed)} needed, ${found} there`,
  'option-length-below-2': (needed, found) => `its length is ${found}, the least is ${needed}`,
  'option-beyond-header': (needed, found) =>
    `its length is ${needed}, and the header has ${count(found)} left`,
} as const satisfies Readonly<Record<string, Sentence>>;

const count = (bytes: number): string => (bytes === 1 ? '1 byte' : `${bytes} bytes`);
const hex = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`;

/** One sentence for a person: `TCP header at byte 34: it needs 20 bytes, and 12 are there.` */
export function describeProblem(problem: PacketProblem): string {
  const sentence = SENTENCE[problem.code](problem.needed, problem.found);
  return `${HEADER_TITLE[problem.header]} at byte ${problem.offset}: ${sentence}.`;
}

export function bad(
  header: HeaderName,
  code: ProblemCode,
  offset: number,
  needed: number,
  found: number,
): { readonly ok: false; readonly problem: PacketProblem } {
  return { ok: false, problem: { header, code, offset, needed, found } };
}

export const good = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
