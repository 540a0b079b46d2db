/** How much one has to know to read a firewall off its answers. */
export const DIFFICULTIES = ['easy', 'middle', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What the rules of a template are about. */
export interface RuleSubject {
  /** A port that the host listens on, and another one; tcp. */
  readonly open: number;
  readonly other: number;
  /** A UDP port. */
  readonly udp: number;
  /** `INPUT` on a host; on the router before it `FORWARD`, of what comes from the scanner's side. */
  readonly chain: 'INPUT' | 'FORWARD -i lan';
  readonly scanner: string;
}

/** A few rules as an administrator would write them together, and what they are there for. */
export interface RuleTemplate {
  readonly difficulty: Difficulty;
  /** Stands above the rules as a comment; tells the purpose, not the answer. */
  readonly purpose: string;
  readonly rules: (subject: RuleSubject) => readonly string[];
}

export const RULE_TEMPLATES: readonly RuleTemplate[] = [
  {
    difficulty: 'easy',
    purpose: 'Nobody needs this service from outside.',
    rules: ({ chain, open }) => [`-A ${chain} -p tcp --dport ${open} -j DROP`],
  },
  {
    difficulty: 'easy',
    purpose: 'It shall look as if nothing were there.',
    rules: ({ chain, open }) => [`-A ${chain} -p tcp --dport ${open} -j REJECT --reject-with tcp-reset`],
  },
  {
    difficulty: 'easy',
    purpose: 'Refused, and told so.',
    rules: ({ chain, other }) => [`-A ${chain} -p tcp --dport ${other} -j REJECT`],
  },
  {
    difficulty: 'easy',
    purpose: 'No questions by UDP.',
    rules: ({ chain, udp }) => [`-A ${chain} -p udp --dport ${udp} -j DROP`],
  },
  {
    difficulty: 'middle',
    purpose: 'All but one service is closed to the world.',
    rules: ({ chain, open }) => [
      `-A ${chain} -p tcp --dport ${open} -j ACCEPT`,
      `-A ${chain} -p tcp -j DROP`,
    ],
  },
  {
    difficulty: 'middle',
    purpose: 'Refused by order of the administrator.',
    rules: ({ chain, open, other }) => [
      `-A ${chain} -p tcp -m multiport --dports ${open},${other} -j REJECT --reject-with icmp-admin-prohibited`,
    ],
  },
  {
    difficulty: 'middle',
    purpose: 'New connections are refused, whatever is sent else.',
    rules: ({ chain, open }) => [`-A ${chain} -p tcp --syn --dport ${open} -j DROP`],
  },
  {
    difficulty: 'middle',
    purpose: 'An exception was added later, behind the rule that it was meant for.',
    rules: ({ chain, open, scanner }) => [
      `-A ${chain} -p tcp --dport ${open} -j DROP`,
      `-A ${chain} -s ${scanner} -p tcp --dport ${open} -j ACCEPT`,
    ],
  },
  {
    difficulty: 'middle',
    purpose: 'UDP is refused, as a host without the service would.',
    rules: ({ chain, udp }) => [
      `-A ${chain} -p udp --dport ${udp} -j REJECT --reject-with icmp-port-unreachable`,
    ],
  },
  {
    difficulty: 'hard',
    purpose: 'A table of flows: what belongs to none must be a new connection to a service.',
    rules: ({ chain, open }) => [
      `-A ${chain} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT`,
      `-A ${chain} -p tcp --dport ${open} -m conntrack --ctstate NEW -j ACCEPT`,
      `-A ${chain} -p tcp -j DROP`,
    ],
  },
  {
    difficulty: 'hard',
    purpose: 'What is part of no connection and begins none is not let in.',
    rules: ({ chain }) => [`-A ${chain} -p tcp -m conntrack --ctstate INVALID -j DROP`],
  },
  {
    difficulty: 'hard',
    purpose: 'A new flow must begin with a SYN.',
    rules: ({ chain }) => [
      `-A ${chain} -p tcp ! --syn -m conntrack --ctstate NEW -j REJECT --reject-with tcp-reset`,
    ],
  },
  {
    difficulty: 'hard',
    purpose: 'Flags that no honest client sets.',
    rules: ({ chain }) => [`-A ${chain} -p tcp --tcp-flags FIN,PSH,URG FIN,PSH,URG -j DROP`],
  },
  {
    difficulty: 'hard',
    purpose: 'Not more than so many at once.',
    rules: ({ chain, open }) => [
      `-A ${chain} -p tcp --syn --dport ${open} -m limit --limit 1/second --limit-burst 2 -j ACCEPT`,
      `-A ${chain} -p tcp --syn --dport ${open} -j DROP`,
    ],
  },
];
