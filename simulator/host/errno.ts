import type { ConnectErrno } from '../../engine/base/errno.ts';

/** The errors that a connect() of a simulated host can end with. */
export type Errno = ConnectErrno;

/** icmp_err_convert, indexed by the code of "destination unreachable"; code 4 is about packet sizes and no error. */
const UNREACHABLE: readonly (Errno | undefined)[] = [
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOPROTOOPT',
  'ECONNREFUSED',
  undefined,
  'EOPNOTSUPP',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENONET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
];

/** What an ICMP error means to a connect() under way (tcp_v4_err); undefined where Linux takes no notice. */
export function errnoOf(typeNumber: number, code: number): Errno | undefined {
  if (typeNumber === 3) return UNREACHABLE[code];
  if (typeNumber === 11) return code === 0 ? 'EHOSTUNREACH' : undefined;
  return typeNumber === 12 ? 'EPROTO' : undefined;
}
