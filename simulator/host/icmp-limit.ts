import type { Random } from '../../engine/base/random.ts';
import type { Us } from '../../engine/base/time.ts';
import type { Ipv4 } from '../../engine/packet/index.ts';
import { TICKS_PER_SECOND, ticksAt } from './clock.ts';

/** icmp_ratelimit: 1000 ms an error for each destination; XRLIM_BURST_FACTOR: six may come at once. */
const TICKS_PER_ERROR = TICKS_PER_SECOND;
const BURST = 6;
/** icmp_msgs_per_sec and icmp_msgs_burst, for the whole host. */
const HOST_PER_SECOND = 1000;
const HOST_BURST = 50;
/** The host's credit is topped up at most every 20 ms. */
const HOST_REFILL_TICKS = TICKS_PER_SECOND / 50;

export type IcmpLimit = 'allowed' | 'too many for this destination' | 'too many for this host';

/** Whether an ICMP error may go out now; counts it if so. */
export type IcmpLimiter = (destination: Ipv4, at: Us) => IcmpLimit;

/**
 * Linux 6.18's two limits of ICMP errors (icmp_global_allow, then inet_peer_xrlim_allow): unreachable, source
 * quench, time exceeded and parameter problem (icmp_ratemask 6168). Both are token buckets in ticks. A
 * destination begins with a full bucket; an error takes a second's worth. Each error takes 0, 1 or 2 of the
 * host's credits by chance, so that others cannot count them.
 */
export function createIcmpLimiter(random: Random): IcmpLimiter {
  const peers = new Map<number, { tokens: number; tick: number }>();
  let hostCredit = 0;
  let hostTick = -TICKS_PER_SECOND;

  const hasHostCredit = (tick: number): boolean => {
    if (hostCredit > 0) return true;
    const passed = Math.min(tick - hostTick, TICKS_PER_SECOND);
    if (passed < HOST_REFILL_TICKS) return false;
    hostTick = tick;
    hostCredit = Math.min(hostCredit + Math.floor((HOST_PER_SECOND * passed) / TICKS_PER_SECOND), HOST_BURST);
    return true;
  };
  return (destination, at) => {
    const tick = ticksAt(at);
    if (!hasHostCredit(tick)) return 'too many for this host';
    let peer = peers.get(destination);
    if (peer === undefined) {
      peer = { tokens: BURST * TICKS_PER_ERROR, tick };
      peers.set(destination, peer);
    }
    peer.tokens = Math.min(peer.tokens + tick - peer.tick, BURST * TICKS_PER_ERROR);
    peer.tick = tick;
    if (peer.tokens < TICKS_PER_ERROR) return 'too many for this destination';
    peer.tokens -= TICKS_PER_ERROR;
    hostCredit -= random.below(3);
    return 'allowed';
  };
}
