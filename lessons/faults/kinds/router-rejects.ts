import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { RULES, routedNetwork } from '../network.ts';

/** The server is right, and the router in front of it answers in its place. */
export const routerRejects: FaultKind = {
  id: 'fault-router-rejects',
  title: 'A router that rejects',
  misconceptions: ['only-host-answers', 'reason-is-noise'],
  make(draw) {
    const network = routedNetwork(draw);
    const { works, broken, hidden, lab } = network;
    const answer = draw.pick(['icmp-admin-prohibited', 'icmp-host-prohibited', 'icmp-net-prohibited']);
    const reject = (port: number): string =>
      `iptables -A FORWARD -p tcp --dport ${port} -j REJECT --reject-with ${answer}`;
    const router = draw.shuffled([reject(hidden), reject(broken)]);
    const server = [
      RULES.known('INPUT'),
      ...[works, broken, hidden].sort((a, b) => a - b).map((port) => RULES.allow('INPUT', port)),
      RULES.dropRest('INPUT'),
    ];
    return faultTask(draw, network, {
      cause: 'router-rejects',
      misconception: 'only-host-answers',
      says: 'Yes. An ICMP error comes back from {router}, not from {host}: a rule in FORWARD rejects port {broken}, and the SYN never gets to {host}.',
      hint: 'Who sends the ICMP error? Compare its address with that of {host}.',
      labText: lab({ router, server }),
      solution: lab({ router: router.filter((rule) => rule !== reject(broken)), server }),
      wrong: [
        lab({ router, server: [RULES.first('INPUT', broken), ...server] }),
        lab({ router: [], server }),
        lab({
          router: router.map((rule) =>
            rule === reject(broken) ? `iptables -A FORWARD -p tcp --dport ${broken} -j DROP` : rule,
          ),
          server,
        }),
      ],
    });
  },
};
