import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { lineFor, path } from '../labs.ts';

export function complete(draw: Draw): Task {
  const lab = path(draw);
  const { barred, reset, refused, labText } = lab;
  const about = (port: number) => ({ labText, line: lineFor(lab), port: `${port}/tcp` });
  return {
    kind: 'choice',
    intro:
      'The same kind of run, with blanks. Services listen on ports {barred}, {reset} and {refused}. Look at the rules of the gateway and of the target.',
    values: { barred, reset, refused },
    scene: { labText, lines: [], views: ['firewall', 'topology'] },
    questions: [
      {
        id: 'barred',
        ask: 'Which reason stands in the table for port {barred}?',
        truth: { ...about(barred), what: 'reason' },
        options: [
          {
            id: 'no-response',
            text: 'no-response',
            says: 'That stands for silence. The rule for this port does not drop; it rejects.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'reset',
            text: 'reset',
            says: 'A reset is what the rule for port {reset} sends. This one sends an ICMP error.',
          },
          {
            id: 'admin-prohibited',
            text: 'admin-prohibited',
            says: 'Yes: that is the error the rule asks for. The table also says from which address it came.',
          },
          {
            id: 'port-unreach',
            text: 'port-unreach',
            says: 'That is what REJECT says where no other error is named. Here one is.',
          },
        ],
      },
      {
        id: 'reset',
        ask: 'The reason for port {reset} is reset, with a TTL of 64. For the closed port it is reset, with 63. Who sent the first?',
        options: [
          {
            id: 'gateway',
            text: 'The gateway, in the target’s name.',
            right: true,
            says: 'Yes. It passed no router, so it began at the nearest one. Its address is the target’s, since no other would be believed.',
          },
          {
            id: 'target',
            text: 'The target: the reset bears its address.',
            says: 'Then the gateway would have taken 1 from its TTL, as from every answer of the target.',
            misconception: 'only-host-answers',
          },
          {
            id: 'either',
            text: 'Nobody can say, since both are resets.',
            says: 'The reason is the same, but the number behind it is not. That number tells them apart.',
            misconception: 'reason-is-noise',
          },
        ],
      },
      {
        id: 'refused',
        ask: 'Which reason stands in the table for port {refused}, which a rule of the target itself rejects?',
        truth: { ...about(refused), what: 'reason' },
        options: [
          {
            id: 'conn-refused',
            text: 'conn-refused',
            says: 'That is what a connect scan says. A SYN scan sees the packet itself.',
          },
          {
            id: 'port-unreach',
            text: 'port-unreach',
            says: 'Yes. It comes from the target, so there is no word from behind it.',
          },
          {
            id: 'no-response',
            text: 'no-response',
            says: 'REJECT does send something. Silence is what DROP makes.',
            misconception: 'reason-is-noise',
          },
          {
            id: 'admin-prohibited',
            text: 'admin-prohibited',
            says: 'A rule says so only where it is asked to. Look at the rule: it names no error.',
          },
        ],
      },
    ],
  };
}
