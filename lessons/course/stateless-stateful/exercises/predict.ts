import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { gate, listed } from '../labs.ts';

export const lineFor = ({
  open,
  closed,
  refused,
}: {
  readonly open: number;
  readonly closed: number;
  readonly refused: number;
}): string => `nmap -sS -Pn -p ${listed([open, closed, refused])} --reason web`;

export function predict(draw: Draw): Task {
  const lab = gate(draw);
  const { open, closed, refused, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'You scan from lan, through the router, a host in far. The router accepts all from lan to far, and drops the rest. On the host, port {open} has a service, {closed} has none, and {refused} is rejected with an ICMP error. With -Pn the scan takes the host for up, and asks at once.',
    values: { open, closed, refused },
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Every probe gets to the host, and the host answers every one.',
      'An answer goes from far to lan. Which rule of the router accepts that?',
    ],
    asks: [
      {
        port: `${open}/tcp`,
        right: 'Yes: the SYN/ACK was sent, and the router dropped it. For the scan {port} is {state}.',
        wrong: {
          open: {
            says: 'The service answered. But its answer is a packet from far to lan, and the router drops it: {state}.',
            misconception: 'replies-come-back',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes: the reset was dropped on its way back. Closed and open look the same now.',
        wrong: {
          closed: {
            says: 'A reset was sent, and the router dropped it on its way back: {state}.',
            misconception: 'replies-come-back',
          },
        },
      },
      {
        port: `${refused}/tcp`,
        right: 'Yes, and for the same cause as the others: even the ICMP error did not get back.',
        wrong: {
          closed: {
            says: 'The host sent an ICMP error, and the router dropped it: {state}.',
            misconception: 'replies-come-back',
          },
          open: { says: 'The host rejects this port, and no answer gets back anyhow: {state}.' },
        },
      },
    ],
  };
}
