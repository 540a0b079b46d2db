import type { Random } from '../../engine/base/random.ts';
import type { Us } from '../../engine/base/time.ts';
import type { Network } from '../lab/index.ts';

/** What becomes of one frame on its way from one host to another. */
export interface Crossing {
  /** When it arrives; undefined where it is lost. */
  readonly arrivesAt: Us | undefined;
  /** When its copy arrives, where the network makes one. */
  readonly copyArrivesAt: Us | undefined;
}

/** The way from one host to another through a network. */
export interface Link {
  cross(at: Us): Crossing;
}

/** How late a frame is, at least, that others are to overtake. */
const LEAST_OVERTAKING_US = 1_000;

/**
 * A link draws from a stream of its own, and only for what its network has: neither another host nor another
 * fault shifts its draws. Jitter delays frames but keeps their order, as a queue does; only `reorder` lets
 * others overtake a frame, by holding it up for as long as the way takes.
 */
export function createLink(network: Network, random: Random): Link {
  const oneWay = Math.round(network.rttUs / 2);
  const { jitterUs, loss, duplicate, reorder } = network;
  if (jitterUs === 0 && loss === 0 && duplicate === 0 && reorder === 0)
    return { cross: (at) => ({ arrivesAt: at + oneWay, copyArrivesAt: undefined }) };
  let queueEndsAt: Us = 0;
  const happens = (probability: number): boolean => probability > 0 && random.fraction() < probability;
  const arrival = (at: Us): Us => {
    const arrivesAt = at + oneWay + (jitterUs > 0 ? random.below(jitterUs + 1) : 0);
    if (happens(reorder)) return arrivesAt + Math.max(oneWay, LEAST_OVERTAKING_US);
    queueEndsAt = Math.max(queueEndsAt, arrivesAt);
    return queueEndsAt;
  };
  return {
    cross(at) {
      const copied = happens(duplicate);
      const arrivesAt = happens(loss) ? undefined : arrival(at);
      return { arrivesAt, copyArrivesAt: copied ? arrival(at) : undefined };
    },
  };
}
