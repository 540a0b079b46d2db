import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { poorLine } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { lostTwice, labText } = poorLine(draw);
  return {
    kind: 'choice',
    intro:
      'The same kind of run, with a blank. The first two SYNs to port {lostTwice} get lost, and the third would be answered. The scan asks for this port and no other.',
    values: { lostTwice },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'alone',
        ask: 'Which state does nmap -sS -p {lostTwice} target find?',
        truth: {
          labText,
          line: `nmap -sS -p ${lostTwice} target`,
          port: `${lostTwice}/tcp`,
          what: 'state',
        },
        options: [
          {
            id: 'open',
            text: 'open',
            says: 'It takes a third SYN for that. A port that stays silent gets two, as long as no retry was of use.',
            misconception: 'faster-is-same',
          },
          {
            id: 'closed',
            text: 'closed',
            says: 'Closed needs a reset. Here both SYNs are met by silence.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'filtered',
            text: 'filtered',
            says: 'Yes. Two SYNs, two silences, and that is the end: no retry has been of use so far.',
          },
        ],
      },
      {
        id: 'more',
        ask: 'The default of --max-retries is 10. Why were there not ten more tries?',
        options: [
          {
            id: 'most',
            text: 'Ten is a limit. How many tries are made depends on what retries have brought.',
            right: true,
            says: 'Yes. nmap makes one try more than the best one that was answered on this host, and two at the least.',
          },
          {
            id: 'time',
            text: 'Ten tries would take more time than nmap gives to one port.',
            says: 'nmap sets no such time here. It stops since no retry has brought an answer.',
          },
          {
            id: 'firewall',
            text: 'The firewall told the scanner to stop.',
            says: 'It said nothing: that is what a drop is. The scanner decides by itself when to stop.',
            misconception: 'filtered-is-closed',
          },
        ],
      },
    ],
  };
}
