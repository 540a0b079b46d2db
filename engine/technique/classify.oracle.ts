import type { PortState, Response, TechniqueName } from './types.ts';

/**
 * The verdicts of nmap 7.93 written down a second time, as branches instead of a table, from observations of its
 * output. Used by tests only: `classify` must agree everywhere. `undefined`: the response is ignored.
 */
export type Verdict = readonly [PortState, string] | undefined;

const FIN_LIKE: readonly TechniqueName[] = ['fin', 'null', 'xmas', 'maimon'];

export function oracle(scan: TechniqueName, response: Response | null): Verdict {
  if (response === null) return silent(scan);
  if (scan === 'connect') return response.on === 'connect' ? connected(response.errno) : undefined;
  if (response.on === 'udp') return scan === 'udp' ? ['open', 'udp-response'] : undefined;
  if (response.on === 'icmp') return icmp(scan, response.type, response.code, response.fromTarget);
  if (response.on === 'tcp' && scan !== 'udp') return tcp(scan, response.flags, response.window);
  return undefined;
}

function silent(scan: TechniqueName): Verdict {
  return [FIN_LIKE.includes(scan) || scan === 'udp' ? 'open|filtered' : 'filtered', 'no-response'];
}

function tcp(scan: TechniqueName, flags: number, window: number): Verdict {
  const syn = (flags & 0x02) > 0;
  const rst = (flags & 0x04) > 0;
  const ack = (flags & 0x10) > 0;
  if (syn && ack) return scan === 'syn' ? ['open', 'syn-ack'] : undefined;
  if (rst) {
    if (scan === 'ack') return ['unfiltered', 'reset'];
    if (scan === 'window' && window !== 0) return ['open', 'reset'];
    return ['closed', 'reset'];
  }
  if (syn && scan === 'syn') return ['open', 'split-handshake-syn'];
  return undefined;
}

function icmp(scan: TechniqueName, type: number, code: number, fromTarget: boolean): Verdict {
  if (type === 11) return ['filtered', 'time-exceeded'];
  if (type !== 3) return undefined;
  if (scan === 'udp' && code === 3 && fromTarget) return ['closed', 'port-unreach'];
  if (code === 0) return ['filtered', 'net-unreach'];
  if (code === 1) return ['filtered', 'host-unreach'];
  if (code === 2) return ['filtered', 'proto-unreach'];
  if (code === 3) return ['filtered', 'port-unreach'];
  if (code === 9) return ['filtered', 'net-prohibited'];
  if (code === 10) return ['filtered', 'host-prohibited'];
  if (code === 13) return ['filtered', 'admin-prohibited'];
  return undefined;
}

function connected(errno: string | undefined): Verdict {
  if (errno === undefined) return ['open', 'syn-ack'];
  if (errno === 'ECONNREFUSED') return ['closed', 'conn-refused'];
  if (errno === 'ENETUNREACH') return ['filtered', 'net-unreach'];
  if (errno === 'EHOSTUNREACH') return ['filtered', 'host-unreach'];
  if (errno === 'ENOPROTOOPT') return ['filtered', 'proto-unreach'];
  if (errno === 'ENONET') return ['filtered', 'dest-unreach'];
  if (errno === 'EHOSTDOWN' || errno === 'ETIMEDOUT') return ['filtered', 'no-response'];
  if (errno === 'EACCES') return ['filtered', 'admin-prohibited'];
  return ['open', 'syn-ack'];
}
