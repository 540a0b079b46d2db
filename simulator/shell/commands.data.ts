// A data table.

/** A line to try, and what it shows. */
export interface Example {
  readonly line: string;
  readonly shows: string;
}

/** A command as its help tells it. */
export interface CommandHelp {
  readonly name: string;
  readonly synopsis: readonly string[];
  /** What it is for, in one sentence. */
  readonly sentence: string;
  readonly examples: readonly Example[];
}

/** The commands of this shell, in the order in which help lists them. */
export const COMMANDS = [
  {
    name: 'iptables',
    synopsis: [
      'iptables -L [CHAIN [NUMBER]] [-v] [-n] [-x] [--line-numbers] [-t TABLE]',
      'iptables -S [CHAIN [NUMBER]] [-v] [-t TABLE]',
      'iptables -Z [CHAIN [NUMBER]] [-t TABLE]',
      'iptables -A|-I|-D|-R|-P|-N|-X|-F|-E CHAIN ... [-t TABLE]',
    ],
    sentence: "Lists and changes the rules of a host's firewall; -v shows how many packets each rule met.",
    examples: [
      { line: 'iptables -L -v -n', shows: 'every rule of the table filter, with its counters' },
      { line: 'iptables -L INPUT -n --line-numbers', shows: 'the rules of one chain, numbered' },
      { line: 'iptables -S', shows: 'the rules as commands' },
      { line: 'iptables -A INPUT -p tcp --dport 80 -j DROP', shows: 'a rule added at the end of INPUT' },
      { line: 'iptables -D INPUT 1', shows: 'the first rule of INPUT removed' },
      { line: 'iptables -P INPUT DROP', shows: 'what becomes of packets that no rule decides' },
    ],
  },
  {
    name: 'ss',
    synopsis: ['ss [-l] [-a] [-n] [-t] [-u] [-4]'],
    sentence: 'Lists the sockets of a host: who listens where, and which connections there are.',
    examples: [
      { line: 'ss -lntu', shows: 'the ports on which something listens, TCP and UDP' },
      { line: 'ss -tan', shows: 'every TCP socket with its state' },
    ],
  },
  {
    name: 'conntrack',
    synopsis: ['conntrack -L [-p tcp|udp|icmp]'],
    sentence: "Lists the flows that a host's firewall remembers, with the seconds each has left.",
    examples: [
      { line: 'conntrack -L', shows: 'every flow; without a rule that needs them there are none' },
      { line: 'conntrack -L -p tcp', shows: 'the flows of TCP alone' },
    ],
  },
  {
    name: 'ping',
    synopsis: ['ping [-c COUNT] [-i SECONDS] [-W SECONDS] [-t TTL] [-q] [-n] TARGET'],
    sentence: 'Sends ICMP echo requests from a host and waits for their answers.',
    examples: [
      { line: 'ping -c 3 target', shows: 'three requests, a second apart' },
      { line: 'ping -c 1 -t 1 198.18.20.28', shows: 'which router is the first on the way' },
    ],
  },
  {
    name: 'ssh',
    synopsis: ['ssh HOST'],
    sentence: 'Goes to another host of the lab; the next commands are typed there.',
    examples: [{ line: 'ssh target', shows: 'the prompt of target' }],
  },
  {
    name: 'exit',
    synopsis: ['exit'],
    sentence: 'Goes back to the scanner.',
    examples: [{ line: 'exit', shows: 'the prompt of the scanner' }],
  },
  {
    name: 'help',
    synopsis: ['help [COMMAND]'],
    sentence: 'Lists the commands, or tells one of them with examples.',
    examples: [{ line: 'help ss', shows: 'what ss can do here' }],
  },
] as const satisfies readonly CommandHelp[];

export type CommandName = (typeof COMMANDS)[number]['name'];
