// A data table.

/** Whether a field of the same packet must be the same in two worlds, and why not where it need not. */
export type FieldRule = 'agree' | 'random' | 'follows' | 'timing';

/** What each rule means, in a sentence. */
export const FIELD_RULES = {
  agree: 'must agree: lab and command decide it',
  random: 'drawn at random',
  follows: 'follows from other fields',
  timing: 'depends on the moment',
} as const satisfies Readonly<Record<FieldRule, string>>;

interface FieldException {
  /** As the packet's layers name it; `quoted-` and the number of an option left out. */
  readonly field: string;
  /** Only of packets that the scanner sends, or gets; a quoted packet went the other way. */
  readonly direction?: 'out' | 'in';
  readonly rule: Exclude<FieldRule, 'agree'>;
  readonly why: string;
}

const CHECKSUM =
  'A checksum follows from the bytes it covers. Linux leaves it to the network card, so that a packet captured inside one machine may hold an unfinished one.';
const OWN_PORT = 'The port that the scanner sends from is drawn at random.';

/** All that may differ. Any other field must agree. */
export const FIELD_EXCEPTIONS: readonly FieldException[] = [
  {
    field: 'ipv4.id',
    rule: 'random',
    why: 'The identification is drawn at random, or counted from a random start.',
  },
  {
    field: 'ipv4.ttl',
    direction: 'out',
    rule: 'random',
    why: 'A raw probe gets a random TTL of 37 to 59, as nmap gives it.',
  },
  { field: 'ipv4.checksum', rule: 'follows', why: CHECKSUM },
  { field: 'tcp.sourcePort', direction: 'out', rule: 'random', why: OWN_PORT },
  { field: 'tcp.destinationPort', direction: 'in', rule: 'random', why: OWN_PORT },
  {
    field: 'tcp.sequence',
    rule: 'random',
    why: 'Each side begins its sequence numbers at random (RFC 9293, section 3.4.1).',
  },
  {
    field: 'tcp.acknowledgment',
    rule: 'follows',
    why: "It follows the other side's sequence number, which is random.",
  },
  { field: 'tcp.checksum', rule: 'follows', why: CHECKSUM },
  {
    field: 'tcp.option.timestamp',
    rule: 'timing',
    why: 'The clock value of each side, from a random start (RFC 7323, section 5.4).',
  },
  { field: 'udp.sourcePort', direction: 'out', rule: 'random', why: OWN_PORT },
  { field: 'udp.destinationPort', direction: 'in', rule: 'random', why: OWN_PORT },
  { field: 'udp.checksum', rule: 'follows', why: CHECKSUM },
  { field: 'icmp.id', rule: 'random', why: 'The identifier of a ping is drawn at random.' },
  { field: 'icmp.sequence', rule: 'random', why: 'The sequence number of a ping is drawn at random.' },
  { field: 'icmp.checksum', rule: 'follows', why: CHECKSUM },
  { field: 'icmp.originate', rule: 'timing', why: 'The time of day at the sender.' },
  { field: 'icmp.receive', rule: 'timing', why: 'The time of day at who answers.' },
  { field: 'icmp.transmit', rule: 'timing', why: 'The time of day at who answers.' },
];
