import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, street } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = street(draw);
  const { open, closed, dropped, local, labText } = lab;
  return {
    kind: 'predict',
    intro: 'Say for each port which state the scan will find, and how sure you are. Then the scan runs.',
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'Ask of each port: does a service listen there, on an address that the scanner can reach?',
      'Then ask: does a rule of the firewall match the SYN?',
      'A service on 127.0.0.1 listens for its own machine only. For everybody else it is not there.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'Nothing stands in the way of {port}. The target answers with a reset, and that makes it {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        right:
          'Yes: the rule drops the SYN, nothing comes back, and {port} is {state}. That a service listens there cannot be seen.',
        wrong: {
          closed: {
            says: 'A closed port answers. Here the rule drops the SYN and nobody answers: {port} is {state}.',
            misconception: 'filtered-is-closed',
          },
          open: {
            says: 'A service listens, but the SYN never reaches it: the rule drops it. {port} is {state}.',
          },
        },
      },
      {
        port: `${local}/tcp`,
        right:
          'Yes: the service listens on 127.0.0.1 only. For the network there is no listener, so a reset comes back: {state}.',
        wrong: {
          open: {
            says: 'The service listens on 127.0.0.1, for its own machine only. From the network {port} is {state}.',
            misconception: 'binding-is-firewall',
          },
          filtered: {
            says: 'No rule names {port}. The service is bound to 127.0.0.1, so the target has no listener for you and says so: {state}.',
            misconception: 'binding-is-firewall',
          },
        },
      },
    ],
  };
}
