import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** The ACCEPT was appended, behind a rule that turns all of TCP away. */
export const ruleOrder: FaultKind = {
  id: 'fault-rule-order',
  title: 'A rule behind one that decides first',
  misconceptions: ['append-adds-permission'],
  make(draw) {
    const network = flatNetwork(draw);
    const { works, broken, lab } = network;
    const rest = `iptables -A INPUT -p tcp -j ${draw.pick(['DROP', 'REJECT'])}`;
    const allow = RULES.allow('INPUT', broken);
    const before = [RULES.known('INPUT'), RULES.allow('INPUT', works)];
    return faultTask(draw, network, {
      cause: 'rule-order',
      misconception: 'append-adds-permission',
      says: 'Yes. The rule for all of TCP decides about port {broken}, and the ACCEPT below it has met no packet.',
      hint: 'In the firewall, look at the counters: which rule for port {broken} has met no packet, and what stands above it?',
      labText: lab([...before, rest, allow]),
      solution: lab([...before, allow, rest]),
      wrong: [
        lab([...before, rest, allow, allow]),
        lab([...before, allow]),
        lab(['iptables -A INPUT -p tcp -j ACCEPT', ...before, rest, allow]),
      ],
    });
  },
};
