import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'This is a live scan of the lab first-scan. It was built on one machine, from network namespaces: rooms within its kernel, each with a network of its own, and no way out.',
    recording: { lab: 'first-scan', technique: 'syn' },
    questions: [
      {
        id: 'asked',
        ask: 'For this scan the owner of that one machine was asked, and nobody else. Why was that enough?',
        options: [
          {
            id: 'private',
            text: 'The addresses are private ones, which may be scanned by all.',
            says: 'A private address says nothing of permission. Your school uses such addresses, too.',
          },
          {
            id: 'half',
            text: 'A SYN scan opens no connection, and so nobody is concerned.',
            says: 'A SYN is a packet to somebody’s machine, and it is seen there.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'within',
            text: 'No packet has left that machine: all hosts are part of it.',
            right: true,
            says: 'Yes. A lab of namespaces is your own on your own machine. There you may try everything.',
          },
        ],
      },
      {
        id: 'same',
        ask: 'A machine in your school has the same address as this target. What does the recording tell of it?',
        options: [
          {
            id: 'nothing',
            text: 'Nothing: the same number is another machine there, with another owner.',
            right: true,
            says: 'Yes. Such addresses are used again and again. Neither the result nor the permission carries over.',
          },
          {
            id: 'ports',
            text: 'The same ports are open on it.',
            says: 'A state is what was seen there and then. Another machine is another matter.',
            misconception: 'state-belongs-to-port',
          },
          {
            id: 'allowed',
            text: 'It may be scanned too, for it was scanned before.',
            says: 'It was not. What was scanned is a host in a lab that happens to have the same number.',
          },
        ],
      },
    ],
  };
}
