import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { RULES, routedNetwork } from '../network.ts';

/** The router's rule for a server behind it stands in INPUT, which forwarded packets never pass. */
export const wrongChain: FaultKind = {
  id: 'fault-wrong-chain',
  title: 'A rule in the wrong chain',
  misconceptions: ['input-protects-all'],
  make(draw) {
    const network = routedNetwork(draw);
    const { works, broken, lab } = network;
    const before = [
      RULES.policy('FORWARD', 'DROP'),
      RULES.known('FORWARD'),
      RULES.ping('FORWARD'),
      RULES.allow('FORWARD', works),
    ];
    const router = [...before, RULES.allow('INPUT', broken)];
    return faultTask(draw, network, {
      cause: 'wrong-chain',
      misconception: 'input-protects-all',
      says: 'Yes. The rule for port {broken} is in INPUT, for packets to {router} itself. What {router} passes on meets FORWARD, and the policy there drops it.',
      hint: 'Which chain of {router} does a packet pass that is for {host}?',
      labText: lab({ router }),
      solution: lab({ router: [...before, RULES.allow('FORWARD', broken)] }),
      wrong: [
        lab({
          router: [RULES.policy('FORWARD', 'ACCEPT'), ...before.slice(1), RULES.allow('INPUT', broken)],
        }),
        lab({ router: [...router, RULES.first('INPUT', broken)] }),
        lab({ router, server: [RULES.allow('INPUT', broken), RULES.allow('INPUT', works)] }),
      ],
    });
  },
};
