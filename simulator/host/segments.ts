import { MS_IN_US, type Us } from '../../engine/base/time.ts';
import {
  flagLetters,
  type Ipv4,
  readTcpOptions,
  TCP_FLAG,
  type TcpOption,
  type TcpView,
  tcpPacket,
} from '../../engine/packet/index.ts';
import type { Negotiation, OutgoingSegment, Segment } from '../machines/index.ts';
import type { Kernel } from './kernel.ts';

/** Both ends of a connection, as its host sees them. */
export interface Ends {
  readonly local: Ipv4;
  readonly localPort: number;
  readonly remote: Ipv4;
  readonly remotePort: number;
}

type Draft = { -readonly [K in keyof Segment]: Segment[K] };

/** What the machines need to know of a segment. Options that make no sense end the reading, as in Linux. */
export function segmentOf(tcp: TcpView): Segment {
  const payload = tcp.span.end - tcp.span.start - tcp.headerLength;
  const { sequence, acknowledgment, flags, window } = tcp;
  const segment: Draft = { sequence, acknowledgment, flags, window, length: payload };
  if (tcp.headerLength === 20) return segment;
  for (const option of readTcpOptions(tcp.optionsSpan).options) {
    if (option.kind === 'timestamp') segment.timestamp = option.value;
    if ((flags & TCP_FLAG.SYN) === 0) continue;
    if (option.kind === 'mss') segment.mss = option.value;
    if (option.kind === 'window-scale') segment.windowShift = Math.min(option.shift, 14);
    if (option.kind === 'sack-permitted') segment.sackPermitted = true;
  }
  return segment;
}

/** What the host adds to a segment of a machine. */
export interface Dressing {
  readonly tos?: number;
  /** IP identification, where no counter of the host gives it. */
  readonly id: number;
  /** Our clock as timestamps show it. */
  readonly timestamp?: number;
  readonly payload?: Uint8Array;
}

/** The IPv4 packet of a segment. */
export function packetOf(
  { profile, countedId }: Pick<Kernel, 'profile' | 'countedId'>,
  ends: Ends,
  segment: OutgoingSegment,
  dressing: Dressing,
): Uint8Array {
  const { tos = 0, id, timestamp = 0, payload = NO_DATA } = dressing;
  const ip = {
    tos,
    id: countedId === undefined ? id : countedId(),
    dontFragment: profile.dontFragment.tcp,
    ttl: profile.ttl,
    source: ends.local,
    destination: ends.remote,
  };
  const tcp = {
    sourcePort: ends.localPort,
    destinationPort: ends.remotePort,
    sequence: segment.sequence,
    acknowledgment: segment.acknowledgment,
    flags: segment.flags,
    window: segment.window,
    options: optionsOf(segment, timestamp),
    payload,
  };
  return tcpPacket(ip, tcp);
}

const NO_OPTIONS: readonly TcpOption[] = [];
const NO_DATA = new Uint8Array(0);

const NOP = { kind: 'nop' } as const;
const SACK_PERMITTED = { kind: 'sack-permitted' } as const;

function optionsOf({ negotiation, echo }: OutgoingSegment, value: number): readonly TcpOption[] {
  if (negotiation !== undefined) return negotiationOptions(negotiation, value, echo ?? 0);
  if (echo === undefined) return NO_OPTIONS;
  return [NOP, NOP, { kind: 'timestamp', value, echo }];
}

/** The order and padding of tcp_options_write: timestamps fill the padding with "SACK permitted" where they can. */
function negotiationOptions(offer: Negotiation, value: number, echo: number): TcpOption[] {
  const options: TcpOption[] = [{ kind: 'mss', value: offer.mss }];
  if (offer.timestamps) {
    options.push(...(offer.sackPermitted ? [SACK_PERMITTED] : [NOP, NOP]), {
      kind: 'timestamp',
      value,
      echo,
    });
  } else if (offer.sackPermitted) options.push(NOP, NOP, SACK_PERMITTED);
  if (offer.windowShift !== undefined) options.push(NOP, { kind: 'window-scale', shift: offer.windowShift });
  return options;
}

/** Timestamps of Linux count milliseconds, from a random beginning for each connection (RFC 7323 section 5.4). */
export const timestampAt = (beginning: number, at: Us): number =>
  (beginning + Math.floor(at / MS_IN_US)) >>> 0;

const FLAG_NAMES: Readonly<Record<string, string>> = {
  S: 'SYN',
  F: 'FIN',
  R: 'RST',
  P: 'PSH',
  A: 'ACK',
  U: 'URG',
  E: 'ECE',
  C: 'CWR',
};

/** `segment SYN+ACK`, for the trace. */
export function wordsFor({ flags }: Segment): string {
  const names = [...flagLetters(flags)].map((letter) => FLAG_NAMES[letter]);
  return names.length === 0 ? 'segment without flags' : `segment ${names.join('+')}`;
}
