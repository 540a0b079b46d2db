import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { inOrder, offices } from '../labs.ts';

export function predict(draw: Draw): Task {
  const { open, barred, closed, closedName, odd, labText } = offices(draw);
  return {
    kind: 'predict',
    intro:
      'The host friendly answers pings. Look at its services and its rule. Which state does each port of the line have?',
    values: { closedName },
    labText,
    line: `nmap -sS -p ${inOrder(open, barred, closed, odd)} --reason friendly`,
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'That the host is up says nothing of a single port.',
      'The name in the column SERVICE is looked up by number. Look at the services of the lab instead.',
      'A port is scanned if the line names it, however rare it is.',
    ],
    asks: [
      { port: `${open}/tcp` },
      {
        port: `${barred}/tcp`,
        right: 'Yes. The ping comes through and the SYN does not: {state}.',
        wrong: {
          open: {
            says: 'The host answers pings and a service listens, but a rule drops what is for {port}: {state}.',
            misconception: 'ping-means-port',
          },
          closed: {
            says: 'A closed port answers with a reset. Here the rule drops, and nothing comes: {state}.',
            misconception: 'filtered-is-closed',
          },
        },
      },
      {
        port: `${closed}/tcp`,
        right: 'Yes. nmap has a name for the number, but no service listens there.',
        wrong: {
          open: {
            says: 'nmap names the port {closedName} by its number. No such service runs here: {state}.',
            misconception: 'name-is-detection',
          },
        },
      },
      {
        port: `${odd}/tcp`,
        right: 'Yes. The line names the port, so it was asked, and a service listens.',
        wrong: {
          closed: {
            says: 'A service listens there. That nobody expects one on such a number changes nothing: {state}.',
            misconception: 'all-ports-scanned',
          },
          filtered: {
            says: 'The one rule of the host names another port. This one can be reached: {state}.',
            misconception: 'all-ports-scanned',
          },
        },
      },
    ],
  };
}
