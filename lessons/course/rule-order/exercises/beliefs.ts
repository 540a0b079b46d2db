import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { broken } from '../labs.ts';
import { routed } from '../routed.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { wanted, labText } = broken(draw);
  const behind = routed(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about rules. Nobody marks these: answer what you think is so.',
    values: { wanted, behind: behind.open },
    questions: [
      {
        id: 'append',
        ask: 'The last rule of INPUT is -j DROP. Now somebody types: iptables -A INPUT -p tcp --dport {wanted} -j ACCEPT. A service listens on port {wanted}. What does a SYN scan find?',
        truth: { labText, line: `nmap -sS -p ${wanted} target`, port: `${wanted}/tcp`, what: 'state' },
        options: [
          {
            id: 'open',
            text: 'open: there is a rule that accepts it',
            says: 'There is, but it stands behind the rule that drops everything. No packet comes so far.',
            misconception: 'append-adds-permission',
          },
          {
            id: 'filtered',
            text: 'filtered: the new rule never gets a packet',
            says: 'Yes. -A puts a rule at the end. The rule before it has decided about every packet.',
          },
          {
            id: 'closed',
            text: 'closed: two rules contradict, so the kernel refuses',
            says: 'Rules never contradict: the first that matches decides, and the others are not asked.',
          },
        ],
      },
      {
        id: 'behind',
        ask: 'A router has the policy DROP in its INPUT chain, and no rule in any other. Behind it a host has a service on port {behind}. What does a SYN scan from the near side find there?',
        truth: {
          labText: behind.labText,
          line: `nmap -sS -p ${behind.open} web`,
          port: `${behind.open}/tcp`,
          what: 'state',
        },
        options: [
          {
            id: 'filtered',
            text: 'filtered: all packets go through the router, and it drops them',
            says: 'They go through it, but they are not for it. INPUT sees only what is for the router itself.',
            misconception: 'input-protects-all',
          },
          {
            id: 'closed',
            text: 'closed: the router refuses in the name of the host',
            says: 'A policy of DROP refuses nothing, and INPUT is not asked about packets for others.',
            misconception: 'input-protects-all',
          },
          {
            id: 'open',
            text: 'open: packets for others never meet INPUT',
            says: 'Yes. They go through FORWARD, and there nothing stops them.',
          },
        ],
      },
    ],
  };
}
