import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, yard } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = yard(draw);
  const { open, rejected, reset, taken, labText } = lab;
  const line = lineFor(lab);
  return {
    kind: 'choice',
    intro: 'The same kind of run, with blanks. Look at the rules of the target and of the gateway first.',
    values: { open, rejected, reset, taken },
    scene: { labText, lines: [], views: ['firewall', 'topology'] },
    questions: [
      {
        id: 'rejected',
        ask: 'What comes back for the SYN to port {rejected}, which meets a REJECT without more words?',
        truth: { labText, line, port: `${rejected}/tcp`, what: 'answer' },
        options: [
          {
            id: 'RST',
            text: 'A reset',
            says: 'Only a rule with --reject-with tcp-reset sends one.',
            misconception: 'reject-looks-closed',
          },
          {
            id: 'ICMP port-unreachable',
            text: 'An ICMP error',
            says: 'Yes. Port unreachable is what REJECT sends where nothing else is said.',
          },
          {
            id: 'nothing',
            text: 'Nothing',
            says: 'That would be DROP. REJECT throws the packet away and answers.',
            misconception: 'drop-is-safer',
          },
        ],
      },
      {
        id: 'reset',
        ask: 'The rule for port {reset} rejects with a reset. Which state does the scan find?',
        truth: { labText, line, port: `${reset}/tcp`, what: 'state' },
        options: [
          {
            id: 'closed',
            text: 'closed',
            says: 'Yes. A reset is a reset. The scan cannot know that a rule sent it, and that a service is behind it.',
          },
          {
            id: 'filtered',
            text: 'filtered',
            says: 'A filter did it, but it did so with a reset. nmap goes by what came back.',
            misconception: 'refused-is-firewall',
          },
          {
            id: 'open',
            text: 'open',
            says: 'A service listens there, but no SYN reaches it, and no SYN/ACK comes back.',
          },
        ],
      },
      {
        id: 'ttl',
        ask: 'The SYN/ACK of port {open} arrives with TTL 63, that of port {taken} with 64. What follows?',
        options: [
          {
            id: 'chance',
            text: 'Nothing. The TTL of an answer is drawn by chance.',
            says: 'nmap draws the TTL of its probes. The kernels of Linux begin with 64, always.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'service',
            text: 'Two programs of the target answered, each with a TTL of its own.',
            says: 'Programs do not choose it, the kernel does. And it is one kernel for all ports of a host.',
            misconception: 'only-host-answers',
          },
          {
            id: 'nearer',
            text: 'The second answer passed no router. It came from somebody nearer.',
            right: true,
            says: 'Yes. Each router takes one off. An answer with 64 has passed none, so it is the gateway’s own.',
          },
        ],
      },
    ],
  };
}
