import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { half, lineFor } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = half(draw);
  const { open, closed, logged, rejected, labText } = lab;
  return {
    kind: 'predict',
    intro: 'Say for each port which state the SYN scan will find, and how sure you are. Then the scan runs.',
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A SYN/ACK is enough for open. No handshake has to be completed.',
      'LOG writes a line and decides nothing. The packet goes on to the next rule.',
      'REJECT without more words answers with an ICMP error, not with a reset.',
    ],
    asks: [
      { port: `${open}/tcp` },
      { port: `${closed}/tcp` },
      {
        port: `${logged}/tcp`,
        right: 'Yes: {port} is {state}. Its SYN was written down on the way, and nothing of that shows here.',
        wrong: {
          filtered: {
            says: 'The rule only writes a line. The SYN goes on to the service: {state}. A scan may be seen without noticing.',
            misconception: 'syn-is-invisible',
          },
          closed: { says: 'A service listens on {port}, and no rule stops the SYN: {state}.' },
        },
      },
      {
        port: `${rejected}/tcp`,
        right: 'Yes: the ICMP error came from a filter, not from the port: {state}.',
        wrong: {
          closed: {
            says: 'Closed takes a reset. A plain REJECT sends an ICMP error, and a SYN scan calls that {state}.',
            misconception: 'reject-looks-closed',
          },
          open: { says: 'A service listens, but the SYN is rejected before it: {state}.' },
        },
      },
    ],
  };
}
