// A data table.

/** What a field of a header is: its name in the standard, one sentence of what it means, and where that is written. */
export interface FieldNote {
  readonly name: string;
  readonly note: string;
  readonly source: string;
}

export type LayerKind =
  | 'ethernet'
  | 'arp'
  | 'ipv4'
  | 'ipv4-option'
  | 'icmp'
  | 'tcp'
  | 'tcp-option'
  | 'udp'
  | 'data';

const RFC791 = 'RFC 791, section 3.1';
const RFC792 = 'RFC 792';
const RFC826 = 'RFC 826, packet format';
const RFC9293 = 'RFC 9293, section 3.1';
const RFC9293_OPTIONS = 'RFC 9293, section 3.2';
const RFC768 = 'RFC 768, fields';

/** By layer, then by field as the codecs name it. */
export const FIELD_NOTES = {
  ethernet: {
    destination: {
      name: 'Destination Address',
      note: 'The interface on this network that the frame is for; all ones is every one of them.',
      source: 'IEEE 802.3, clause 3.2.3',
    },
    source: {
      name: 'Source Address',
      note: 'The interface on this network that sent the frame: a router puts its own here, the IP source stays.',
      source: 'IEEE 802.3, clause 3.2.3',
    },
    etherType: {
      name: 'Type',
      note: 'The protocol of what follows: 0x0800 is IPv4, 0x0806 is ARP.',
      source: 'RFC 894; RFC 826',
    },
    padding: {
      name: 'Pad',
      note: 'Bytes behind the end of the packet, which fill a short frame up to 46 bytes of content.',
      source: 'IEEE 802.3, clause 3.2.8',
    },
  },
  arp: {
    hardwareType: {
      name: 'Hardware address space',
      note: 'The kind of network: 1 is Ethernet.',
      source: RFC826,
    },
    protocolType: {
      name: 'Protocol address space',
      note: 'The kind of address that is asked for: 0x0800 is IPv4, as in the type of an Ethernet frame.',
      source: RFC826,
    },
    hardwareLength: {
      name: 'Hardware address length',
      note: 'Bytes of each hardware address.',
      source: RFC826,
    },
    protocolLength: {
      name: 'Protocol address length',
      note: 'Bytes of each protocol address.',
      source: RFC826,
    },
    operation: { name: 'Opcode', note: 'Whether the packet asks (1) or answers (2).', source: RFC826 },
    senderMac: {
      name: 'Sender hardware address',
      note: 'The hardware address of who sends this packet; in a reply, it is the answer.',
      source: RFC826,
    },
    senderIp: {
      name: 'Sender protocol address',
      note: 'The IP address of who sends this packet.',
      source: RFC826,
    },
    targetMac: {
      name: 'Target hardware address',
      note: 'What a request wants to know: nobody reads it there, and zeros are usual.',
      source: RFC826,
    },
    targetIp: {
      name: 'Target protocol address',
      note: 'The IP address that is looked for; its owner answers.',
      source: RFC826,
    },
  },
  ipv4: {
    version: { name: 'Version', note: 'The version of the Internet Protocol: 4.', source: RFC791 },
    headerLength: {
      name: 'IHL',
      note: 'The length of this header in words of 4 bytes: 5 without options.',
      source: RFC791,
    },
    tos: {
      name: 'Type of Service',
      note: 'Today the class of service (DSCP, 6 bits) and the marks of congestion (ECN, 2 bits).',
      source: 'RFC 2474, section 3; RFC 3168, section 5',
    },
    totalLength: {
      name: 'Total Length',
      note: 'Bytes of the whole packet, header included; what lies behind is not of the packet.',
      source: RFC791,
    },
    id: {
      name: 'Identification',
      note: 'Marks the fragments that belong together; it means nothing in a packet that is no fragment.',
      source: 'RFC 6864, section 4',
    },
    reservedFlag: { name: 'Flags: reserved', note: 'Must be zero.', source: RFC791 },
    dontFragment: {
      name: 'Flags: DF',
      note: "Don't Fragment: whoever would have to cut the packet drops it, and says so by ICMP.",
      source: RFC791,
    },
    moreFragments: {
      name: 'Flags: MF',
      note: 'More Fragments: this is a piece of a packet, and not its last.',
      source: RFC791,
    },
    fragmentOffset: {
      name: 'Fragment Offset',
      note: 'Where in the whole packet this piece belongs, counted in units of 8 bytes.',
      source: RFC791,
    },
    ttl: {
      name: 'Time to Live',
      note: 'Every router takes one off and drops the packet at zero; what is left tells how far the sender is.',
      source: 'RFC 791, section 3.1; RFC 1812, section 5.3.1',
    },
    protocol: { name: 'Protocol', note: 'What the packet carries: 1 ICMP, 6 TCP, 17 UDP.', source: RFC791 },
    checksum: {
      name: 'Header Checksum',
      note: 'Over this header alone, not over what it carries; each router computes it anew.',
      source: 'RFC 791, section 3.1; RFC 1071',
    },
    source: {
      name: 'Source Address',
      note: 'Who claims to have sent the packet; nothing proves it.',
      source: RFC791,
    },
    destination: { name: 'Destination Address', note: 'Who the packet is for.', source: RFC791 },
  },
  'ipv4-option': {
    option: {
      name: 'Option',
      note: 'Routers and hosts read it; firewalls often drop packets that carry one.',
      source: RFC791,
    },
  },
  icmp: {
    typeNumber: {
      name: 'Type',
      note: 'What the message is: 0 and 8 are echo (ping), 3 says that a destination cannot be reached, 11 that the time to live ran out.',
      source: RFC792,
    },
    code: {
      name: 'Code',
      note: 'Which case of the type: with type 3, code 3 is a port, codes 9, 10 and 13 are a prohibition.',
      source: 'RFC 792; RFC 1812, section 5.2.7.1',
    },
    checksum: { name: 'Checksum', note: 'Over the whole ICMP message.', source: 'RFC 792; RFC 1071' },
    rest: { name: 'Unused', note: 'Means nothing in messages of this type; zero.', source: RFC792 },
    id: {
      name: 'Identifier',
      note: 'Ties an answer to who asked, as a port does: it comes back unchanged.',
      source: RFC792,
    },
    sequence: {
      name: 'Sequence Number',
      note: 'Ties an answer to one of several requests: it comes back unchanged.',
      source: RFC792,
    },
    nextHopMtu: {
      name: 'Next-Hop MTU',
      note: 'The longest packet that the next network takes.',
      source: 'RFC 1191, section 4',
    },
    pointer: { name: 'Pointer', note: 'Which byte of the quoted packet is wrong.', source: RFC792 },
    gateway: { name: 'Gateway Internet Address', note: 'The better router to use.', source: RFC792 },
    originate: {
      name: 'Originate Timestamp',
      note: 'When the request was sent, in milliseconds since midnight UT.',
      source: RFC792,
    },
    receive: {
      name: 'Receive Timestamp',
      note: 'When the request arrived, in milliseconds since midnight UT.',
      source: RFC792,
    },
    transmit: {
      name: 'Transmit Timestamp',
      note: 'When the answer was sent, in milliseconds since midnight UT.',
      source: RFC792,
    },
    mask: {
      name: 'Address Mask',
      note: 'The subnet mask that is asked for or told.',
      source: 'RFC 950, appendix I',
    },
  },
  tcp: {
    sourcePort: {
      name: 'Source Port',
      note: 'The port of who sends; an answer comes back to it.',
      source: RFC9293,
    },
    destinationPort: { name: 'Destination Port', note: 'The port that the segment is for.', source: RFC9293 },
    sequence: {
      name: 'Sequence Number',
      note: 'The number of the first byte of data; of a SYN, the number that the count begins with.',
      source: RFC9293,
    },
    acknowledgment: {
      name: 'Acknowledgment Number',
      note: 'The number that its sender expects next: all before it has arrived. It counts only where ACK is set.',
      source: RFC9293,
    },
    dataOffset: {
      name: 'Data Offset',
      note: 'The length of this header in words of 4 bytes: 5 without options.',
      source: RFC9293,
    },
    reserved: { name: 'Reserved', note: 'Must be zero in segments that are sent.', source: RFC9293 },
    flags: {
      name: 'Control bits',
      note: 'What the segment means: SYN opens, ACK acknowledges, FIN closes, RST refuses or breaks off.',
      source: 'RFC 9293, section 3.1; RFC 3168, section 6.1',
    },
    window: {
      name: 'Window',
      note: 'How many more bytes its sender is ready to take; after the handshake, times the agreed scale.',
      source: 'RFC 9293, section 3.1; RFC 7323, section 2.3',
    },
    checksum: {
      name: 'Checksum',
      note: 'Over the segment and a pseudo-header of both addresses, the protocol and the length.',
      source: RFC9293,
    },
    urgentPointer: {
      name: 'Urgent Pointer',
      note: 'Where urgent data end, counted from the sequence number; it counts only where URG is set.',
      source: RFC9293,
    },
  },
  'tcp-option': {
    eol: {
      name: 'End of Option List',
      note: 'No more options; what follows is padding.',
      source: RFC9293_OPTIONS,
    },
    nop: {
      name: 'No-Operation',
      note: 'Fills up, so that the next option begins at a word.',
      source: RFC9293_OPTIONS,
    },
    mss: {
      name: 'Maximum Segment Size',
      note: 'The most data in one segment that its sender can take.',
      source: 'RFC 9293, section 3.7.1',
    },
    'window-scale': {
      name: 'Window Scale',
      note: "By how many bits its sender's window is to be shifted to the left; it holds if both offer it.",
      source: 'RFC 7323, section 2.2',
    },
    'sack-permitted': {
      name: 'SACK-Permitted',
      note: 'Its sender understands selective acknowledgments.',
      source: 'RFC 2018, section 2',
    },
    sack: {
      name: 'SACK',
      note: 'Blocks of data that have arrived behind a gap.',
      source: 'RFC 2018, section 3',
    },
    timestamp: {
      name: 'Timestamps',
      note: "Its sender's clock, and the clock value of the other end that it saw last.",
      source: 'RFC 7323, section 3.2',
    },
    unknown: {
      name: 'Option',
      note: 'An option that is not known here, or that has an unusual length.',
      source: RFC9293_OPTIONS,
    },
    malformed: {
      name: 'Options',
      note: 'What is left of the options cannot be read.',
      source: RFC9293_OPTIONS,
    },
  },
  udp: {
    sourcePort: {
      name: 'Source Port',
      note: 'The port that an answer should come back to; zero if none is wanted.',
      source: RFC768,
    },
    destinationPort: { name: 'Destination Port', note: 'The port that the datagram is for.', source: RFC768 },
    length: { name: 'Length', note: 'Bytes of the datagram, these 8 included.', source: RFC768 },
    checksum: {
      name: 'Checksum',
      note: 'Over the datagram and a pseudo-header of both addresses, the protocol and the length; 0 says that there is none.',
      source: RFC768,
    },
  },
  data: {
    payload: {
      name: 'Data',
      note: 'What the application sent: no header says how to read it.',
      source: 'the application',
    },
    unread: {
      name: 'Unread bytes',
      note: 'They could not be read, or belong to a protocol that is not read here.',
      source: 'none',
    },
  },
} as const satisfies Readonly<Record<LayerKind, Readonly<Record<string, FieldNote>>>>;
