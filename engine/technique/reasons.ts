/**
 * nmap's words for why a port or host is in its state, each with a sentence for people. nmap prints the word
 * itself everywhere, for one port and for many (`Not shown: 994 closed tcp ports (reset)`).
 */
export const REASONS = {
  reset: 'The target answered with a TCP reset.',
  'conn-refused': 'The system reported "connection refused": a reset came back, or an ICMP port unreachable.',
  'syn-ack': 'The target accepted the connection: it answered with SYN and ACK.',
  'split-handshake-syn': 'The target answered the SYN with a SYN of its own, as in a simultaneous open.',
  'udp-response': 'A UDP datagram came back from the port.',
  'proto-response': 'A packet of the probed IP protocol came back.',
  'perm-denied': 'The system did not permit the probe.',
  'net-unreach': 'An ICMP message said that the network cannot be reached.',
  'host-unreach': 'An ICMP message said that the host cannot be reached, or nobody answered ARP for it.',
  'proto-unreach': 'An ICMP message said that the protocol is not available there.',
  'port-unreach': 'An ICMP message said that nobody listens on the port.',
  'echo-reply': 'The target answered an ICMP echo request.',
  'dest-unreach': 'An ICMP message said that the destination cannot be reached, for a rarer cause.',
  'source-quench': 'An ICMP message asked to send more slowly.',
  'net-prohibited': 'An ICMP message said that traffic to the network is forbidden by a policy.',
  'host-prohibited': 'An ICMP message said that traffic to the host is forbidden by a policy.',
  'admin-prohibited': 'An ICMP message said that a filter forbids the traffic.',
  'time-exceeded': 'An ICMP message said that the probe ran out of hops, or of time to be reassembled.',
  'timestamp-reply': 'The target answered an ICMP timestamp request.',
  'addressmask-reply': 'The target answered an ICMP address mask request.',
  'no-ipid-change': 'The zombie sent no packet meanwhile: its IP ID did not move.',
  'ipid-change': 'The zombie sent a packet meanwhile: its IP ID moved.',
  'arp-response': 'The target answered ARP on its own network.',
  'nd-response': 'The target answered IPv6 neighbour discovery.',
  'tcp-response': 'A TCP connection to the port succeeded later.',
  'no-response': 'No answer came to any transmission.',
  'init-ack': 'The target accepted the SCTP association: it answered with INIT ACK.',
  abort: 'The target answered with an SCTP ABORT.',
  'localhost-response': 'The target is the scanning host itself.',
  'script-set': 'A script set the state.',
  'unknown-response': 'An answer came that fits no other word.',
  'user-set': 'The user said so: no host was looked for (-Pn).',
  'no-route': 'There is no route to the target.',
  'beyond-scope': 'An ICMPv6 message said that the source address does not reach that far.',
  'reject-route': 'An ICMPv6 message said that a route rejects the destination.',
  'param-problem': 'An ICMP message complained of a field of the probe.',
} as const;

/** nmap's word for why a port or a host is in its state. */
export type Reason = keyof typeof REASONS;

/** The reason as one sentence. */
export const describeReason = (reason: Reason): string => REASONS[reason];
