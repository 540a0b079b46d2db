import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { island, lineFor } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = island(draw);
  const { answers, silent, closed, dropped, rejected, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The service on port {answers} answers what it is asked. That on port {silent} takes what comes and says nothing. Look at the rules of both machines, then say what a UDP scan finds.',
    values: { answers, silent },
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Ask of each port: what comes back, and from whom?',
      'REJECT sends an ICMP error, port unreachable, from the machine that has the rule.',
      'Only from the target itself does that error mean that nobody listens.',
    ],
    asks: [
      {
        port: `${answers}/udp`,
        wrong: {
          'open|filtered': {
            says: 'That is for silence. Here a datagram came back, as a service sends it: {state}.',
          },
        },
      },
      {
        port: `${silent}/udp`,
        right: 'Yes. You know of the service; the scan does not. All it has is silence.',
        wrong: {
          open: {
            says: 'You know that a service is there. The scan hears only silence, and must write {state}.',
            misconception: 'udp-silence-is-open',
          },
          filtered: {
            says: 'In a TCP scan silence would be called so. Over UDP a service may be silent too: {state}.',
          },
        },
      },
      {
        port: `${closed}/udp`,
        wrong: {
          'open|filtered': {
            says: 'The target’s kernel does not keep silent about it. It sends an ICMP error: {state}.',
            misconception: 'udp-silence-is-open',
          },
        },
      },
      {
        port: `${dropped}/udp`,
        right: 'Yes. Nobody listens there, yet from outside it looks like the silent service.',
        wrong: {
          filtered: {
            says: 'A rule does filter. But the scan hears silence, and a service could make that too: {state}.',
          },
          closed: {
            says: 'The error that would say so is never sent, since the rule drops the datagram: {state}.',
          },
          open: {
            says: 'If silence meant open, this port without a service would be open. It is {state}.',
            misconception: 'udp-silence-is-open',
          },
        },
      },
      {
        port: `${rejected}/udp`,
        right: 'Yes. The error is port unreachable, but it comes from the router: {state}.',
        wrong: {
          closed: {
            says: 'The error is the right one, but the router has sent it, and not the target. That makes it {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
    ],
  };
}
