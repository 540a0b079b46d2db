import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { twoStacks } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, closed } = twoStacks(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about scans that send no SYN. Nobody marks these: answer what you think is so.',
    values: { open, closed },
    questions: [
      {
        id: 'silent',
        ask: 'A Xmas scan hears nothing from port {open}, and a reset from port {closed}. What does it prove?',
        options: [
          {
            id: 'open',
            text: 'That a service listens on port {open}.',
            says: 'If that were so, each rule that drops would make a service out of nothing. A listener is silent here, and so is a dropped probe.',
            misconception: 'xmas-finds-open',
          },
          {
            id: 'closed',
            text: 'That a reset came for port {closed}, and no more.',
            right: true,
            says: 'Yes. A reset is an answer, and nmap calls the port closed. The silence of the other port has two possible causes.',
          },
          {
            id: 'filtered',
            text: 'That a firewall guards port {open}.',
            says: 'It may be so. But a service with no firewall at all is just as silent when such a probe comes.',
          },
        ],
      },
      {
        id: 'everywhere',
        ask: 'The same scan of another machine gets a reset from each port, port {open} too. What may be so?',
        options: [
          {
            id: 'no-service',
            text: 'No port of that machine has a service.',
            says: 'That would be right if all stacks did alike. Some reset these probes from ports that have a service as well.',
            misconception: 'xmas-works-anywhere',
          },
          {
            id: 'firewall',
            text: 'A firewall there drops such probes.',
            says: 'A dropped probe gets no answer. Here each one was answered.',
            misconception: 'xmas-finds-open',
          },
          {
            id: 'stack',
            text: 'Its stack resets such probes on every port.',
            right: true,
            says: 'Yes. Windows does so. On such a stack the scan cannot tell a service from none.',
          },
        ],
      },
    ],
  };
}
