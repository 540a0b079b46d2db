import type { Random } from '../../engine/base/random.ts';
import { PROTOCOL } from '../../engine/packet/index.ts';
import type { Flow, NatSide } from './conntrack/index.ts';
import { type FlowTuple, hasPorts, invert } from './conntrack/tuple.ts';
import type { HookName } from './ruleset.ts';

/** Where REDIRECT sends a flow. Without ports the destination port stays. */
export interface Redirection {
  readonly address: number;
  readonly ports: readonly [number, number] | undefined;
}

export interface NatSurroundings {
  readonly random: Random;
  /** Do the answers to another flow look like this? */
  isTaken(reply: FlowTuple): boolean;
}

/** The end of a flow's packets that NAT changes at a hook (HOOK2MANIP). */
export const sideAt = (hook: HookName): NatSide =>
  hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source';

/**
 * Settles one side of a new flow (nf_nat_setup_info): its destination as a rule wants it, and both sides so that
 * its answers differ from those to every other flow. True where they would not have.
 */
export function settle(
  flow: Flow,
  side: NatSide,
  wanted: Redirection | undefined,
  surroundings: NatSurroundings,
): boolean {
  const isFree = (tuple: FlowTuple): boolean => {
    const reply = invert(tuple);
    return reply === undefined || !surroundings.isTaken(reply);
  };
  const now = invert(flow.reply) ?? flow.original;
  const directed = wanted ? { ...now, destination: wanted.address } : now;
  const ports = wanted?.ports;
  const clashes = !isFree(directed);
  const stays = ports ? isWithin(directed, ports) && (ports[0] === ports[1] || !clashes) : !clashes;
  const settled = stays ? directed : search(directed, side, ports, isFree, surroundings.random);
  const changes = COMPARED.some((field) => settled[field] !== now[field]);
  flow.nat[side] = changes ? 'changed' : 'kept';
  if (changes) flow.reply = invert(settled) ?? flow.reply;
  return clashes && changes;
}

const COMPARED = ['source', 'destination', 'sourcePort', 'destinationPort'] as const;

const isWithin = ({ destinationPort }: FlowTuple, [first, last]: readonly [number, number]): boolean =>
  destinationPort >= first && destinationPort <= last;

/** NF_NAT_MAX_ATTEMPTS, and how few are not worth another round. */
const MOST_ATTEMPTS = 128;
const FEWEST_ATTEMPTS = 16;

/**
 * Looks for a port, or an ICMP identifier, that makes the tuple unique (nf_nat_l4proto_unique_tuple): destinations
 * from the first of the range on, sources from a random one on. Where it finds none the tuple stays as it is.
 */
function search(
  tuple: FlowTuple,
  side: NatSide,
  wanted: readonly [number, number] | undefined,
  isFree: (tuple: FlowTuple) => boolean,
  random: Random,
): FlowTuple {
  const isIcmp = tuple.protocol === PROTOCOL.ICMP;
  const range = wanted ?? (isIcmp ? ALL : side === 'source' ? sourceRange(tuple) : undefined);
  if (!range || !(isIcmp || hasPorts(tuple.protocol))) return tuple;
  const field = isIcmp || side === 'source' ? 'sourcePort' : 'destinationPort';
  const size = range[1] - range[0] + 1;
  let offset = side === 'source' ? random.below(0x1_0000) : 0;
  let found = tuple;
  for (let attempts = Math.min(size, MOST_ATTEMPTS); ; attempts = attempts >>> 1) {
    for (let left = attempts; left > 0; left--, offset = (offset + 1) & 0xffff) {
      found = { ...tuple, [field]: range[0] + (offset % size) };
      if (isFree(found)) return found;
    }
    if (attempts >= size || attempts < FEWEST_ATTEMPTS) return found;
    offset = random.below(0x1_0000);
  }
}

const ALL = [0, 0xffff] as const;

/** A port that only root may bind stays one; ports from 512 on are for other services than those below. */
function sourceRange({ sourcePort }: FlowTuple): readonly [number, number] {
  if (sourcePort < 512) return [1, 511];
  return sourcePort < 1024 ? [600, 1023] : [1024, 0xffff];
}
