/** Types of ICMP messages (RFC 792; mask: RFC 950). */
export const ICMP_TYPE = {
  ECHO_REPLY: 0,
  UNREACHABLE: 3,
  SOURCE_QUENCH: 4,
  REDIRECT: 5,
  ECHO_REQUEST: 8,
  TIME_EXCEEDED: 11,
  PARAMETER_PROBLEM: 12,
  TIMESTAMP_REQUEST: 13,
  TIMESTAMP_REPLY: 14,
  MASK_REQUEST: 17,
  MASK_REPLY: 18,
} as const;

/** By the code of "destination unreachable" (RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1). */
const UNREACHABLE_NAME: readonly string[] = [
  'network-unreachable',
  'host-unreachable',
  'protocol-unreachable',
  'port-unreachable',
  'fragmentation-needed',
  'source-route-failed',
  'network-unknown',
  'host-unknown',
  'source-host-isolated',
  'network-prohibited',
  'host-prohibited',
  'network-unreachable-for-tos',
  'host-unreachable-for-tos',
  'administratively-prohibited',
  'host-precedence-violation',
  'precedence-cutoff',
];

const CODE_NAME: Readonly<Record<number, readonly string[]>> = {
  3: UNREACHABLE_NAME,
  5: ['redirect-network', 'redirect-host', 'redirect-network-for-tos', 'redirect-host-for-tos'],
  11: ['ttl-exceeded', 'reassembly-time-exceeded'],
  12: ['parameter-problem', 'option-missing', 'bad-length'],
};

const TYPE_NAME: Readonly<Record<number, string>> = {
  0: 'echo-reply',
  3: 'unreachable',
  4: 'source-quench',
  5: 'redirect',
  8: 'echo-request',
  9: 'router-advertisement',
  10: 'router-solicitation',
  11: 'time-exceeded',
  12: 'parameter-problem',
  13: 'timestamp-request',
  14: 'timestamp-reply',
  17: 'mask-request',
  18: 'mask-reply',
};

/** `time-exceeded`, whatever the code; `type 42` for what has no name. */
export const icmpTypeName = (typeNumber: number): string => TYPE_NAME[typeNumber] ?? `type ${typeNumber}`;

/** `port-unreachable`, `echo-request`; `type 42 code 1` for what has no name. */
export function icmpName(typeNumber: number, code: number): string {
  const exact = CODE_NAME[typeNumber]?.[code];
  if (exact !== undefined) return exact;
  const type = icmpTypeName(typeNumber);
  return code === 0 ? type : `${type} code ${code}`;
}

/** Does the message quote the packet that caused it? (RFC 1122 section 3.2.2 calls these the error messages.) */
export const isIcmpError = (typeNumber: number): boolean =>
  typeNumber === ICMP_TYPE.UNREACHABLE ||
  typeNumber === ICMP_TYPE.SOURCE_QUENCH ||
  typeNumber === ICMP_TYPE.REDIRECT ||
  typeNumber === ICMP_TYPE.TIME_EXCEEDED ||
  typeNumber === ICMP_TYPE.PARAMETER_PROBLEM;
