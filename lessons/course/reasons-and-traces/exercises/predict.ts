import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, path } from '../labs.ts';

export function predict(draw: Draw): Task {
  const lab = path(draw);
  const { open, closed, barred, reset, refused, labText } = lab;
  return {
    kind: 'predict',
    intro:
      'Services listen on all of these ports but {closed}. Two machines have rules. Say what a SYN scan finds; then look at the reasons beside the states.',
    values: { closed },
    labText,
    line: lineFor(lab),
    states: ['open', 'closed', 'filtered', 'open|filtered'],
    hints: [
      'A SYN passes the gateway first. What does not get through there, the target never sees.',
      'A reset makes a port closed, whoever has sent it.',
      'Any ICMP error of this kind makes a TCP port filtered, even port unreachable.',
    ],
    asks: [
      { port: `${open}/tcp` },
      { port: `${closed}/tcp` },
      {
        port: `${barred}/tcp`,
        right: 'Yes: {state}, and the reason, {reason}, says that it was no silence.',
        wrong: {
          closed: { says: 'An ICMP error is no reset. For a TCP port it means {state} ({reason}).' },
          open: {
            says: 'The service listens, but the gateway turned the SYN down: {state} ({reason}).',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${reset}/tcp`,
        right: 'Yes. A service listens, and the gateway has sent a reset in its place. The TTL says so.',
        wrong: {
          filtered: {
            says: 'A rule of the gateway stands in the way, but it answers with a reset, and that reads as {state}.',
            misconception: 'only-host-answers',
          },
          open: {
            says: 'The service is there, but its machine was never asked. The gateway sent a reset: {state}.',
            misconception: 'only-host-answers',
          },
        },
      },
      {
        port: `${refused}/tcp`,
        right: 'Yes: {state}. This error comes from the target itself, so there is no from in the reason.',
        wrong: {
          closed: {
            says: 'In a UDP scan this error would say closed. For TCP a closed port sends a reset; an error means {state}.',
            misconception: 'reject-looks-closed',
          },
        },
      },
    ],
  };
}
