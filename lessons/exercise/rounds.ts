import { unreachable } from '../../engine/base/invariant.ts';
import type { PortState } from '../../engine/technique/index.ts';
import { type FrameEvent, packetWords, type TraceEvent } from '../../engine/trace/index.ts';
import { canonicalCommands } from '../../simulator/firewall/index.ts';
import { eventAsked } from '../../site/model/event-question.ts';
import { comesFrom } from './causes.ts';
import type { Ran } from './run.ts';
import type { MachineTask } from './task.ts';
import { ruleAfter } from './truth.ts';

/** One decision that the learner takes in the machine's place. */
export interface Round {
  /** The packets to be judged, one line each, as in a trace. */
  readonly shows: readonly string[];
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** What the machine did. */
  readonly right: string;
  /** The event in which it did it. */
  readonly event: number;
}

/** What the machine of the task had to decide in the run, in its order. */
export function roundsOf(
  { role, host, most }: Pick<MachineTask, 'role' | 'host' | 'most'>,
  ran: Ran,
): readonly Round[] {
  return roundsOfRole(role, host, ran).slice(0, most);
}

function roundsOfRole(role: MachineTask['role'], host: string, ran: Ran): readonly Round[] {
  switch (role) {
    case 'stack':
      return stackRounds(host, ran);
    case 'firewall':
      return firewallRounds(host, ran);
    case 'classifier':
      return classifierRounds(ran);
    default:
      return unreachable(role);
  }
}

type Framed = TraceEvent & FrameEvent;

/** Packets that came to a host from the network, in IP: who asks for an address is of no interest here. */
const arrivals = (host: string, { events }: Ran): readonly Framed[] =>
  events.filter(
    (event): event is Framed =>
      event.kind === 'frame' && event.what === 'received' && event.host === host && !isAboutAddresses(event),
  );

const isAboutAddresses = (frame: Framed): boolean => packetWords(frame).name.startsWith('ARP');

export const NOTHING = 'nothing';
/** All that a Linux stack answers to a probe. */
const REPLIES = ['SYN/ACK', 'RST', 'UDP datagram', 'ICMP port-unreachable', NOTHING];

function stackRounds(host: string, ran: Ran): readonly Round[] {
  const { events } = ran;
  return arrivals(host, ran).flatMap((frame) => {
    const rule = ruleAfter(events, frame.id, host);
    // What the firewall stops, the stack never sees.
    if (rule !== undefined && rule.target !== 'ACCEPT') return [];
    const reply = events.find(
      (event): event is Framed =>
        event.kind === 'frame' &&
        event.what === 'sent' &&
        event.host === host &&
        event.id > frame.id &&
        comesFrom(events, event, frame.id),
    );
    const right = reply === undefined ? NOTHING : packetWords(reply).name;
    return [
      {
        shows: [packetWords(frame).line],
        options: REPLIES.map((id) => ({ id, text: id })),
        right,
        event: (reply ?? frame).id,
      },
    ];
  });
}

function firewallRounds(host: string, ran: Ran): readonly Round[] {
  const options = ruleOptions(host, ran);
  return arrivals(host, ran).flatMap((frame) => {
    const rule = ruleAfter(ran.events, frame.id, host);
    if (rule === undefined) return [];
    return [
      {
        shows: [packetWords(frame).line],
        options,
        right: `${rule.chain} ${rule.number}`,
        event: rule.id,
      },
    ];
  });
}

/** Every rule of the chains that a packet from outside meets, and the policies. */
function ruleOptions(host: string, { lab }: Ran): Round['options'] {
  const firewall = lab.hosts.find(({ name }) => name === host)?.firewall;
  if (firewall === undefined) return [];
  const { chains = [] } = firewall.tables.find(({ name }) => name === 'filter') ?? {};
  const inWay = chains.filter(({ name }) => name !== 'OUTPUT');
  const words = canonicalCommands(firewall).map((command) => command.join(' '));
  return inWay.flatMap((chain) => {
    const texts = words.filter((text) => new RegExp(`-A ${chain.name} `).test(text));
    const rules = chain.rules.map((_, index) => ({
      id: `${chain.name} ${index + 1}`,
      text: `${chain.name} rule ${index + 1}: ${texts[index]?.replace(/^.*?(?=-A )/, '') ?? ''}`,
    }));
    const policy = chain.policy;
    return policy === undefined
      ? rules
      : [...rules, { id: `${chain.name} 0`, text: `no rule: the policy of ${chain.name}, ${policy}` }];
  });
}

/** What a scanner may conclude, in the order of reports. */
const STATES: readonly PortState[] = ['open', 'closed', 'filtered', 'unfiltered', 'open|filtered'];

function classifierRounds({ events }: Ran): readonly Round[] {
  return events.flatMap((event) => {
    if (event.kind !== 'verdict') return [];
    const { port, protocol, target, state } = event;
    const about = { port, protocol, target } as const;
    const lines = (['probe', 'answer'] as const).map((what) => {
      const at = eventAsked(events, { ...about, what }) ?? 0;
      const frame = what === 'probe' ? sentBecauseOf(events, at) : events[at - 1];
      return frame?.kind === 'frame' ? packetWords(frame).line : undefined;
    });
    const [sent, answer] = lines;
    return [
      {
        shows: [sent ?? `a probe to ${port}/${protocol}`, answer ?? 'No answer to any try.'],
        options: STATES.map((id) => ({ id, text: id })),
        right: state,
        event: event.id,
      },
    ];
  });
}

const sentBecauseOf = (events: readonly TraceEvent[], probe: number): TraceEvent | undefined =>
  events.find(
    (event) =>
      event.kind === 'frame' &&
      event.what === 'sent' &&
      event.because.includes(probe) &&
      !isAboutAddresses(event),
  );
