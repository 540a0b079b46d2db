import { flagLetters, icmpName, icmpTypeName, TCP_FLAG } from '../../engine/packet/index.ts';
import type { Match, ProbeShape } from '../../engine/technique/index.ts';

/** What a rule of a technique waits for, in words: `TCP with RST, without SYN+ACK, window 0`. */
export function conditionText(match: Match): string {
  switch (match.on) {
    case 'tcp': {
      const parts = [`TCP with ${flagNames(match.has)}`];
      if (match.lacks !== undefined) parts.push(`without ${flagNames(match.lacks)}`);
      if (match.window !== undefined) parts.push(match.window === 'zero' ? 'window 0' : 'window not 0');
      return parts.join(', ');
    }
    case 'udp':
      return 'a UDP datagram';
    case 'icmp': {
      const [name, numbers] =
        match.code === undefined
          ? [icmpTypeName(match.type), `type ${match.type}`]
          : [icmpName(match.type, match.code), `${match.type}/${match.code}`];
      return `ICMP ${name} (${numbers})${match.from === undefined ? '' : ' from the target itself'}`;
    }
    case 'connect':
      return match.errno === 'none' ? 'connect() succeeds' : `connect() fails: ${match.errno.join(', ')}`;
    case 'silence':
      return 'no answer to any transmission';
  }
}

/** What a technique sends. */
export function probeText(probe: ProbeShape): string {
  switch (probe.kind) {
    case 'tcp':
      return probe.flags === 0
        ? 'a TCP segment without flags'
        : `a TCP segment with ${flagNames(probe.flags)}`;
    case 'udp':
      return 'a UDP datagram, with a payload where one is known for the port';
    case 'connect':
      return 'nothing itself: the operating system connects';
  }
}

const flagNames = (flags: number): string => {
  const names = Object.entries(TCP_FLAG).filter(([, bit]) => (flags & bit) !== 0);
  return names.length === 0 ? flagLetters(flags) : names.map(([name]) => name).join('+');
};
