import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { wall, wallLine } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = wall(draw);
  const { open, empty, refused, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'The rules let new connections in to two ports. On port {open} a service listens, on port {empty} none does. Which state does an ACK scan find?',
    values: { open, empty },
    labText,
    line: wallLine('-sA', lab),
    states: ['open', 'closed', 'filtered', 'unfiltered'],
    hints: [
      'To conntrack a stray ACK is NEW. Which rules accept what is NEW?',
      'What gets through is answered with a reset, listener or not.',
      'An ICMP error is the voice of a filter, in this scan as in a SYN scan.',
    ],
    asks: [
      {
        port: `${open}/tcp`,
        wrong: {
          open: {
            says: 'A service listens, but it does not show: a reset comes back, as from any port. {port} is {state}.',
            misconception: 'ack-finds-open',
          },
          filtered: {
            says: 'The firewall is stateful, and still lets this in: to conntrack a stray ACK is NEW. {port} is {state}.',
          },
        },
      },
      {
        port: `${empty}/tcp`,
        right: 'Yes: the same answer as from the port with a service. The scan cannot tell them apart.',
        wrong: {
          closed: {
            says: 'A SYN scan would find that. An ACK scan gets a reset from every port, so it writes {state}.',
            misconception: 'same-state-every-scan',
          },
          filtered: { says: 'The rules let it in, and a reset came back: {port} is {state}.' },
        },
      },
      {
        port: `${refused}/tcp`,
        wrong: {
          closed: {
            says: 'REJECT sent an ICMP error here. That is a filter speaking: {port} is {state}.',
            misconception: 'reject-looks-closed',
          },
          unfiltered: { says: 'The ACK did not get through. A rule rejected it: {port} is {state}.' },
        },
      },
      {
        port: `${dropped}/tcp`,
        wrong: {
          unfiltered: {
            says: 'Unfiltered needs a reset. Nothing came back: {port} is {state}.',
          },
        },
      },
    ],
  };
}
