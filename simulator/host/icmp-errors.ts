import {
  type IcmpFields,
  type Ipv4,
  icmpPacket,
  isIcmpError,
  type Packet,
  PROTOCOL,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { createIcmpLimiter, type IcmpLimiter } from './icmp-limit.ts';
import type { IpIdent } from './ip-ident.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';

/** The packet that gave rise to an error. */
export interface Culprit {
  readonly bytes: Uint8Array;
  readonly packet: Packet;
  /** It was for this host; the error then comes from the address it was sent to. */
  readonly isForUs: boolean;
  /** It came to all: nobody is told of an error then. */
  readonly isBroadcast: boolean;
}

export type ErrorKind = Extract<IcmpFields['type'], 'unreachable' | 'time-exceeded'>;

export interface IcmpErrors {
  send(kind: ErrorKind, code: number, culprit: Culprit, because: readonly EventId[]): void;
}

/** Precedence "internetwork control", which RFC 1812 section 4.3.2.5 asks for. */
const CONTROL = 0xc0;
/** The bits of the old type of service that are carried over (IPTOS_TOS_MASK). */
const SERVICE_BITS = 0x1e;
const BROADCAST: Ipv4 = 0xffff_ffff as Ipv4;

/** icmp_send: who is told what, in which form, and how often. */
export function createIcmpErrors(
  kernel: Kernel,
  { output, ident }: { readonly output: () => IpOutput; readonly ident: IpIdent },
): IcmpErrors {
  const limiter = createIcmpLimiter(kernel.random('icmp-limit'));
  const { ttl, icmpErrors } = kernel.profile;
  return {
    send(kind, code, culprit, because) {
      const { ip } = culprit.packet;
      if (ip === undefined || !mayBeTold(kernel, culprit)) return;
      const source = culprit.isForUs ? ip.destination : output().sourceFor(ip.source);
      if (source === undefined) return;
      if (icmpErrors.isLimited && !isWithinLimit(kernel, limiter, ip.source, because)) return;
      const fields = {
        tos: icmpErrors.tos === 'zero' ? 0 : (ip.tos & SERVICE_BITS) | CONTROL,
        id: ident(ip.source, PROTOCOL.ICMP, kernel.clock.now),
        ttl,
        source,
        destination: ip.source,
      };
      const most = icmpErrors.quoted === 'headers' ? ip.headerLength + 8 : icmpErrors.quoted;
      const quoted = culprit.bytes.subarray(0, most);
      kernel.counters.icmpErrorsSent += 1;
      output().send(icmpPacket(fields, { type: kind, code, quoted }), because);
    },
  };
}

/** RFC 1122 section 3.2.2: no error about an error, a broadcast, a later fragment, or from nobody. */
function mayBeTold(kernel: Kernel, { packet, isBroadcast }: Culprit): boolean {
  const { ip, icmp } = packet;
  if (ip === undefined || isBroadcast || ip.fragmentOffset > 0) return false;
  if (ip.source === 0 || ip.source === BROADCAST) return false;
  const kind = kernel.routes.kindOf(ip.destination);
  if (kind === 'broadcast' || kind === 'multicast') return false;
  if (ip.protocol !== PROTOCOL.ICMP) return true;
  return icmp !== undefined && icmp.typeNumber <= 18 && !isIcmpError(icmp.typeNumber);
}

function isWithinLimit(
  { journal, clock, counters, routes }: Kernel,
  limiter: IcmpLimiter,
  destination: Ipv4,
  because: readonly EventId[],
): boolean {
  // What a host tells itself goes over the loopback, which no limit concerns.
  if (routes.kindOf(destination) === 'local') return true;
  const verdict = limiter(destination, clock.now);
  if (verdict === 'allowed') return true;
  counters.icmpErrorsSuppressed += 1;
  if (journal.traced)
    journal.append(because, { kind: 'fact', code: 'icmp-rate-limit', text: `no ICMP error: ${verdict}` });
  return false;
}
