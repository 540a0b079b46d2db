import type { Draw } from '../../../exercise/draw.ts';
import type { Task } from '../../../exercise/task.ts';
import { offices } from '../labs.ts';

export function complete(draw: Draw): Task {
  const { barred, closed, closedName, labText } = offices(draw);
  return {
    kind: 'choice',
    intro:
      'Three blanks about the two hosts behind the gateway. The scanner may send any packet it likes: it has root.',
    values: { barred, closed, closedName },
    scene: { labText, lines: [], views: ['topology', 'firewall'] },
    questions: [
      {
        id: 'sn',
        ask: 'nmap -sn friendly scans no ports. What does it send to the host?',
        options: [
          {
            id: 'ping',
            text: 'A ping, and nothing else',
            says: 'The ping, an echo request, is one of four. If it alone were sent, more hosts would seem to be down.',
            misconception: 'sn-sends-pings',
          },
          {
            id: 'four',
            text: 'Two ICMP requests and two TCP packets',
            right: true,
            says: 'Yes: echo and timestamp, a SYN to port 443 and an ACK to port 80. The first answer is enough.',
          },
          {
            id: 'none',
            text: 'Nothing: it asks its own kernel',
            says: 'The kernel knows nothing of a host behind a router. Somebody has to ask.',
          },
        ],
      },
      {
        id: 'ping',
        ask: 'The host friendly answers pings. A rule drops what is for its port {barred}. Which state does a SYN scan find?',
        truth: {
          labText,
          line: `nmap -p ${barred} friendly`,
          port: `${barred}/tcp`,
          host: 'friendly',
          what: 'state',
        },
        options: [
          {
            id: 'open',
            text: 'open, since the host answers',
            says: 'The host answers a ping. Packets to this port meet another rule, and are dropped.',
            misconception: 'ping-means-port',
          },
          {
            id: 'closed',
            text: 'closed, since the host answers but the port does not',
            says: 'A closed port answers with a reset. From this one nothing comes.',
            misconception: 'filtered-is-closed',
          },
          {
            id: 'filtered',
            text: 'filtered, since the port does not answer',
            says: 'Yes. Pings and ports are judged by different rules.',
          },
        ],
      },
      {
        id: 'name',
        ask: 'In the report of friendly, port {closed} has the name {closedName} beside it. Where does that name come from?',
        options: [
          {
            id: 'list',
            text: 'From a list that goes by the number of the port',
            right: true,
            says: 'Yes. No service listens there, and the name stands in the table all the same.',
          },
          {
            id: 'answer',
            text: 'From the answer of the program on that port',
            says: 'Nobody listens on that port, so no program has answered. The name would be there in any case.',
            misconception: 'name-is-detection',
          },
          {
            id: 'host',
            text: 'From a list of services that the host gave out',
            says: 'A host gives no such list to who scans it. nmap has one of its own.',
            misconception: 'name-is-detection',
          },
        ],
      },
    ],
  };
}
