import type { Us } from '../base/time.ts';

/** Names an event in its trace: 1, 2, 3 ... in the order of appending. 0 means "nothing". */
export type EventId = number;

/**
 * One thing that happened, with its causes. The terminal, the diagrams, `--why` and the tests read these
 * events and nothing else. Everything in an event survives JSON: bytes are hex text.
 */
export type TraceEvent = EventBase & EventBody;

export interface EventBase {
  readonly id: EventId;
  readonly at: Us;
  /** Where it happened: the name of a host, or of a network for what happens on a link. */
  readonly host: string;
  /** The events that brought this one about, nearest first. Walking them reaches a fact or a beginning. */
  readonly because: readonly EventId[];
}

export type EventBody =
  | FrameEvent
  | FactEvent
  | RuleEvent
  | TransitionEvent
  | TimerEvent
  | ConnectEvent
  | PhaseEvent
  | ProbeEvent
  | IgnoredEvent
  | PaceEvent
  | DiscoveryEvent
  | VerdictEvent;

/** A frame or packet at one interface, or its end on a link. */
export interface FrameEvent {
  readonly kind: 'frame';
  readonly what: 'sent' | 'received' | 'lost' | 'duplicated' | 'dropped';
  /** The interface (`lan`) for sent and received; the network for lost and duplicated. */
  readonly interface: string;
  /** What the first byte of `hex` begins: an Ethernet header, or an IP header. */
  readonly link: 'ethernet' | 'raw';
  readonly hex: string;
  /** Why it ended here, where it did: `no listener`, `link loss`, `not for this host`. */
  readonly note?: string;
}

/** A fact of a host that decided something: `no listener on tcp/80`. Facts are where `because` ends. */
export interface FactEvent {
  readonly kind: 'fact';
  /**
   * A stable code: `no-listener`, `listener`, `bound-elsewhere`, `icmp-rate-limit`, `no-route`, `arp-failed`,
   * `nat-clash`, `flow-clash`, `table-full` ...
   */
  readonly code: string;
  readonly text: string;
}

/**
 * A firewall rule that a packet matched, or a chain's policy that decided its way: exactly what iptables counts. So
 * counters are sums over these events.
 */
export interface RuleEvent {
  readonly kind: 'rule';
  readonly table: string;
  readonly chain: string;
  /** Position in its chain, from 1 as `iptables -L --line-numbers` counts; 0 for the chain's policy. */
  readonly number: number;
  /** `DROP`, `REJECT`, `ACCEPT`, `NOTRACK`, `RETURN`, a chain's name; empty for a rule that only counts. */
  readonly target: string;
  /** The rule in canonical words, `-A INPUT -p tcp --dport 139 -j DROP`. */
  readonly text: string;
  /** Of the IP packet as the rule met it, in bytes: what a counter of bytes counts. */
  readonly length: number;
}

/** A step of a state machine. */
export interface TransitionEvent {
  readonly kind: 'transition';
  readonly machine: 'tcp-endpoint' | 'tcp-client' | 'conntrack-flow' | 'firewall-passage';
  /** Which one: `target:22 <- 198.18.10.2:40000`, a flow's tuple, a packet's passage. */
  readonly instance: string;
  readonly from: string;
  readonly to: string;
  /** The event that moved it, in words of the machine: `segment SYN`. */
  readonly event: string;
}

/** A timer that fired: a retransmission, an expiry. */
export interface TimerEvent {
  readonly kind: 'timer';
  readonly name: string;
}

/** A connect() of the operating system: begun, done or failed. */
export interface ConnectEvent {
  readonly kind: 'connect';
  readonly what: 'begun' | 'connected' | 'failed' | 'abandoned';
  readonly address: string;
  readonly port: number;
  /** `ECONNREFUSED` ... where it failed. */
  readonly errno?: string;
}

/** A phase of the scan begins or ends: `ARP Ping Scan`, `SYN Stealth Scan`. */
export interface PhaseEvent {
  readonly kind: 'phase';
  readonly what: 'begun' | 'ended';
  /** nmap's name of the phase. */
  readonly name: string;
  /** How many hosts and how many ports a host the phase has. */
  readonly hosts: number;
  readonly ports: number;
}

/** The life of a probe at the scanner: sent, sent again, given up. */
export interface ProbeEvent {
  readonly kind: 'probe';
  readonly what: 'sent' | 'timed-out' | 'given-up';
  /** A technique's name, or a discovery probe's: `syn`, `arp`, `icmp-echo`, `timing-ping`. */
  readonly technique: string;
  readonly target: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly port?: number;
  /** 0 for the first transmission, 1 for the second ... */
  readonly attempt: number;
}

/** A captured packet that changes nothing, and why: `already answered`, `acknowledges nothing we sent`. */
export interface IgnoredEvent {
  readonly kind: 'ignored';
  readonly code: string;
  readonly text: string;
}

/** The scanner changes its pace: a rate-limit pause, a longer scan delay, a drop of the congestion window. */
export interface PaceEvent {
  readonly kind: 'pace';
  readonly what: 'rate-limit-pause' | 'scan-delay' | 'congestion-drop';
  readonly target: string;
  readonly text: string;
}

/** A host is found up or down. */
export interface DiscoveryEvent {
  readonly kind: 'discovery';
  readonly target: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly reason: string;
  readonly ttl?: number;
}

/** A port's state is concluded, or concluded anew. */
export interface VerdictEvent {
  readonly kind: 'verdict';
  readonly target: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly technique: string;
  readonly state: string;
  readonly reason: string;
  /** The TTL of the answering packet, where a packet answered. */
  readonly ttl?: number;
  /** Who answered, where it was not the target. */
  readonly from?: string;
  /** Which rule of the technique's row spoke, from 0. */
  readonly row: number;
}
