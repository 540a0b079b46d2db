import {
  type Ipv4View,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  type QuotedPacket,
  TCP_FLAG,
  type TcpView,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { OutgoingSegment, Segment } from '../machines/index.ts';
import { type Clients, createClients } from './clients.ts';
import { closedPort, receptionsOf } from './closed.ts';
import { type Connections, createConnections } from './connections.ts';
import { type Connection, createEndpoints } from './endpoints.ts';
import type { Arrival } from './ip-input.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';
import type { Listeners } from './listeners.ts';
import { type Ends, packetOf, segmentOf, wordsFor } from './segments.ts';
import { createTurnedHandshakes } from './turned-handshake.ts';

export interface Tcp {
  readonly clients: Clients;
  readonly connections: Connections<Connection>;
  receive(arrival: Arrival, ip: Ipv4View, tcp: TcpView): void;
  icmpError(typeNumber: number, code: number, quoted: QuotedPacket, because: EventId): void;
}

export interface TcpSurroundings {
  readonly output: IpOutput;
  readonly listeners: Listeners;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

export function createTcp(kernel: Kernel, surroundings: TcpSurroundings): Tcp {
  const { output, listeners, drop } = surroundings;
  const connections = createConnections<Connection>();
  const openEndpoint = createEndpoints(kernel, { output, connections, drop });
  const turnHandshake = createTurnedHandshakes(kernel, { output, connections, drop });
  const receptionOf = receptionsOf(kernel.profile);
  const { resetWindow, nature } = kernel.profile;

  const reset = (
    arrival: Arrival,
    ends: Ends,
    answer: OutgoingSegment | undefined,
    because: EventId,
    causes: readonly EventId[] = [arrival.because, because],
  ): void => {
    if (answer === undefined) {
      // A scanner's kernel ignores the answers to its raw probes by the thousand: that is no news.
      if (!kernel.isWatched) drop(arrival, 'a reset is never answered', because);
      return;
    }
    kernel.counters.resetsSent += 1;
    // The answer bears the type of service of the question (tcp_v4_send_reset), and no identification.
    const packet = packetOf(kernel, ends, answer, { tos: arrival.packet.ip?.tos ?? 0, id: 0 });
    output.send(packet, causes);
  };

  const toListener = (arrival: Arrival, ends: Ends, segment: Segment): void => {
    const { service, because } = listeners.find('tcp', ends.localPort, ends.local);
    if (service === undefined) {
      reset(arrival, ends, withWindow(closedPort(segment), resetWindow.closed), because);
      return;
    }
    const causes = [arrival.because, because];
    if (nature !== undefined) causes.push(kernel.journal.fact('stack', nature));
    switch (receptionOf(segment.flags)) {
      case 'connect': {
        const endpoint = openEndpoint(ends, service);
        connections.set(ends, endpoint);
        endpoint.segment(arrival, withoutFin(segment), causes);
        return;
      }
      case 'turn':
        connections.set(ends, turnHandshake(ends, causes));
        return;
      case 'reset':
        reset(arrival, ends, withWindow(closedPort(segment), resetWindow.open), because, causes);
        return;
      case 'drop':
        drop(arrival, `a listener ignores a ${wordsFor(segment)}`, because);
    }
  };

  return {
    connections,
    clients: createClients(kernel, { output, connections, drop }),
    receive(arrival, ip, tcp) {
      if (arrival.isBroadcast) {
        drop(arrival, 'TCP to all');
        return;
      }
      if (!isChecksumRight(ip, tcp)) {
        drop(arrival, 'wrong TCP checksum');
        return;
      }
      const { sourcePort, destinationPort } = tcp;
      const segment = segmentOf(tcp);
      const connection = connections.get(ip.destination, destinationPort, ip.source, sourcePort);
      if (connection !== undefined) {
        connection.segment(arrival, segment, [arrival.because]);
        return;
      }
      const ends = {
        local: ip.destination,
        localPort: destinationPort,
        remote: ip.source,
        remotePort: sourcePort,
      };
      toListener(arrival, ends, segment);
    },
    icmpError(typeNumber, code, { ip, sourcePort, destinationPort, tcpSequence }, because) {
      if (ip.protocol !== PROTOCOL.TCP || sourcePort === undefined || destinationPort === undefined) return;
      const connection = connections.get(ip.source, sourcePort, ip.destination, destinationPort);
      connection?.icmpError(typeNumber, code, tcpSequence, because);
    },
  };
}

/** A stack that begins a connection by a SYN with FIN passes over the FIN. */
const withoutFin = (segment: Segment): Segment =>
  (segment.flags & TCP_FLAG.FIN) === 0 ? segment : { ...segment, flags: segment.flags & ~TCP_FLAG.FIN };

const withWindow = (answer: OutgoingSegment | undefined, window: number): OutgoingSegment | undefined =>
  window === 0 || answer === undefined ? answer : { ...answer, window };

function isChecksumRight({ source, destination }: Ipv4View, tcp: TcpView): boolean {
  const { bytes, start, end } = tcp.span;
  const seed = pseudoHeaderSum(source, destination, PROTOCOL.TCP, end - start);
  return internetChecksum(bytes, start, end, seed) === 0;
}
