import type { Task } from '../../../exercise/task.ts';

export function live(): Task {
  return {
    kind: 'choice',
    intro:
      'The lab table-stateful was built on a Linux machine and scanned with ACK scans, by our engine and by nmap. Its rules accept known flows, accept new ones to port 80, and drop the rest.',
    recording: { lab: 'table-stateful', technique: 'ack' },
    questions: [
      {
        id: 'why',
        ask: 'Port 80 is unfiltered in every column, though the firewall is stateful and no connection was there. What explains it?',
        options: [
          {
            id: 'open',
            text: 'A service listens on port 80, and that is what unfiltered says.',
            says: 'A service listens, but the scan does not know. Without one, the same reset would come back.',
            misconception: 'unfiltered-is-open',
          },
          {
            id: 'new',
            text: 'To conntrack a stray ACK is NEW, and NEW is accepted for port 80.',
            right: true,
            says: 'Yes. The real kernel picks up a connection in its middle, as the simulated one does.',
          },
          {
            id: 'established',
            text: 'A packet with ACK is always ESTABLISHED.',
            says: 'Then port 21 would be unfiltered as well. The flag does not decide, the list of flows does.',
          },
        ],
      },
      {
        id: 'other',
        ask: 'Port 21 is filtered in every column. What does that say about a service on port 21?',
        options: [
          {
            id: 'none',
            text: 'None listens there.',
            says: 'The ACK never came so far. What is behind the rule, the scan cannot say.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'some',
            text: 'One listens there and is well protected.',
            says: 'Perhaps, and perhaps not. The rule drops the ACK in either case.',
            misconception: 'ack-finds-open',
          },
          {
            id: 'nothing',
            text: 'Nothing at all.',
            right: true,
            says: 'Yes. An ACK scan maps the firewall. It does not look for services.',
          },
        ],
      },
    ],
  };
}
