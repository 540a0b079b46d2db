import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab own-reset was built on a Linux machine. The scanner’s own firewall drops every reset that would leave it. Our engine and nmap scanned with SYNs.',
    recording: { lab: 'own-reset', technique: 'syn' },
    questions: [
      {
        id: 'enough',
        ask: 'No reset and no ACK left the scanner. Why could port 22 be found open all the same?',
        options: [
          {
            id: 'syn-ack',
            text: 'A SYN/ACK came back, and a SYN scan asks for nothing more.',
            right: true,
            says: 'Yes. The reset tidies up for the target. For the scanner all was said before.',
          },
          {
            id: 'completed',
            text: 'nmap completed the handshake with an ACK that is not shown.',
            says: 'The reason is syn-ack, and no ACK was sent. A SYN scan never completes a handshake.',
            misconception: 'syn-completes',
          },
          {
            id: 'guess',
            text: 'With nothing to go by, nmap guessed from the number 22.',
            says: 'Only the name of the service is looked up by number. The state comes from an answer.',
          },
        ],
      },
      {
        id: 'seen',
        ask: 'The handshake is not complete. What does the target know of this scan?',
        options: [
          {
            id: 'nothing',
            text: 'Nothing, as no service was handed a connection.',
            says: 'Its kernel answered each SYN, so it knows of each. Rules and watchers see them too.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'closed-only',
            text: 'Only what came to port 21, which refused.',
            says: 'Ports 22 and 80 answered as well. Who answers has been asked.',
            misconception: 'syn-is-invisible',
          },
          {
            id: 'all',
            text: 'Its kernel got a SYN for each port, and answered.',
            right: true,
            says: 'Yes. All three ports gave an answer. Behind two of them the kernel still waits for a third step.',
          },
        ],
      },
    ],
  };
}
