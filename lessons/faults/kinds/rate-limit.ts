import type { FaultKind } from '../fault.ts';
import { faultTask } from '../fault-task.ts';
import { flatNetwork, RULES } from '../network.ts';

/** A limit that was meant for floods lets one guest a minute in. */
export const rateLimit: FaultKind = {
  id: 'fault-rate-limit',
  title: 'A limit that is too tight',
  misconceptions: ['faster-is-same', 'same-state-every-scan'],
  make(draw) {
    const network = flatNetwork(draw);
    const { works, broken, lab } = network;
    const ports = [works, broken].sort((a, b) => a - b).join(',');
    const limited = (rate: string, burst: number): string =>
      `iptables -A INPUT -p tcp -m multiport --dports ${ports} --syn -m limit --limit ${rate} --limit-burst ${burst} -j ACCEPT`;
    const rules = (limit: string): string[] => [RULES.known('INPUT'), limit, RULES.dropRest('INPUT')];
    const tight = limited(draw.pick(['1/minute', '2/minute', '6/hour']), 1);
    return faultTask(draw, network, {
      cause: 'rate-limit',
      misconception: 'faster-is-same',
      symptom:
        'Ports {works} and {broken} of {host} should both answer. When two guests come at once, one is let in and the other waits for nothing. Who comes alone has no trouble. Port {hidden} is for nobody, and must stay out of reach. Find out what is wrong, and mend it with the smallest change.',
      says: 'Yes. The rule with -m limit matches one SYN and then no more for a long while. The next SYN goes on to the rule below, which drops it.',
      hint: 'Scan port {works} alone, then port {broken} alone. What is another when both are asked at once, and which rule counts?',
      labText: lab(rules(tight)),
      solution: lab(rules(limited('50/second', 100))),
      wrong: [
        lab([...rules(tight), RULES.allow('INPUT', broken)]),
        lab(rules(limited('3/minute', 1))),
        lab([RULES.known('INPUT'), tight]),
      ],
    });
  },
};
