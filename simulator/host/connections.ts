import type { Ipv4 } from '../../engine/packet/index.ts';
import type { Ends } from './segments.ts';

/** A table of connections, found by both their ends. */
export interface Connections<T> {
  readonly size: number;
  get(local: Ipv4, localPort: number, remote: Ipv4, remotePort: number): T | undefined;
  set(ends: Ends, connection: T): void;
  delete(ends: Ends): void;
  all(): T[];
}

/** An address and a port fit one number exactly (48 bits); a connection takes two of them. */
const endOf = (address: Ipv4, port: number): number => address * 0x1_0000 + port;

export function createConnections<T>(): Connections<T> {
  const byRemote = new Map<number, Map<number, T>>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    get(local, localPort, remote, remotePort) {
      if (size === 0) return undefined;
      return byRemote.get(endOf(remote, remotePort))?.get(endOf(local, localPort));
    },
    set({ local, localPort, remote, remotePort }, connection) {
      const key = endOf(remote, remotePort);
      const byLocal = byRemote.get(key) ?? new Map<number, T>();
      byRemote.set(key, byLocal);
      if (!byLocal.has(endOf(local, localPort))) size += 1;
      byLocal.set(endOf(local, localPort), connection);
    },
    delete({ local, localPort, remote, remotePort }) {
      const key = endOf(remote, remotePort);
      const byLocal = byRemote.get(key);
      if (byLocal?.delete(endOf(local, localPort))) size -= 1;
      if (byLocal?.size === 0) byRemote.delete(key);
    },
    all: () => [...byRemote.values()].flatMap((byLocal) => [...byLocal.values()]),
  };
}
