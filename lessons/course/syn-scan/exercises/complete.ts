import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { half, lineFor } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = half(draw);
  const { open, logged, rejected, labText } = lab;
  const line = lineFor(lab);
  return {
    kind: 'choice',
    intro: 'The same kind of run, with blanks. Look at the rules of the target first.',
    values: { open, logged, rejected },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'kernel',
        ask: 'The SYN/ACK of port {open} reaches the scanner. What does the scanner’s kernel do?',
        options: [
          {
            id: 'ack',
            text: 'It sends an ACK, since a SYN/ACK wants one.',
            says: 'It would if a program had asked it to connect. But nmap sent a raw SYN, and the kernel knows of no connection.',
            misconception: 'syn-completes',
          },
          {
            id: 'waits',
            text: 'It waits for nmap to tell it what to answer.',
            says: 'A kernel asks no program what to do here. It has no socket for this packet, and its rule for that is a reset.',
          },
          {
            id: 'reset',
            text: 'It sends a reset, since nobody here asked for a connection.',
            right: true,
            says: 'Yes. It does so for a segment that fits no socket. The target drops its half of the connection.',
          },
        ],
      },
      {
        id: 'answer',
        ask: 'What comes back for the SYN to port {rejected}?',
        truth: { labText, line, port: `${rejected}/tcp`, what: 'answer' },
        options: [
          {
            id: 'ICMP port-unreachable',
            text: 'An ICMP error: port unreachable',
            says: 'Yes. That is what a plain REJECT sends. nmap sees it, and calls the port filtered.',
          },
          {
            id: 'RST',
            text: 'A reset from the firewall',
            says: 'REJECT sends a reset only if it is told to: --reject-with tcp-reset.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'nothing',
            text: 'Nothing, however long one waits',
            says: 'Silence is what DROP makes. REJECT throws the packet away and says so.',
          },
        ],
      },
      {
        id: 'state',
        ask: 'The first rule writes down each SYN to port {logged}. Which state does the scan find there?',
        truth: { labText, line, port: `${logged}/tcp`, what: 'state' },
        options: [
          {
            id: 'filtered',
            text: 'filtered',
            says: 'A rule that logs does not filter. It writes a line, and the packet goes on.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'open',
            text: 'open',
            says: 'Yes. To be written down does not show. The scanner cannot tell that it was seen.',
          },
          {
            id: 'closed',
            text: 'closed',
            says: 'A service listens there, and the rule does not stop the SYN.',
          },
        ],
      },
    ],
  };
}
