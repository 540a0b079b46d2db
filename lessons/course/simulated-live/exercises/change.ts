import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind, lineFor } from '../labs.ts';

export function change(draw: Draw): Task {
  const lab = behind(draw);
  const { reset, rejected, local, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'One thing was changed: the scan was started without root. nmap may not build packets of its own then, and has the system connect (-sT). Which state does each port have now?',
    before: { labText, line: lineFor(lab), changed: 'Without root the SYN scan becomes a connect scan.' },
    values: { reset, rejected, local },
    labText,
    line: lineFor(lab, '-sT'),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    asks: [
      { port: `${reset}/tcp` },
      {
        port: `${rejected}/tcp`,
        right:
          'Yes: the system turns this ICMP error into "connection refused", and that is all nmap gets to hear: {state}.',
        wrong: {
          filtered: {
            says: 'A SYN scan reads the ICMP error itself. The system only tells nmap "refused", which means {state}.',
            misconception: 'root-makes-no-difference',
          },
          open: {
            says: 'The router still keeps the SYN. The system hears an error and says "refused": {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${local}/tcp`,
        wrong: {
          open: {
            says: 'Only a connection from the target itself would reach it. From here {port} is {state}.',
            misconception: 'self-scan-proves',
          },
        },
      },
    ],
  };
}
