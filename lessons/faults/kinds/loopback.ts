import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** The service is bound to 127.0.0.1, and no rule can change that. */
export const loopback: FaultKind = {
  id: 'fault-loopback',
  title: 'A service for its own machine only',
  misconceptions: ['binding-is-firewall', 'refused-is-firewall'],
  make(draw) {
    const network = flatNetwork(draw);
    const { works, broken, lab } = network;
    const rest = RULES.dropRest('INPUT');
    const allowed = [
      RULES.known('INPUT'),
      ...draw.shuffled([works, broken]).map((port) => RULES.allow('INPUT', port)),
    ];
    const bind = '127.0.0.1';
    return faultTask(draw, network, {
      cause: 'loopback',
      misconception: 'binding-is-firewall',
      symptom:
        'Port {works} of {host} answers. Who connects to port {broken} is told: connection refused. On {host} itself its service works. Port {hidden} is for nobody, and must stay out of reach. Find out what is wrong, and mend it with the smallest change.',
      says: 'Yes. A rule lets the SYN in, and {host} itself answers with a reset: the service on port {broken} listens on 127.0.0.1 only.',
      hint: 'The SYN is let in, and a reset comes back. On which address does the service listen? Look at the lab file, or type ss -tln on {host}.',
      labText: lab([...allowed, rest], bind),
      solution: lab([...allowed, rest]),
      wrong: [
        lab([RULES.first('INPUT', broken), ...allowed, rest], bind),
        lab(allowed, bind),
        lab([...allowed, rest, RULES.policy('INPUT', 'ACCEPT')], bind),
      ],
    });
  },
};
