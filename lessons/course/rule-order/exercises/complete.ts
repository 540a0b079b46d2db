import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { ordered, trusting } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { early, labText } = ordered(draw);
  const own = trusting(draw);
  return {
    kind: 'choice',
    intro: 'Two blanks: which rule, and from where.',
    values: { early, hidden: own.hidden },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'rule',
        ask: 'A SYN comes to port {early} of the host shown here. What decides about it?',
        truth: { labText, line: `nmap -sS -p ${early} target`, port: `${early}/tcp`, what: 'rule' },
        options: [
          {
            id: 'INPUT 4',
            text: 'Rule 4, because the last word counts',
            says: 'Rule 4 drops the port, but rule 3 was asked first, and it has accepted.',
            misconception: 'append-adds-permission',
          },
          {
            id: 'INPUT 3',
            text: 'Rule 3, because it is the first that matches',
            says: 'Yes. Rules 1 and 2 name another port. Rule 3 matches, and nobody asks further.',
          },
          {
            id: 'INPUT 1',
            text: 'Rule 1, because it is the first of the chain',
            says: 'It is asked first, but it names another port. A rule that does not match decides nothing.',
          },
          {
            id: 'INPUT 0',
            text: 'The policy, because two rules disagree',
            says: 'The policy is for packets that no rule matches.',
          },
        ],
      },
      {
        id: 'place',
        ask: 'Another server accepts everything from its own loopback, one service from the network, and drops the rest. Its owner scans it while logged in on it and finds port {hidden} open. What does the scanner on the network find?',
        truth: {
          labText: own.labText,
          line: `nmap -sS -p ${own.hidden} target`,
          port: `${own.hidden}/tcp`,
          what: 'state',
        },
        options: [
          {
            id: 'filtered',
            text: 'filtered: from the network other rules decide',
            says: 'Yes. What a host sends to itself comes in by its loopback, and the first rule accepts it.',
          },
          {
            id: 'open',
            text: 'open: the scan has just shown it',
            says: 'It has shown what the owner sees from there. Packets of a host to itself come in by its loopback, where all is accepted.',
            misconception: 'self-scan-proves',
          },
          {
            id: 'closed',
            text: 'closed: the service listens for its own host only',
            says: 'It listens on every address. What differs is the rule, and DROP sends no refusal.',
            misconception: 'binding-is-firewall',
          },
        ],
      },
    ],
  };
}
