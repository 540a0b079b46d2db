import { unreachable } from '../../engine/base/invariant.ts';
import { SCANNER } from '../../simulator/lab/index.ts';
import type { PortRow } from '../../site/model/scan-view.ts';
import { type Ran, rowOf, runLine } from '../exercise/run.ts';
import type { Assertion, PacketGoal, PacketPattern, RuleGoal } from '../goals/goal.ts';
import { packetsAsked } from '../goals/packet-pattern.ts';
import { isMet } from '../goals/rule-met.ts';
import type { Card, World } from './card.ts';

/** Something found in a world that the report of its line does not say. */
export type Seen = SeenPort | SeenCount;

/** A port, asked by another line or from another place. */
export interface SeenPort {
  readonly kind: 'port';
  readonly line: string;
  readonly from: string;
  readonly port: string;
  readonly row: PortRow;
}

/** How many packets there were of a sort, or how many a rule has met. */
export interface SeenCount {
  readonly kind: 'count';
  readonly what: string;
  readonly count: number;
}

/** All that a card asserts of either world, looked up in this one: so that the two can be compared fact by fact. */
export function seenIn(world: World, { real, implied }: Pick<Card, 'real' | 'implied'>): readonly Seen[] {
  const found = [...real.shows, ...implied.shows].flatMap((assertion) => seen(assertion, world));
  const known = new Map(found.map((one) => [keyOf(one), one]));
  return [...known.values()];
}

const keyOf = (one: Seen): string => (one.kind === 'port' ? `${one.line} ${one.from} ${one.port}` : one.what);

function seen(assertion: Assertion, world: World): readonly Seen[] {
  switch (assertion.kind) {
    case 'state': {
      const { line, from = SCANNER, port } = assertion;
      if (line === world.line && from === SCANNER) return [];
      const row = rowOf(ranIn(world, assertion), assertion);
      return row === undefined ? [] : [{ kind: 'port', line, from, port, row }];
    }
    case 'packet': {
      const { length } = packetsAsked(ranIn(world, assertion).events, assertion);
      return [{ kind: 'count', what: packetIn(assertion), count: length }];
    }
    case 'rule':
      return [{ kind: 'count', what: ruleIn(assertion), count: metBy(assertion, ranIn(world, assertion)) }];
    // The report itself says these.
    case 'only':
    case 'sent':
    case 'time':
    case 'discovery':
    case 'rules':
      return [];
    default:
      return unreachable(assertion);
  }
}

function ranIn({ labText, line }: World, asked: { readonly line: string; readonly from?: string }): Ran {
  const ran = runLine(labText, asked.line === 'own' ? line : asked.line, asked.from);
  if (!ran.ok) throw new Error(ran.error);
  return ran.value;
}

const metBy = (goal: RuleGoal, { events }: Ran): number =>
  events.filter((event) => isMet(event, goal)).length;

function ruleIn({ host, chain, target = 'any rule', number }: RuleGoal): string {
  return `Packets that met ${number === undefined ? target : `rule ${number}`} in ${chain} of ${host}`;
}

const packetIn = ({ at, what, matches }: PacketGoal): string =>
  `${sortOf(matches)} ${what === 'sent' ? 'sent by' : 'received by'} ${at}`;

/** Letters of flags as a name, in the plural. All flags count: a connection that was made is reset with RST/ACK. */
const SEGMENTS: Readonly<Record<string, string>> = {
  S: 'SYNs',
  SA: 'SYN/ACKs',
  A: 'ACKs',
  R: 'RSTs without ACK',
  RA: 'RST/ACKs',
};

function sortOf({ flags, protocol, icmp, destinationPort, sourcePort }: PacketPattern): string {
  const named = flags === undefined ? undefined : SEGMENTS[flags];
  const sort = named ?? (icmp === undefined ? `${(protocol ?? 'IP').toUpperCase()} packets` : `ICMP ${icmp}`);
  const to = destinationPort === undefined ? '' : ` to port ${destinationPort}`;
  const from = sourcePort === undefined ? '' : ` from port ${sourcePort}`;
  return `${sort}${to}${from}`;
}
