// A data table.
import type { MisconceptionId } from './ids.ts';

/** What learners say, in their words. Light enough for a page that names a card and leads to it. */
const CLAIMS: Readonly<Record<MisconceptionId, string>> = {
  'filtered-is-closed': 'Filtered is another word for closed.',
  'open-is-attackable': 'An open port is a weak spot.',
  'closed-is-a-hole': 'A closed port is a hole that needs a firewall.',
  'drop-is-safer': 'Dropping is safer than rejecting: nobody sees me.',
  'reject-looks-closed': 'REJECT makes a port look closed.',
  'same-state-every-scan': 'A port has the same state in every scan.',
  'state-belongs-to-port': 'The state is a property of the port.',
  'self-scan-proves': 'I scanned myself, so the firewall works.',
  'udp-silence-is-open': 'No answer over UDP means open.',
  'udp-is-slow': 'UDP scans are slow because UDP is slow.',
  'udp-connect-works': 'The UDP client connected, so the port works.',
  'syn-is-invisible': 'Nobody can see a SYN scan.',
  'syn-completes': 'A SYN scan completes the handshake.',
  'xmas-works-anywhere': 'Xmas, Null and FIN scans work on every system.',
  'xmas-finds-open': 'Xmas, Null and FIN scans find open ports.',
  'ack-finds-open': 'An ACK scan finds open ports.',
  'unfiltered-is-open': 'Unfiltered means open.',
  'stateful-reads-payload': 'A stateful firewall reads what is inside.',
  'replies-come-back': 'I allowed what goes out, so the replies come in.',
  'append-adds-permission': 'I appended an ACCEPT, so it is allowed.',
  'input-protects-all': 'The INPUT chain of the router protects the machines behind it.',
  'binding-is-firewall': 'Where a service runs, the port is open unless a firewall stops it.',
  'ping-means-port': 'The ping works, so the port works.',
  'down-means-off': 'Host seems down: the machine is off.',
  'sn-sends-pings': 'With -sn, nmap only sends pings.',
  'root-makes-no-difference': 'nmap does the same scan with root and without.',
  'all-ports-scanned': 'nmap scanned all ports.',
  'name-is-detection': 'nmap says http, so a web server runs there.',
  'tcpwrapped-is-wrapper': 'tcpwrapped means that a TCP wrapper runs there.',
  'faster-is-same': 'A faster scan finds the same, only sooner.',
  'only-host-answers': 'Only the host itself can answer for its ports.',
  'refused-is-firewall': 'Connection refused: the firewall blocked me.',
  'reason-is-noise': 'The columns REASON and TTL are noise.',
};

export const cardTitle = (id: MisconceptionId): string => CLAIMS[id];
