import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab limit was built on a Linux machine. Its rules drop the first SYN to port 21 and the first one to port 22, and let later ones pass. Our engine and nmap scanned it.',
    recording: { lab: 'limit', technique: 'syn' },
    questions: [
      {
        id: 'why',
        ask: 'A rule drops the first SYN to port 22. Why is port 22 open in all columns?',
        options: [
          {
            id: 'late',
            text: 'The dropped SYN was answered later, when the rule had expired.',
            says: 'A dropped packet is gone, and nothing keeps it for later. It took a second SYN.',
          },
          {
            id: 'again',
            text: 'The scanner asked a second time, and that SYN passed.',
            right: true,
            says: 'Yes. Both scanners try a silent port again. That is why one lost packet does not spoil a scan.',
          },
          {
            id: 'off',
            text: 'A real kernel does not obey such a rule.',
            says: 'It does: the scan took more than a second, since it had to wait and ask again.',
            misconception: 'faster-is-same',
          },
        ],
      },
      {
        id: 'none',
        ask: 'The same lab is scanned with --max-retries 0. What becomes of ports 21 and 22?',
        options: [
          {
            id: 'same',
            text: 'The same as before, only sooner.',
            says: 'It is sooner, but not the same: the one SYN to each of them is dropped.',
            misconception: 'faster-is-same',
          },
          {
            id: 'closed',
            text: 'Both are closed: their SYNs are refused.',
            says: 'The rule drops. It does not refuse, and no reset comes.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'filtered',
            text: 'Both are filtered: nothing came back, and nobody asked again.',
            right: true,
            says: 'Yes. One of them has a service and one has not, and this scan cannot tell.',
          },
        ],
      },
    ],
  };
}
