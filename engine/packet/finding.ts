import type { HeaderName } from './problem.ts';

/**
 * Something wrong with the meaning of a header whose lengths are right: it can be read, shown and explained,
 * but a real stack would drop it or wonder.
 */
export interface Finding {
  readonly header: HeaderName;
  readonly code: FindingCode;
  /** Index of the field in the decoded bytes. */
  readonly offset: number;
  /** What would be right, where there is one such value. */
  readonly expected?: number;
  readonly found: number;
}

export type FindingCode = keyof typeof FINDING_SENTENCE;

const FINDING_SENTENCE = {
  'checksum-wrong': 'The checksum does not fit the bytes.',
  'checksum-absent': 'The sender computed no checksum.',
  'source-is-group': 'The source address is a broadcast or multicast address.',
  'operation-unknown': 'The operation is neither a request nor a reply.',
  'reserved-flag-set': 'The reserved bit of the fragment flags is set.',
  'fragment-forbidden': 'It is a fragment, and says that it must not be fragmented.',
  'fragment-not-in-eighths': 'It is not the last fragment, and its length is no multiple of 8.',
  'fragment-beyond-datagram': 'The fragment reaches beyond the largest possible datagram.',
  'time-to-live-zero': 'The time to live is zero.',
  'options-malformed': 'The options cannot be read to their end.',
  'reserved-bits-set': 'Reserved bits are set.',
  'flags-none': 'No flag is set: no TCP sends that.',
  'flags-contradict': 'The flags contradict one another: no TCP sends them together.',
  'urgent-pointer-unused': 'There is an urgent pointer, but the URG flag is not set.',
  'acknowledgment-unused': 'There is an acknowledgment number, but the ACK flag is not set.',
  'port-zero': 'Port 0 is reserved.',
} as const;

export const describeFinding = (finding: Finding): string => FINDING_SENTENCE[finding.code];

export function finding(
  header: HeaderName,
  code: FindingCode,
  offset: number,
  found: number,
  expected?: number,
): Finding {
  return expected === undefined ? { header, code, offset, found } : { header, code, offset, found, expected };
}
