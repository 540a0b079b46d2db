/** The control bits of a TCP header (RFC 9293 section 3.1; ECE and CWR: RFC 3168). */
export const TCP_FLAG = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 } as const;

/** In the order in which nmap's packet trace prints them. */
const LETTERS: readonly (readonly [letter: string, mask: number])[] = [
  ['S', TCP_FLAG.SYN],
  ['F', TCP_FLAG.FIN],
  ['R', TCP_FLAG.RST],
  ['P', TCP_FLAG.PSH],
  ['A', TCP_FLAG.ACK],
  ['U', TCP_FLAG.URG],
  ['E', TCP_FLAG.ECE],
  ['C', TCP_FLAG.CWR],
];

/** `SA` for a SYN+ACK; the empty text where no flag is set. */
export function flagLetters(flags: number): string {
  let letters = '';
  for (const [letter, mask] of LETTERS) if ((flags & mask) !== 0) letters += letter;
  return letters;
}

/** Letters in any order, each at most once: `AS` is 18. Undefined for anything else. */
export function parseFlagLetters(text: string): number | undefined {
  let flags = 0;
  for (const letter of text) {
    const mask = LETTERS.find(([known]) => known === letter)?.[1];
    if (mask === undefined || (flags & mask) !== 0) return undefined;
    flags |= mask;
  }
  return flags;
}
