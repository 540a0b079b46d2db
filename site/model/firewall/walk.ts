import type { EventId, RuleEvent, TraceEvent } from '../../../engine/trace/index.ts';
import type { ChainView, HostFirewall, TableName } from './firewall-view.ts';
import { isStep, type Passage } from './passages.ts';

/** What a rule was to the packet. Rules that it never came to have no mark. */
export type Mark = 'compared' | 'matched' | 'decided';

/** A place that a packet passes on its way, in Linux's order. */
export interface Station {
  readonly name: string;
  readonly table?: TableName;
  readonly hook?: string;
  readonly is: 'passed' | 'here' | 'ahead' | 'not asked';
}

export type Way = 'in' | 'forward' | 'out';

export interface Walk {
  readonly way: Way;
  readonly stations: readonly Station[];
  /** The states of the machine so far, and what moved it there. */
  readonly states: readonly { readonly state: string; readonly by: string; readonly event: EventId }[];
  /** What the rule at `markKey(...)` was to the packet so far; number 0 is the policy. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** The last rule that decided so far. */
  readonly decidedBy?: TraceEvent & RuleEvent;
  /** Whether nothing more comes of it in this passage. */
  readonly isOver: boolean;
}

export const markKey = (table: string, chain: string, number: number): string =>
  `${table} ${chain} ${number}`;

/** The hooks in the order of their priorities (include/uapi/linux/netfilter_ipv4.h). */
const WAYS: Readonly<Record<Way, readonly (readonly [TableName | 'conntrack', string])[]>> = {
  in: [
    ['raw', 'PREROUTING'],
    ['conntrack', ''],
    ['nat', 'PREROUTING'],
    ['filter', 'INPUT'],
    ['nat', 'INPUT'],
  ],
  forward: [
    ['raw', 'PREROUTING'],
    ['conntrack', ''],
    ['nat', 'PREROUTING'],
    ['filter', 'FORWARD'],
    ['nat', 'POSTROUTING'],
  ],
  out: [
    ['raw', 'OUTPUT'],
    ['conntrack', ''],
    ['nat', 'OUTPUT'],
    ['filter', 'OUTPUT'],
    ['nat', 'POSTROUTING'],
  ],
};

const DECIDING: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'REDIRECT']);

/** How far the packet of a passage had come by the cursor, and which rules it had met. */
export function walkOf(
  events: readonly TraceEvent[],
  { tables }: HostFirewall,
  passage: Passage,
  cursor: EventId,
): Walk {
  const all = passage.events.flatMap((id) => events[id - 1] ?? []).filter(isStep);
  const past = all.filter(({ id }) => id <= cursor);
  const chains = new Map(
    tables.flatMap((table) => table.chains.map((chain) => [`${table.name} ${chain.name}`, chain] as const)),
  );
  const marker = createMarker(chains);
  const rules = past.filter((event) => event.kind === 'rule');
  for (const event of rules) marker.meet(event);
  const states = past.flatMap((event) =>
    event.kind === 'transition' ? [{ state: event.to, by: event.event, event: event.id }] : [],
  );
  const decidedBy = rules.findLast(({ target }) => DECIDING.has(target));
  const way = wayOf(all);
  return {
    way,
    stations: stationsOf(way, tables, { rules, states, isOver: past.length === all.length }),
    states,
    marks: marker.marks,
    ...(decidedBy === undefined ? {} : { decidedBy }),
    isOver: past.length === all.length,
  };
}

const chainsNamed = (event: TraceEvent): string => {
  if (event.kind === 'rule') return event.chain;
  return event.kind === 'transition' ? event.event.replace(/^judge /, '') : '';
};

function wayOf(steps: readonly TraceEvent[]): Way {
  const names = new Set(steps.map(chainsNamed));
  if (names.has('FORWARD')) return 'forward';
  if (names.has('OUTPUT') || (names.has('POSTROUTING') && !names.has('PREROUTING'))) return 'out';
  return 'in';
}

interface SoFar {
  readonly rules: readonly RuleEvent[];
  readonly states: Walk['states'];
  readonly isOver: boolean;
}

function stationsOf(way: Way, tables: HostFirewall['tables'], { rules, states, isOver }: SoFar): Station[] {
  const known = new Set<string>(tables.map(({ name }) => name));
  const asked = new Set(rules.map(({ table, chain }) => `${table} ${chain}`));
  const isTracked = states.some(({ state }) => state === 'tracked' || state === 'untracked');
  const isStateless = states.some(({ state }) => state === 'stateless');
  const places = WAYS[way].filter(([name]) => (name === 'conntrack' ? !isStateless : known.has(name)));
  const isPassed = places.map(([name, hook]) =>
    name === 'conntrack' ? isTracked : asked.has(`${name} ${hook}`),
  );
  const last = isPassed.lastIndexOf(true);
  return places.map(([name, hook], index) => ({
    name: name === 'conntrack' ? 'connection tracking' : `${name} ${hook}`,
    ...(name === 'conntrack' ? {} : { table: name, hook }),
    is: isPassed[index]
      ? index === last
        ? 'here'
        : 'passed'
      : index < last || isOver
        ? 'not asked'
        : 'ahead',
  }));
}

/** Goes through the chains as the packet did, from one rule event to the next. */
function createMarker(chains: ReadonlyMap<string, ChainView>) {
  const marks = new Map<string, Mark>();
  /** The chains that the packet is in, the innermost last, each with the next rule to compare. */
  let stack: { readonly chain: string; next: number }[] = [];
  let table = '';
  const compare = (chain: string, from: number, to: number): void => {
    for (let number = from; number < to; number++) {
      const key = markKey(table, chain, number);
      if (!marks.has(key)) marks.set(key, 'compared');
    }
  };
  const lengthOf = (chain: string): number => chains.get(`${table} ${chain}`)?.rules.length ?? 0;
  /** The end of a chain returns to where it was jumped from. */
  const leave = (): void => {
    const left = stack.pop();
    if (left !== undefined) compare(left.chain, left.next, lengthOf(left.chain) + 1);
  };
  const follow = (chain: string, number: number, target: string): void => {
    // RETURN ends the chain there: what stands behind it was not compared.
    if (target === 'RETURN') {
      if (stack.length > 1) stack.pop();
      else stack = [{ chain, next: lengthOf(chain) + 1 }];
    }
    const leadsTo = chains.get(`${table} ${chain}`)?.rules[number - 1]?.leadsTo;
    if (leadsTo === undefined) return;
    // Nobody comes back to a chain that was left by goto.
    if (!leadsTo.returns) stack.pop();
    stack.push({ chain: leadsTo.chain, next: 1 });
  };
  return {
    marks,
    meet({ table: name, chain, number, target }: RuleEvent): void {
      if (stack.length === 0 || name !== table) {
        table = name;
        stack = [{ chain, next: 1 }];
      }
      if (number === 0) {
        while (stack.length > 0) leave();
        marks.set(markKey(table, chain, 0), 'decided');
        return;
      }
      while (stack.length > 1 && stack.at(-1)?.chain !== chain) leave();
      const here = stack.at(-1);
      if (here === undefined) return;
      compare(chain, here.next, number);
      here.next = number + 1;
      const decides = DECIDING.has(target);
      marks.set(markKey(table, chain, number), decides ? 'decided' : 'matched');
      if (decides) stack = [];
      else follow(chain, number, target);
    },
  };
}
