import { formatIpv4 } from '../../engine/packet/index.ts';
import type { Connections } from './connections.ts';
import type { Connection } from './endpoints.ts';
import type { Listeners } from './listeners.ts';

/** A line of `ss`. */
export interface SocketRow {
  readonly protocol: 'tcp' | 'udp';
  /** `LISTEN`, `SYN-RECV` ... in the words of `ss`; `UNCONN` for UDP. */
  readonly state: string;
  readonly local: string;
  readonly peer: string;
}

const STATE_NAMES: Readonly<Record<string, string>> = {
  synSent: 'SYN-SENT',
  synReceived: 'SYN-RECV',
  established: 'ESTAB',
  finWait1: 'FIN-WAIT-1',
  finWait2: 'FIN-WAIT-2',
  closeWait: 'CLOSE-WAIT',
  closing: 'CLOSING',
  lastAck: 'LAST-ACK',
  timeWait: 'TIME-WAIT',
};

export function socketRows(listeners: Listeners, connections: Connections<Connection>): SocketRow[] {
  const listening = listeners.services.map(({ protocol, port, bind }) => ({
    protocol,
    state: protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
    local: `${bind === undefined ? '0.0.0.0' : formatIpv4(bind)}:${port}`,
    peer: '0.0.0.0:*',
  }));
  const connected = connections.all().map(({ ends, state }) => ({
    protocol: 'tcp' as const,
    state: STATE_NAMES[state] ?? state,
    local: `${formatIpv4(ends.local)}:${ends.localPort}`,
    peer: `${formatIpv4(ends.remote)}:${ends.remotePort}`,
  }));
  return [...listening, ...connected];
}
