/** What is understood in the console, in the order in which help lists it. */
export const COMMANDS = [
  { text: 'nmap', meaning: 'scan the lab: nmap -sS -p 22,80 target' },
  { text: 'iptables', meaning: "list and change a host's firewall" },
  { text: 'ss', meaning: 'list the sockets of a host' },
  { text: 'conntrack', meaning: "list the flows that a host's firewall remembers" },
  { text: 'ping', meaning: 'send ICMP echo requests' },
  { text: 'ssh', meaning: 'go to another host of the lab' },
  { text: 'exit', meaning: 'go back to the scanner' },
  { text: 'help', meaning: 'list these commands' },
  { text: 'history', meaning: 'list the lines typed so far' },
  { text: 'clear', meaning: 'empty the console' },
  { text: 'reset', meaning: 'put the lab back to what it was when opened' },
] as const;

/** The commands as `help` lists them. */
export function helpLines(): string {
  const lines = COMMANDS.map(({ text, meaning }) => `  ${text.padEnd(10)}  ${meaning}\n`);
  return ['Commands; help and a name tells more of one:\n', ...lines].join('');
}
