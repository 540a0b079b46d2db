import type { PortState } from './types.ts';

/** What a port state says, and what it does not say. */
export interface StateMeaning {
  /** What the scanner knows, in one sentence. */
  readonly known: string;
  /** What on the host or on the way brings it about. */
  readonly causes: string;
  /** The mistake that is made most often about it, put right. */
  readonly beware: string;
}

/** nmap's six states, and ours for a lost interface. A state is a conclusion about one port, one probe, one place. */
export const STATES: Readonly<Record<PortState, StateMeaning>> = {
  open: {
    known: 'Something took the connection, or answered the datagram.',
    causes:
      'A listener on the port, bound to an address the probe can reach, and no rule in the way; or something in between that answers in its place.',
    beware:
      'It says nothing of what listens there: the service name is looked up by number, and a proxy may have answered.',
  },
  closed: {
    known:
      'The answer was a refusal: a TCP reset, or for UDP an ICMP port unreachable from the target itself.',
    causes:
      'Nobody listens; or a service listens on another address only; or a firewall rejects with a reset.',
    beware:
      'A closed port is no hole. A firewall that resets looks the same: the TTL may tell the two apart.',
  },
  filtered: {
    known: 'No answer came to any transmission, or an ICMP error that stands in for one.',
    causes:
      'A rule that drops, a rule that rejects with an ICMP error, a router that refuses, or loss on every try.',
    beware: 'It is not closed: whether a service listens behind the filter is not known.',
  },
  unfiltered: {
    known: 'The probe reached the host: a reset came back. Whether the port is open is not known.',
    causes: 'Only an ACK scan says so: a stray ACK is reset by open and closed ports alike.',
    beware: 'It does not mean open. It means that no rule stood in the way of this probe.',
  },
  'open|filtered': {
    known: 'No answer came, and an open port would have kept silent as well.',
    causes:
      'A UDP service that does not answer what it does not understand; an open port under FIN, NULL, Xmas or Maimon; or a rule that drops.',
    beware: 'Silence is no sign of an open port: two worlds look the same from here.',
  },
  'closed|filtered': {
    known: 'No answer came, and a closed port would have looked the same.',
    causes: 'Only the idle scan says so, and a UDP scan that is told not to wait for slow ICMP errors.',
    beware: 'None of the techniques modelled here concludes it.',
  },
  unknown: {
    known: 'The interface was lost before an answer could come.',
    causes: 'A cable, a virtual machine or a VPN that went away during a live scan.',
    beware: 'Silence of a cable is not silence of a firewall: nmap would call these ports filtered.',
  },
};
