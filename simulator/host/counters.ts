/** What a host counts, as `nstat` would show it. */
export interface Counters {
  packetsReceived: number;
  packetsSent: number;
  packetsForwarded: number;
  packetsDropped: number;
  icmpErrorsSent: number;
  /** Suppressed by the limit a destination, or by the limit of the whole host. */
  icmpErrorsSuppressed: number;
  resetsSent: number;
}

export const createCounters = (): Counters => ({
  packetsReceived: 0,
  packetsSent: 0,
  packetsForwarded: 0,
  packetsDropped: 0,
  icmpErrorsSent: 0,
  icmpErrorsSuppressed: 0,
  resetsSent: 0,
});
