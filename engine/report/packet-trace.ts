import { fromHex } from '../packet/index.ts';
import type { ConnectEvent, TraceEvent } from '../trace/index.ts';
import { traceSeconds } from './numbers.ts';
import { packetText } from './packet-text.ts';

/** What strerror() says in the C locale, as nmap prints it for connect(). */
const ERRNO_TEXT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  ENOPROTOOPT: 'Protocol not available',
  ENONET: 'Machine is not on the network',
  EHOSTDOWN: 'Host is down',
  ETIMEDOUT: 'Connection timed out',
  EACCES: 'Permission denied',
  EOPNOTSUPP: 'Operation not supported',
  EPROTO: 'Protocol error',
};

/**
 * The line of --packet-trace for a frame that was sent or received, or for a connect():
 * `SENT (0.0602s) TCP 198.18.10.2:59263 > 198.18.10.28:22 S ttl=56 id=55362 iplen=44  seq=4044677745 win=1024 <mss 1460>`.
 * Undefined for events that have none. Which events nmap would show is `createPacketFilter`'s question.
 */
export function packetTraceLine(event: TraceEvent): string | undefined {
  if (event.kind === 'connect') return connectLine(event, traceSeconds(event.at));
  if (event.kind !== 'frame' || (event.what !== 'sent' && event.what !== 'received')) return undefined;
  const bytes = fromHex(event.hex);
  const text = bytes === undefined ? undefined : packetText(event.link, bytes);
  if (text === undefined) return undefined;
  return `${event.what === 'sent' ? 'SENT' : 'RCVD'} (${traceSeconds(event.at)}s) ${text}`;
}

function connectLine(event: ConnectEvent, at: string): string | undefined {
  const outcome = connectOutcome(event);
  if (outcome === undefined) return undefined;
  return `CONN (${at}s) TCP localhost > ${event.address}:${event.port} => ${outcome}`;
}

function connectOutcome({ what, errno }: ConnectEvent): string | undefined {
  switch (what) {
    case 'begun':
      return 'Operation now in progress';
    case 'connected':
      return 'Connected';
    case 'failed':
      return ERRNO_TEXT[errno ?? ''] ?? errno ?? 'Unknown error';
    default:
      return undefined;
  }
}
