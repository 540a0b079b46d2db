import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { island, lineFor } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = island(draw);
  const { closed, rejected, dropped, labText } = lab;
  const line = lineFor(lab);
  return {
    kind: 'choice',
    intro:
      'The same kind of run, with blanks. The target stands behind a router, the gateway, that rejects what is for port {rejected}.',
    values: { closed, rejected, dropped },
    scene: { labText, lines: [], views: ['firewall', 'topology'] },
    questions: [
      {
        id: 'answer',
        ask: 'No service listens on port {closed}, and no rule names it. What comes back for a datagram?',
        truth: { labText, line, port: `${closed}/udp`, what: 'answer' },
        options: [
          {
            id: 'RST',
            text: 'A reset',
            says: 'A reset belongs to TCP. UDP has no such thing: ICMP has to speak for it.',
          },
          {
            id: 'ICMP port-unreachable',
            text: 'An ICMP error: port unreachable',
            says: 'Yes. UDP itself has no way to say no, so the kernel says it by ICMP.',
          },
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'That would be so with a rule that drops. Here the kernel gets the datagram, has nobody to give it to, and says so.',
            misconception: 'udp-silence-is-open',
          },
        ],
      },
      {
        id: 'state',
        ask: 'For port {rejected} the same error comes back, but the router has sent it. Which state is that?',
        truth: { labText, line, port: `${rejected}/udp`, what: 'state' },
        options: [
          {
            id: 'closed',
            text: 'closed',
            says: 'It would be, if the target itself had sent the error. A router cannot know what listens on another machine.',
            misconception: 'only-host-answers',
          },
          {
            id: 'open|filtered',
            text: 'open|filtered',
            says: 'That stands for silence. Here an error came back, so something filters.',
          },
          {
            id: 'filtered',
            text: 'filtered',
            says: 'Yes. The router says that the datagram did not get through. The target itself has said nothing.',
          },
        ],
      },
      {
        id: 'connect',
        ask: 'A program on the scanner calls connect() for UDP port {dropped} of the target. The call returns without an error. What does it prove?',
        options: [
          {
            id: 'nothing',
            text: 'Nothing: no packet was sent.',
            right: true,
            says: 'Yes. For UDP, connect() only writes down an address in the program’s own kernel.',
          },
          {
            id: 'reached',
            text: 'That datagrams get as far as the target.',
            says: 'A rule of the target drops them, and the call would still succeed. It sends nothing that could be dropped.',
            misconception: 'udp-connect-works',
          },
          {
            id: 'listener',
            text: 'That a service has taken the connection.',
            says: 'UDP has no connections that could be taken. Nobody even listens on that port.',
            misconception: 'udp-connect-works',
          },
        ],
      },
    ],
  };
}
