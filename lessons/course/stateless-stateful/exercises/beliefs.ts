import type { Draw } from '../../../exercise/draw.ts';
import type { ChoiceTask } from '../../../exercise/task.ts';
import { gate } from '../labs.ts';

/** Asked at the beginning and at the end, with other numbers. */
export function beliefs(draw: Draw): ChoiceTask {
  const { open, labText } = gate(draw);
  return {
    kind: 'choice',
    intro: 'Two questions about firewalls and connections. Nobody marks these: answer what you think is so.',
    values: { open },
    questions: [
      {
        id: 'replies',
        ask: 'A router drops what no rule accepts. Its only rule accepts all that goes from lan to far. From lan you scan a host in far, where port {open} has a service. You say -Pn, so the host counts as up. What does the scan find?',
        truth: { labText, line: `nmap -sS -Pn -p ${open} web`, port: `${open}/tcp`, what: 'state' },
        options: [
          {
            id: 'open',
            text: 'open: what I may ask, I may also hear the answer to',
            says: 'The answer is a packet of its own, from far to lan. No rule accepts it.',
            misconception: 'replies-come-back',
          },
          {
            id: 'filtered',
            text: 'filtered: the SYN gets there, the answer does not get back',
            says: 'Yes. The rule accepts one direction only, and the answer goes in the other.',
          },
          {
            id: 'closed',
            text: 'closed: the router sends a reset in place of the answer',
            says: 'A policy of DROP sends nothing at all.',
            misconception: 'replies-come-back',
          },
        ],
      },
      {
        id: 'payload',
        ask: 'A stateful firewall accepts new connections to port {open} and all that belongs to known ones. A guest connects to port {open}, and then sends bytes that no web browser would ever send. What does the firewall do?',
        options: [
          {
            id: 'passes',
            text: 'It passes them: they belong to a connection that it knows.',
            right: true,
            says: 'Yes. It compares addresses, ports and flags with its list of flows. What the packets carry is not looked at.',
          },
          {
            id: 'drops',
            text: 'It drops them: they are not what belongs on that port.',
            says: 'To know that, it would have to read what is inside. Stateful means only that it keeps a list of flows.',
            misconception: 'stateful-reads-payload',
          },
          {
            id: 'invalid',
            text: 'It calls them INVALID, because they make no sense.',
            says: 'INVALID is said of packets whose flags or numbers fit no flow. The bytes inside are not looked at.',
            misconception: 'stateful-reads-payload',
          },
        ],
      },
    ],
  };
}
