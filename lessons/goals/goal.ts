import type { PortState } from '../../engine/technique/index.ts';
import type { MisconceptionId } from '../misconceptions/ids.ts';

/** Something that a run in a lab does or does not bear out: states, packets, rules, counts. */
export type Assertion =
  | StateGoal
  | OnlyGoal
  | PacketGoal
  | RuleGoal
  | RulesGoal
  | SentGoal
  | TimeGoal
  | DiscoveryGoal;

/**
 * A named assertion, with a sentence for who has reached it and one for who has not. Texts are templates. A goal that
 * forbids something is one whose `fail` says what went wrong.
 */
export type Goal = GoalTexts & Assertion;
export type GoalKind = Goal['kind'];

export interface GoalTexts {
  readonly id: string;
  /** What is to be so, as the list of goals has it: `{port} is open from the scanner`. */
  readonly wants: string;
  /** A sentence for who has reached it, and one for who has not. */
  readonly pass: string;
  readonly fail: string;
  /** What who fails here may believe. */
  readonly misconception?: MisconceptionId;
}

/** A line of nmap and where it is typed. `own` is the line that the learner gives. */
interface Looks {
  readonly line: string | 'own';
  /** The host that scans; the scanner if left out. */
  readonly from?: string;
}

/** A port is in this state, or one of these, and perhaps for this reason. */
export interface StateGoal extends Looks {
  readonly kind: 'state';
  readonly host?: string;
  /** `22/tcp` */
  readonly port: string;
  readonly is: PortState | readonly PortState[];
  readonly reason?: string;
}

/** Of all ports that the line asks for, just these are in the state: `guest sees nothing but 443`. */
export interface OnlyGoal extends Looks {
  readonly kind: 'only';
  readonly host?: string;
  readonly is: PortState;
  readonly ports: readonly string[];
}

/** Packets like this come to a host, or leave it: some must, or none may. */
export interface PacketGoal extends Looks {
  readonly kind: 'packet';
  readonly at: string;
  readonly what: 'received' | 'sent';
  readonly matches: PacketPattern;
  readonly count: 'some' | 'none';
}

/** Every condition given must hold. */
export interface PacketPattern {
  readonly protocol?: 'tcp' | 'udp' | 'icmp' | 'arp';
  readonly destinationPort?: number;
  readonly sourcePort?: number;
  /** nmap's letters in the order FSRPAU, all and only these: `S`, `SA`, `RA`; empty for none. */
  readonly flags?: string;
  /** ICMP by iptables' name, `port-unreachable`. */
  readonly icmp?: string;
}

/** A rule with such a target in a chain has met packets, or has met none. `number` 0 is the policy. */
export interface RuleGoal extends Looks {
  readonly kind: 'rule';
  readonly host: string;
  readonly chain: string;
  readonly target?: string;
  readonly number?: number;
  readonly count: 'some' | 'none';
}

/** The host's firewall has no more rules than this, policies not counted. */
export interface RulesGoal {
  readonly kind: 'rules';
  readonly host: string;
  readonly atMost: number;
}

/** The line sends no more packets than this, or no fewer. */
export interface SentGoal extends Looks {
  readonly kind: 'sent';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** The line takes no longer than this, or no less. */
export interface TimeGoal extends Looks {
  readonly kind: 'time';
  readonly atMostSeconds?: number;
  readonly atLeastSeconds?: number;
}

/** The line finds the host up or down. */
export interface DiscoveryGoal extends Looks {
  readonly kind: 'discovery';
  readonly host: string;
  readonly is: 'up' | 'down';
}
