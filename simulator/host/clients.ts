import { MS_IN_US } from '../../engine/base/time.ts';
import { formatIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import type { ConnectEvent, EventId } from '../../engine/trace/index.ts';
import { type ConnectNews, type OutgoingSegment, stepper, tcpClient } from '../machines/index.ts';
import type { Connections } from './connections.ts';
import type { Connection } from './endpoints.ts';
import { type Errno, errnoOf } from './errno.ts';
import type { Arrival } from './ip-input.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';
import { type Running, run } from './machine-runner.ts';
import { type Ends, packetOf, timestampAt, wordsFor } from './segments.ts';

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

export interface ClientSurroundings {
  readonly output: IpOutput;
  readonly connections: Connections<Connection>;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

const clientStepper = stepper(tcpClient);
/** ip_local_port_range; connect() takes the even half first. */
const FIRST_PORT = 32_768;
const EVEN_PORTS = 14_116;
const NOTHING: ClientSocket = { abandon() {} };

export function createClients(kernel: Kernel, surroundings: ClientSurroundings): Clients {
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
      const where = journal.traced
        ? { address: formatIpv4(remote), port: remotePort }
        : { address: '', port: remotePort };
      const begun = record({ what: 'begun', ...where }, [because]);
      const finish = (errno: Errno | undefined, causes: readonly EventId[]): void => {
        const ended =
          errno === undefined
            ? record({ what: 'connected', ...where }, [...causes, begun])
            : record({ what: 'failed', ...where, errno }, [...causes, begun]);
        connected(errno, ended);
      };
      const local = output.sourceFor(remote);
      const kind = routes.kindOf(remote);
      const port = local === undefined ? 0 : freePort(local, remote, remotePort);
      if (local === undefined || kind === 'broadcast' || kind === 'multicast' || port === 0) {
        finish('ENETUNREACH', [journal.fact('no-route', 'no route')]);
        return NOTHING;
      }
      const ends = { local, localPort: port, remote, remotePort };
      return open(kernel, surroundings, ends, begun, finish, () =>
        record({ what: 'abandoned', ...where }, [begun]),
      );
    },
  };
}

function open(
  kernel: Kernel,
  { output, connections, drop }: ClientSurroundings,
  ends: Ends,
  begun: EventId,
  finish: (errno: Errno | undefined, because: readonly EventId[]) => void,
  abandoned: () => void,
): ClientSocket {
  const { clock } = kernel;
  const random = kernel.random(`socket ${ends.localPort}>${ends.remote}:${ends.remotePort}`);
  const iss = random.uint32();
  const beginning = random.uint32();
  let id = random.below(0x1_0000);
  let arrival: Arrival | undefined;
  let news: { readonly errno: Errno | undefined; readonly because: readonly EventId[] } | undefined;

  const act = (effect: string, params: unknown, because: readonly EventId[]): void => {
    if (effect === 'send') {
      const segment = params as OutgoingSegment;
      const isOwn = segment.sender === 'socket';
      const tos = isOwn ? 0 : (arrival?.packet.ip?.tos ?? 0);
      const dressing = { tos, id: isOwn ? id++ & 0xffff : 0, timestamp: timestampAt(beginning, clock.now) };
      output.send(packetOf(kernel, ends, segment, dressing), because);
    } else if (effect === 'tell') {
      news = { errno: (params as ConnectNews).errno as Errno | undefined, because };
    } else if (arrival !== undefined) drop(arrival, (params as { reason: string }).reason, because[0]);
  };
  let running: Running<typeof tcpClient> | undefined;
  /** Tells only when the machine has come to rest: the application closes at once, and may connect anew. */
  const settle = (): void => {
    if (news === undefined) return;
    const { errno, because } = news;
    news = undefined;
    if (errno === undefined) running?.handle({ type: 'app.abort' }, 'close with SO_LINGER 0', because);
    finish(errno, because);
  };
  const connection: Connection = {
    ends,
    get state() {
      return running?.state ?? 'synSent';
    },
    segment(by, segment, because) {
      arrival = by;
      running?.handle({ type: 'segment', segment, atMs: clock.now / MS_IN_US }, wordsFor(segment), because);
      arrival = undefined;
      settle();
    },
    icmpError(typeNumber, code, sequence, because) {
      const errno = errnoOf(typeNumber, code);
      if (errno === undefined || sequence !== iss) return;
      running?.handle({ type: 'icmp.unreachable', errno }, `ICMP ${typeNumber}/${code}`, [because]);
      settle();
    },
  };
  connections.set(ends, connection);
  const instance = `${kernel.name}:${ends.localPort} -> ${formatIpv4(ends.remote)}:${ends.remotePort}`;
  running = run({
    kernel,
    stepper: clientStepper,
    machine: 'tcp-client',
    instance,
    input: { iss },
    because: [begun],
    act,
    done: () => connections.delete(ends),
    settled: settle,
  });
  return {
    abandon() {
      if (connections.get(ends.local, ends.localPort, ends.remote, ends.remotePort) !== connection) return;
      abandoned();
      running?.handle({ type: 'app.abort' }, 'close', [begun]);
    },
  };
}
