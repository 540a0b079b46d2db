import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { campus } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { scope, printer, files, neighbour, broadcast } = campus(draw);
  return {
    kind: 'choice',
    intro:
      'A scope file says: networks: [{scope}], except: [{printer}], max_pps: 50, and a date in valid_until. Three blanks.',
    values: { scope, printer, files, neighbour, broadcast },
    questions: [
      {
        id: 'address',
        ask: 'Which of these addresses may be scanned?',
        options: [
          {
            id: 'neighbour',
            text: '{neighbour}',
            says: 'It is close by, but outside {scope}. A network of eight addresses ends soon.',
          },
          {
            id: 'printer',
            text: '{printer}',
            says: 'It is in the network, but the list except takes it out again. What is excepted stays so.',
          },
          {
            id: 'files',
            text: '{files}',
            right: true,
            says: 'Yes. It lies in the network and is not excepted.',
          },
          {
            id: 'broadcast',
            text: '{broadcast}',
            says: 'It is the last address of the network, by which all hosts are called at once. It is never scanned.',
          },
        ],
      },
      {
        id: 'date',
        ask: 'The date in valid_until was yesterday, and you are not done. What now?',
        options: [
          {
            id: 'edit',
            text: 'Write a later date: nobody has taken the permission back.',
            says: 'The end was part of what was agreed. Who moves it alone has no agreement any more.',
          },
          {
            id: 'ask',
            text: 'Ask the owner again, and write down the new date.',
            right: true,
            says: 'Yes. A permission ends by itself, so that nobody has to remember to take it back.',
          },
          {
            id: 'slow',
            text: 'Go on, but slower, so that nobody is disturbed.',
            says: 'Slow or fast, it is a scan without permission. And slow scans are seen, too.',
            misconception: 'syn-is-invisible',
          },
        ],
      },
      {
        id: 'found',
        ask: 'Your scan finds an open port on {files} that nobody has told you of. What now?',
        options: [
          {
            id: 'log-in',
            text: 'Try whether a usual password lets you in, as a proof.',
            says: 'A scan was agreed, and not a break-in. An open port is not a weak spot, either.',
            misconception: 'open-is-attackable',
          },
          {
            id: 'silent',
            text: 'Leave it out of the report: it was not asked for.',
            says: 'The owner may want to know just that. It is what the scan was for.',
          },
          {
            id: 'tell',
            text: 'Note it, tell the contact in the scope file, and leave it at that.',
            right: true,
            says: 'Yes. You say what you have seen. What is to be done is for the owner to say.',
          },
        ],
      },
    ],
  };
}
