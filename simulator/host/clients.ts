import { formatIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import type { ConnectEvent, EventId } from '../../engine/trace/index.ts';
import { ClientConnection } from './client-connection.ts';
import type { EndpointSurroundings } from './endpoints.ts';
import type { Errno } from './errno.ts';
import type { Kernel } from './kernel.ts';

/** A socket whose connect() is under way. */
export interface ClientSocket {
  /** Closes it without waiting; nothing more is told. */
  abandon(): void;
}

/** How connect() ended; without `errno` it succeeded, and the socket is closed again by a reset (SO_LINGER 0). */
export type Connected = (errno: Errno | undefined, because: EventId) => void;

export interface Clients {
  connect(address: Ipv4, port: number, because: EventId, connected: Connected): ClientSocket;
}

/** ip_local_port_range; connect() takes the even half first. */
const FIRST_PORT = 32_768;
const EVEN_PORTS = 14_116;
const NOTHING: ClientSocket = { abandon() {} };

export function createClients(kernel: Kernel, surroundings: EndpointSurroundings): Clients {
  const { output, connections } = surroundings;
  const { journal, routes } = kernel;
  const random = kernel.random('connect');

  const freePort = (local: Ipv4, remote: Ipv4, remotePort: number): number => {
    const start = random.below(EVEN_PORTS);
    for (let tried = 0; tried < 2 * EVEN_PORTS; tried++) {
      const half = tried < EVEN_PORTS ? 0 : 1;
      const port = FIRST_PORT + 2 * ((start + tried) % EVEN_PORTS) + half;
      if (connections.get(local, port, remote, remotePort) === undefined) return port;
    }
    return 0;
  };
  const record = (body: Omit<ConnectEvent, 'kind'>, because: readonly EventId[]): EventId =>
    journal.append(because, { kind: 'connect', ...body });

  return {
    connect(remote, remotePort, because, connected) {
      const where = { address: journal.traced ? formatIpv4(remote) : '', port: remotePort };
      const begun = record({ what: 'begun', ...where }, [because]);
      const finish = (errno: Errno | undefined, causes: readonly EventId[]): void => {
        const end =
          errno === undefined
            ? ({ what: 'connected', ...where } as const)
            : ({ what: 'failed', ...where, errno } as const);
        connected(errno, record(end, [...causes, begun]));
      };
      const local = output.sourceFor(remote);
      const kind = routes.kindOf(remote);
      const localPort = local === undefined ? 0 : freePort(local, remote, remotePort);
      if (local === undefined || kind === 'broadcast' || kind === 'multicast' || localPort === 0) {
        finish('ENETUNREACH', [journal.fact('no-route', 'no route')]);
        return NOTHING;
      }
      const ends = { local, localPort, remote, remotePort };
      const abandoned = (): void => void record({ what: 'abandoned', ...where }, [begun]);
      const connection = new ClientConnection(kernel, surroundings, ends, { begun, finish, abandoned });
      connection.open();
      return { abandon: () => connection.abandon() };
    },
  };
}
