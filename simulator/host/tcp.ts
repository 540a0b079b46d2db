import {
  type Ipv4View,
  internetChecksum,
  PROTOCOL,
  pseudoHeaderSum,
  type QuotedPacket,
  type TcpView,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { Arrival } from './arrival.ts';
import { type Clients, createClients } from './clients.ts';
import { type Connections, createConnections } from './connections.ts';
import type { Connection } from './endpoints.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';
import type { Listeners } from './listeners.ts';
import { createListening } from './listening.ts';
import { segmentOf } from './segments.ts';

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
  const listen = createListening(kernel, { output, listeners, connections, drop });

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
      listen(arrival, ends, segment);
    },
    icmpError(typeNumber, code, { ip, sourcePort, destinationPort, tcpSequence }, because) {
      if (ip.protocol !== PROTOCOL.TCP || sourcePort === undefined || destinationPort === undefined) return;
      const connection = connections.get(ip.source, sourcePort, ip.destination, destinationPort);
      connection?.icmpError(typeNumber, code, tcpSequence, because);
    },
  };
}

function isChecksumRight({ source, destination }: Ipv4View, tcp: TcpView): boolean {
  const { bytes, start, end } = tcp.span;
  const seed = pseudoHeaderSum(source, destination, PROTOCOL.TCP, end - start);
  return internetChecksum(bytes, start, end, seed) === 0;
}
