import { TCP_FLAG } from '../../engine/packet/index.ts';
import type { StackName } from '../lab/index.ts';
import type { Offer } from '../machines/index.ts';

/** What a listener makes of a segment of no connection. */
export type Reception =
  /** Begins a connection: SYN+ACK. */
  | 'connect'
  | 'reset'
  | 'drop'
  /** Turns the handshake round: sends a SYN of its own, and acknowledges nothing. */
  | 'turn';

/** Applies to segments that have all flags of `has` and none of `lacks`. */
export interface ListenerRule {
  readonly has: number;
  readonly lacks: number;
  readonly answer: Reception;
}

/** How a TCP/IP stack differs from others where a scanner can see it. */
export interface StackProfile {
  /** For the trace, where the stack explains an answer; Linux needs no mention. */
  readonly nature?: string;
  /** Time to live of what it sends. */
  readonly ttl: number;
  /** Which transports look for the path's MTU (RFC 1191), and so forbid fragmentation. */
  readonly dontFragment: { readonly tcp: boolean; readonly udp: boolean };
  /** IP identification: Linux's several rules (ip-ident.ts), or one counter for all packets of the host. */
  readonly ipId: 'linux' | 'one-counter';
  /** The state LISTEN; the first rule that applies decides. */
  readonly listener: readonly ListenerRule[];
  /** Window in a reset from a port where somebody listens, and where nobody does. */
  readonly resetWindow: { readonly open: number; readonly closed: number };
  /** What a SYN+ACK announces; absent: what Linux does. */
  readonly offer?: Offer;
  readonly icmpErrors: {
    readonly isLimited: boolean;
    /** How many bytes of the packet are quoted; `headers`: its IP header and 8 bytes (RFC 792). */
    readonly quoted: number | 'headers';
    readonly tos: 'control' | 'zero';
  };
}

const { FIN, SYN, RST, ACK } = TCP_FLAG;

const rule = (has: number, lacks: number, answer: Reception): ListenerRule => ({ has, lacks, answer });
const ignoresReset = rule(RST, 0, 'drop');
const resetsAck = rule(ACK, 0, 'reset');

/** An error is at most 576 bytes long in all (RFC 1812 section 4.3.2.3): 20 and 8 of headers, the rest is quoted. */
const QUOTED_MAX = 576 - 28;

/** RFC 9293 section 3.10.7.2, but that a SYN with FIN is dropped (tcp_rcv_state_process). */
const LINUX: StackProfile = {
  ttl: 64,
  dontFragment: { tcp: true, udp: true },
  ipId: 'linux',
  listener: [ignoresReset, resetsAck, rule(SYN, FIN, 'connect'), rule(0, 0, 'drop')],
  resetWindow: { open: 0, closed: 0 },
  icmpErrors: { isLimited: true, quoted: QUOTED_MAX, tos: 'control' },
};

/**
 * Windows, up to version 7 where versions differ.
 * - TTL 128, TCP with DF, IP identification from one counter: the nmap book's chapters on OS detection and on the
 *   idle scan; later versions count for each destination.
 * - A listener resets all but a SYN: the nmap book on FIN, NULL and Xmas scans ("Microsoft Windows ... send RST
 *   responses to the probes regardless of whether the port is open"); a SYN with FIN too (its test T3).
 * - SYN+ACK: window 8192, scale 8, no timestamps unless it offered them itself (Tcp1323Opts).
 * - ICMP errors: no limit is documented. They quote what RFC 1812 allows, without precedence.
 */
const WINDOWS: StackProfile = {
  nature: 'its TCP/IP answers as Windows does',
  ttl: 128,
  dontFragment: { tcp: true, udp: false },
  ipId: 'one-counter',
  listener: [ignoresReset, resetsAck, rule(SYN, FIN, 'connect'), rule(0, 0, 'reset')],
  resetWindow: { open: 0, closed: 0 },
  offer: { window: 8192, windowWithTimestamps: 8192, windowShift: 8, sack: true, timestamps: false },
  icmpErrors: { isLimited: false, quoted: QUOTED_MAX, tos: 'zero' },
};

/**
 * The traits of old BSD-derived stacks that scans were built on. Not every such system had all of them.
 * - A reset from a port with a listener bears the listener's receive window, one without a listener 0: 4.4BSD's
 *   tcp_respond takes sbspace() where it is given a control block; tcp_recvspace is 8 KiB.
 * - FIN+ACK to a listener is dropped: Uriel Maimon, "Port Scanning without the SYN flag", Phrack 49; the nmap book
 *   on the Maimon scan. RFC 9293 section 3.10.7.2 asks for a reset.
 * - A SYN with FIN begins a connection, the FIN passed over: tcp(4) of FreeBSD, net.inet.tcp.drop_synfin off.
 * - Without RFC 1191, IP identification `ip_id++` for all packets, no SACK (RFC 2018 is younger).
 * - ICMP errors quote the header and 8 bytes (icmp_error) and know no limit (icmplim came with FreeBSD 3).
 */
const BSD: StackProfile = {
  nature: 'its TCP/IP answers as old BSD systems do',
  ttl: 64,
  dontFragment: { tcp: false, udp: false },
  ipId: 'one-counter',
  listener: [
    ignoresReset,
    rule(FIN | ACK, SYN, 'drop'),
    resetsAck,
    rule(SYN, 0, 'connect'),
    rule(0, 0, 'drop'),
  ],
  resetWindow: { open: 8192, closed: 0 },
  offer: { window: 8192, windowWithTimestamps: 8192, windowShift: 0, sack: false, timestamps: true },
  icmpErrors: { isLimited: false, quoted: 'headers', tos: 'zero' },
};

/**
 * Linux but for one thing: a listener answers a SYN by a SYN of its own. RFC 9293 section 3.5 lets two SYNs cross
 * (figure 8), and clients go along: T. Beardsley, J. Qian, "The TCP Split Handshake" (2010).
 */
const SPLIT_HANDSHAKE: StackProfile = {
  ...LINUX,
  nature: 'its listeners answer a SYN by a SYN of their own',
  listener: [ignoresReset, resetsAck, rule(SYN, FIN, 'turn'), rule(0, 0, 'drop')],
};

/** How stacks deviate, as data; `linux` is what the others are measured by. */
export const PROFILES: Readonly<Record<StackName, StackProfile>> = {
  linux: LINUX,
  windows: WINDOWS,
  bsd: BSD,
  'split-handshake': SPLIT_HANDSHAKE,
};
