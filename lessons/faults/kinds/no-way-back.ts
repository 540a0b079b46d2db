import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { RULES, routedNetwork } from '../network.ts';

/** The router lets the SYN in and drops the SYN/ACK. */
export const noWayBack: FaultKind = {
  id: 'fault-no-way-back',
  title: 'Answers that may not come back',
  misconceptions: ['replies-come-back'],
  make(draw) {
    const network = routedNetwork(draw);
    const { works, broken, lab } = network;
    const back = (match: string): string =>
      `iptables -A FORWARD -i dmz -o lan -p tcp ${match}-m conntrack --ctstate ESTABLISHED -j ACCEPT`;
    const inward = draw
      .shuffled([works, broken])
      .map((port) => `iptables -A FORWARD -i lan -o dmz -p tcp --dport ${port} -j ACCEPT`);
    const rules = (...last: readonly string[]): string[] => [
      RULES.policy('FORWARD', 'DROP'),
      RULES.ping('FORWARD'),
      ...inward,
      ...last,
    ];
    const narrow = back(`--sport ${works} `);
    return faultTask(draw, network, {
      cause: 'no-way-back',
      misconception: 'replies-come-back',
      says: 'Yes. The SYN reaches {host}, and {host} answers with a SYN/ACK. {router} drops it: answers may come back from port {works} only.',
      hint: 'Look at the packets: {host} sends a SYN/ACK from port {broken}. Which chain of {router} does it meet, and which rule?',
      labText: lab({ router: rules(narrow) }),
      solution: lab({ router: rules(back('')) }),
      wrong: [
        lab({ router: rules(narrow, RULES.first('FORWARD', broken)) }),
        lab({ router: [...rules(narrow), RULES.policy('FORWARD', 'ACCEPT')] }),
        lab({ router: rules(back(`--dport ${broken} `)) }),
      ],
      // Its rule for the way back rightly says --sport.
      without: ['source-port'],
    });
  },
};
