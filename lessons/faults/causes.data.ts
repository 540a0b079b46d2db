// A data table.
/** What can be at fault, the same list in every lab; each is told from the others by something that can be looked at. */
export const CAUSES = {
  'rule-order': {
    text: 'The rule that allows it stands behind one that decides first.',
    wouldBe:
      'Then a rule that allows it would stand further down than the one that decides, and meet no packet. No such rule stands there.',
  },
  'wrong-chain': {
    text: 'The rule that allows it stands in the wrong chain.',
    wouldBe:
      'Then the rule for port {broken} would stand in a chain that these packets never pass. The chains are the right ones here.',
  },
  loopback: {
    text: 'The service listens for its own machine only.',
    wouldBe:
      'Then the SYN would reach {host}, and {host} itself would answer with a reset. No reset comes back here.',
  },
  'rate-limit': {
    text: 'A rule lets in fewer packets than are needed.',
    wouldBe: 'Then one try would get through and the next would not. Here every try ends the same.',
  },
  'router-rejects': {
    text: 'A rule on the router rejects what should pass.',
    wouldBe: 'Then an ICMP error from the address of the router would come back. Nothing comes back here.',
  },
  'no-way-back': {
    text: 'No rule lets the answers come back.',
    wouldBe:
      'Then {host} would send a SYN/ACK, and it would be lost on its way. Here {host} never sends one for the SYN that fails.',
  },
  'wrong-protocol': {
    text: 'The rule that allows it names the wrong protocol.',
    wouldBe: 'Then no rule would allow port {broken} for TCP. There is one, and it says -p tcp.',
  },
  'wrong-source': {
    text: 'The rule that allows it names the wrong sender.',
    wouldBe: 'Then the rule would have -s and an address in it. No rule here asks who sends.',
  },
  'source-port': {
    text: 'The rule that allows it names the wrong end of the packet.',
    wouldBe:
      'Then the rule would say --sport, the port the packet comes from. The rule for port {broken} says --dport, which is right.',
  },
} as const;

export type CauseId = keyof typeof CAUSES;
