import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab output was built on a Linux machine, and connected to for real. All its rules stand in the chain OUTPUT: they judge what leaves the target.',
    recording: { lab: 'output', technique: 'connect' },
    questions: [
      {
        id: 'listens',
        ask: 'A service listens on port 80, and no rule stops what comes in. Why is the port filtered in all columns?',
        options: [
          {
            id: 'first',
            text: 'Step one is dropped before it reaches the service.',
            says: 'No rule judges what comes in. The SYN arrives, and the target’s kernel answers it.',
          },
          {
            id: 'second',
            text: 'Step two is made, and dropped on its way out.',
            right: true,
            says: 'Yes. The rule names the source port 80 and the flags of a SYN/ACK.',
          },
          {
            id: 'third',
            text: 'Step three is missing, since a scan sends none.',
            says: 'This scan does send step three, once step two has come. Here step two never comes.',
            misconception: 'state-belongs-to-port',
          },
        ],
      },
      {
        id: 'closed',
        ask: 'Nobody listens on port 21, and nobody on port 81. Yet 81 is closed and 21 is filtered. What explains it?',
        options: [
          {
            id: 'reset',
            text: 'The reset that refuses port 21 is dropped on its way out.',
            right: true,
            says: 'Yes. Without its refusal a closed port cannot be told from a guarded one.',
          },
          {
            id: 'service',
            text: 'A service hides behind port 21 and keeps quiet.',
            says: 'The lab has no service there. Filtered says nothing about what is behind.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'firewall',
            text: 'Port 81 is refused by the firewall, port 21 by the kernel.',
            says: 'It is the kernel that refuses both. The firewall only keeps one of the two answers.',
            misconception: 'refused-is-firewall',
          },
        ],
      },
    ],
  };
}
