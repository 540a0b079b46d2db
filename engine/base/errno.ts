/** The errors of connect() that a scan tells apart, by their names in Linux (errno(3)). */
export const CONNECT_ERRNOS = [
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOPROTOOPT',
  'ENONET',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'EACCES',
  'EOPNOTSUPP',
  'EPROTO',
] as const;
export type ConnectErrno = (typeof CONNECT_ERRNOS)[number];
