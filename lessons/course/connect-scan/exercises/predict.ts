import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, office } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = office(draw);
  const { open, closed, rejected, prohibited, dropped, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'A user without root scans: nmap can only connect. Say for each port which state it will find, and how sure you are.',
    labText,
    line: lineFor('-sT', lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'nmap knows what connect() came to, and nothing else: success, an error, or no end at all.',
      'A plain REJECT sends port unreachable. Which error does the kernel make of it?',
      'Only “connection refused” means closed. Other errors, and silence, mean filtered.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${closed}/tcp`,
        wrong: {
          filtered: {
            says: 'Refused does not need a firewall. Nobody listens on {port}, and the kernel said so: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
      {
        port: `${rejected}/tcp`,
        right:
          'Yes: for this error the kernel says “connection refused”, as it does for a reset. {port} is {state} for a connect scan.',
        wrong: {
          filtered: {
            says: 'A SYN scan would say so, as it sees the ICMP error. connect() says “connection refused”, so it is {state}.',
            misconception: 'root-makes-no-difference',
          },
          open: { says: 'A service listens, but the SYN was rejected before it: {state}.' },
        },
      },
      {
        port: `${prohibited}/tcp`,
        right: 'Yes: the kernel says “no route to host”. That is an error, but no refusal: {state}.',
        wrong: {
          closed: {
            says: 'Not every REJECT looks closed. “Prohibited” becomes another error than a refusal: {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
      {
        port: `${dropped}/tcp`,
        wrong: {
          closed: {
            says: 'Nothing refused the connection. There was silence until nmap gave up: {state}.',
            misconception: 'refused-is-firewall',
          },
        },
      },
    ],
  };
}
