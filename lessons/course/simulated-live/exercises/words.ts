import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { behind } from '../labs.ts';

/** What only the real tool says so far: its version scan is not simulated. */
export function words(draw: Draw): Task {
  const { open, reset } = behind(draw);
  return {
    kind: 'choice',
    intro:
      'The real nmap can ask services what they are, with -sV. The simulated one refuses that option. So these words can stand only in a live result.',
    values: { open, reset },
    questions: [
      {
        id: 'wrapped',
        ask: 'A live -sV calls port {open} "tcpwrapped". What has nmap seen?',
        options: [
          {
            id: 'wrapper',
            text: 'The program TCP Wrapper guards the port.',
            says: 'The word comes from there, but nobody has looked for that program. Many things end a connection early.',
            misconception: 'tcpwrapped-is-wrapper',
          },
          {
            id: 'ended',
            text: 'The connection came about and was ended before any data came.',
            right: true,
            says: 'Yes. A filter, an access list or something that answers for a dead service can all do that.',
          },
          {
            id: 'encrypted',
            text: 'The service speaks only in a secret code.',
            says: 'A service that encrypts still sends bytes. Here no byte came at all.',
            misconception: 'tcpwrapped-is-wrapper',
          },
        ],
      },
      {
        id: 'name',
        ask: 'Without -sV the live table has a name beside port {reset}. Where does it come from?',
        options: [
          {
            id: 'banner',
            text: 'The service has said its name.',
            says: 'Nobody has asked it: a SYN scan ends before a service can speak.',
            misconception: 'name-is-detection',
          },
          {
            id: 'guess',
            text: 'nmap knows it by how the answer looks.',
            says: 'The answer is a few flags and numbers. It is the number of the port that is looked up.',
            misconception: 'name-is-detection',
          },
          {
            id: 'list',
            text: 'From a list of ports and their usual services.',
            right: true,
            says: 'Yes. Both nmap and the simulated one look the number up. Neither has asked.',
          },
        ],
      },
    ],
  };
}
