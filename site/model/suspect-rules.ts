/** Firewalls of one rule for one port, as students meet them: who could have answered so? `PORT` is the port's number. */
export const SUSPECT_RULES: readonly (readonly string[])[] = [
  [],
  ['iptables -A INPUT -p tcp --dport PORT -j DROP'],
  ['iptables -A INPUT -p tcp --dport PORT -j REJECT'],
  ['iptables -A INPUT -p tcp --dport PORT -j REJECT --reject-with tcp-reset'],
  ['iptables -A INPUT -p tcp --dport PORT -j REJECT --reject-with icmp-host-prohibited'],
  ['iptables -A INPUT -p tcp --dport PORT -j REJECT --reject-with icmp-admin-prohibited'],
  ['iptables -A INPUT -p tcp --dport PORT --syn -j DROP'],
  ['iptables -A INPUT -p tcp --dport PORT --syn -j REJECT --reject-with tcp-reset'],
  ['iptables -A INPUT -p tcp --dport PORT -m conntrack --ctstate NEW -j DROP'],
  ['iptables -A INPUT -p tcp --dport PORT -m conntrack --ctstate INVALID -j DROP'],
  ['iptables -A INPUT -p tcp --dport PORT ! --syn -m conntrack --ctstate NEW -j DROP'],
];

export const rulesFor = (port: number): readonly (readonly string[])[] =>
  SUSPECT_RULES.map((rules) => rules.map((rule) => rule.replace('PORT', String(port))));
