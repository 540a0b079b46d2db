import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** The rule for a TCP service says udp. */
export const wrongProtocol: FaultKind = {
  id: 'fault-wrong-protocol',
  title: 'A rule for the wrong protocol',
  misconceptions: ['ping-means-port'],
  make(draw) {
    const network = flatNetwork(draw);
    const { works, broken, lab } = network;
    const faulty = `iptables -A INPUT -p udp --dport ${broken} -j ACCEPT`;
    const first = [RULES.policy('INPUT', 'DROP'), RULES.known('INPUT'), RULES.ping('INPUT')];
    const both = draw.shuffled([RULES.allow('INPUT', works), faulty]);
    const mended = both.map((rule) => (rule === faulty ? RULES.allow('INPUT', broken) : rule));
    return faultTask(draw, network, {
      cause: 'wrong-protocol',
      misconception: 'ping-means-port',
      symptom:
        'A ping to {host} works, and port {works} answers. Port {broken} does not, though it should. Port {hidden} is for nobody, and must stay out of reach. Find out what is wrong, and mend it with the smallest change.',
      says: 'Yes. The rule for port {broken} says -p udp, and its counter stays at 0. The SYN is TCP: no rule matches it, and the policy drops it.',
      hint: 'Read the rule for port {broken} word by word. Which packets does it match?',
      labText: lab([...first, ...both]),
      solution: lab([...first, ...mended]),
      wrong: [
        lab([...first, ...both, RULES.policy('INPUT', 'ACCEPT')]),
        lab([faulty, ...first, ...both]),
        lab([...first, ...both, 'iptables -I INPUT -p tcp -j ACCEPT']),
      ],
    });
  },
};
