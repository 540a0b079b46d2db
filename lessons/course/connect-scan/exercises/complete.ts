import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, office } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = office(draw);
  const { open, rejected, prohibited, labText } = lab;
  const line = lineFor('-sT', lab);
  return {
    kind: 'choice',
    intro: 'The same kind of run, with blanks. Look at the rules of the target first.',
    values: { open, rejected, prohibited },
    scene: { labText, lines: [], views: ['firewall'] },
    questions: [
      {
        id: 'reason',
        ask: 'The SYN to port {rejected} is rejected with an ICMP port unreachable. Which reason does the connect scan give?',
        truth: { labText, line, port: `${rejected}/tcp`, what: 'reason' },
        options: [
          {
            id: 'port-unreach',
            text: 'port-unreach',
            says: 'That is what came over the wire. But nmap did not see the wire: the kernel told it “connection refused”.',
            misconception: 'root-makes-no-difference',
          },
          {
            id: 'no-response',
            text: 'no-response',
            says: 'Something did come back: an ICMP error. The kernel has read it.',
          },
          {
            id: 'conn-refused',
            text: 'conn-refused',
            says: 'Yes. The kernel gives one error for a reset and for this ICMP message: ECONNREFUSED.',
          },
        ],
      },
      {
        id: 'state',
        ask: 'Port {prohibited} is rejected too, with “administratively prohibited”. Which state does it get?',
        truth: { labText, line, port: `${prohibited}/tcp`, what: 'state' },
        options: [
          {
            id: 'filtered',
            text: 'filtered',
            says: 'Yes. The kernel makes another error of this message, “no route to host”. That is no refusal.',
          },
          {
            id: 'closed',
            text: 'closed',
            says: 'Only port unreachable becomes “connection refused”. This message becomes another error.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'open',
            text: 'open',
            says: 'The SYN was rejected. No handshake was completed.',
          },
        ],
      },
      {
        id: 'log',
        ask: 'Port {open} is open, and its service writes down each client. What does it write after this scan?',
        options: [
          {
            id: 'never',
            text: 'Nothing, for a scan sends no data.',
            says: 'It need not send any. The handshake was completed, so the service was handed a connection.',
          },
          {
            id: 'client',
            text: 'A client that came, and left without a word.',
            right: true,
            says: 'Yes. To the service it was a client like any other, and a very short visit.',
          },
          {
            id: 'weak',
            text: 'An attack, for who connects to a port attacks it.',
            says: 'A handshake harms nobody. Programs are there to be connected to.',
            misconception: 'open-is-attackable',
          },
        ],
      },
    ],
  };
}
