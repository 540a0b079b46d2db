import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab no-ping was built on a Linux machine: a host behind a router that drops pings and what is for ports 80 and 443. Our engine and nmap scanned it, both with -Pn.',
    recording: { lab: 'no-ping', technique: 'syn' },
    questions: [
      {
        id: 'up',
        ask: 'The host is up in all columns, and port 22 is open. Why would a line without -Pn have found no open port?',
        options: [
          {
            id: 'firewall',
            text: 'Without -Pn the firewall of the host would drop the SYN to port 22.',
            says: 'The SYN is the same with and without -Pn, and no rule names port 22.',
          },
          {
            id: 'discovery',
            text: 'All questions of discovery are dropped, so no port would be asked.',
            right: true,
            says: 'Yes. The rules name the pings and the two ports that discovery tries. -Pn takes the host for up without a question.',
          },
          {
            id: 'asleep',
            text: 'The host is off, and only -Pn makes it answer.',
            says: 'An option of nmap wakes nobody up. The host answered because it was asked.',
            misconception: 'down-means-off',
          },
          {
            id: 'ping',
            text: 'Who answers no ping has no open port, and -Pn guesses one.',
            says: 'Nothing is guessed: a SYN/ACK came back from port 22. Pings are judged by other rules.',
            misconception: 'ping-means-port',
          },
        ],
      },
    ],
  };
}
