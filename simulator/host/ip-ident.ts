import type { Random } from '../../engine/base/random.ts';
import type { Us } from '../../engine/base/time.ts';
import type { Ipv4 } from '../../engine/packet/index.ts';
import { ticksAt } from './clock.ts';

/** Gives packets without a connected socket their IP identification. */
export type IpIdent = (destination: Ipv4, protocol: number, at: Us) => number;

/**
 * ip_select_ident of Linux: a counter for each destination and protocol that begins at random and, whenever
 * time has passed, moves on by a random part of the ticks that passed. Others can thus not count the packets.
 */
export function createIpIdent(random: Random): IpIdent {
  const counters = new Map<number, { id: number; tick: number }>();
  return (destination, protocol, at) => {
    const tick = ticksAt(at);
    const key = destination * 256 + protocol;
    let counter = counters.get(key);
    if (counter === undefined) {
      counter = { id: random.below(0x1_0000), tick };
      counters.set(key, counter);
    }
    if (tick > counter.tick) counter.id += random.below(tick - counter.tick);
    counter.tick = tick;
    counter.id = (counter.id + 1) & 0xffff;
    return counter.id;
  };
}
