import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** The rule asks for the port that a packet comes from. */
export const sourcePort: FaultKind = {
  id: 'fault-source-port',
  title: 'A rule for the wrong end of the packet',
  misconceptions: ['replies-come-back'],
  make(draw) {
    const network = flatNetwork(draw);
    const { works, broken, lab } = network;
    const faulty = `iptables -A INPUT -p tcp --sport ${broken} -j ACCEPT`;
    const both = draw.shuffled([RULES.allow('INPUT', works), faulty]);
    const rules = (pair: readonly string[]): string[] => [
      RULES.known('INPUT'),
      ...pair,
      RULES.dropRest('INPUT'),
    ];
    const mended = both.map((rule) => (rule === faulty ? RULES.allow('INPUT', broken) : rule));
    return faultTask(draw, network, {
      cause: 'source-port',
      misconception: 'replies-come-back',
      says: 'Yes. The rule says --sport {broken}: packets that come from that port. The SYN goes to port {broken} and comes from another, so the last rule drops it.',
      hint: 'A packet has two ports. Which of the two does the rule for {broken} look at?',
      labText: lab(rules(both)),
      solution: lab(rules(mended)),
      wrong: [
        lab([...rules(both), RULES.allow('INPUT', broken)]),
        lab([RULES.known('INPUT'), ...both]),
        lab([...rules(both), `iptables -I OUTPUT -p tcp --dport ${broken} -j ACCEPT`]),
      ],
    });
  },
};
