import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** The rule lets another machine in than it should. */
export const wrongSource: FaultKind = {
  id: 'fault-wrong-source',
  title: 'A rule for the wrong sender',
  misconceptions: ['state-belongs-to-port', 'self-scan-proves'],
  make(draw) {
    const network = flatNetwork(draw);
    const { host, works, broken, other, otherAddress, scannerAddress, lab } = network;
    const from = (address: string): string =>
      `iptables -A INPUT -s ${address} -p tcp --dport ${broken} -j ACCEPT`;
    const rules = (...rest: readonly string[]): string[] => [
      RULES.known('INPUT'),
      RULES.allow('INPUT', works),
      ...rest,
      RULES.dropRest('INPUT'),
    ];
    const faulty = from(otherAddress);
    return faultTask(draw, network, {
      cause: 'wrong-source',
      misconception: 'state-belongs-to-port',
      symptom:
        'Port {broken} of {host} is for the scanner alone. It does not answer the scanner, and answers {other}. Port {works} answers everybody. Port {hidden} is for nobody, and must stay out of reach. Find out what is wrong, and mend it with the smallest change.',
      values: { other },
      says: 'Yes. The rule for port {broken} says -s and the address of {other}. A SYN from the scanner does not match it, and the last rule drops it.',
      hint: 'Which address does the SYN come from, and which one does the rule ask for?',
      labText: lab(rules(faulty)),
      solution: lab(rules(from(scannerAddress))),
      wrong: [
        lab(rules(RULES.allow('INPUT', broken))),
        lab([...rules(faulty), from(scannerAddress)]),
        lab(rules(faulty, from(scannerAddress))),
      ],
      moreGoals: [
        {
          id: 'others-kept-out',
          kind: 'state',
          line: `nmap -sS -p ${broken} ${host}`,
          from: other,
          port: `${broken}/tcp`,
          is: 'filtered',
          wants: 'Port {broken} does not answer {other}: filtered.',
          pass: 'Port {broken} does not answer {other}.',
          fail: 'Port {broken} answers {other}, and is for the scanner alone.',
          misconception: 'state-belongs-to-port',
        },
      ],
    });
  },
};
