import { MS_IN_US } from '../../engine/base/time.ts';
import { formatIpv4, TCP_FLAG } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { ServiceSpec } from '../lab/index.ts';
import {
  type ApplicationNews,
  LINUX_MSS,
  type OutgoingSegment,
  type Segment,
  stepper,
  tcpEndpoint,
} from '../machines/index.ts';
import { APPLICATION_US } from './application.ts';
import type { Arrival } from './arrival.ts';
import type { Connections } from './connections.ts';
import type { IpOutput } from './ip-output.ts';
import type { Kernel } from './kernel.ts';
import { type Running, run } from './machine-runner.ts';
import { type Ends, packetOf, timestampAt, wordsFor } from './segments.ts';

/** A connection of this host, whichever side began it. */
export interface Connection {
  readonly ends: Ends;
  readonly state: string;
  segment(arrival: Arrival, segment: Segment, because: readonly EventId[]): void;
  /** An ICMP error about one of its segments. */
  icmpError(typeNumber: number, code: number, sequence: number | undefined, because: EventId): void;
}

export interface EndpointSurroundings {
  readonly output: IpOutput;
  readonly connections: Connections<Connection>;
  drop(arrival: Arrival, note: string, because?: EventId): void;
}

const endpointStepper = stepper(tcpEndpoint);

/** Begins a connection at a listening port. The SYN is yet to be given to it. */
export type OpenEndpoint = (ends: Ends, service: ServiceSpec) => Connection;

export function createEndpoints(kernel: Kernel, surroundings: EndpointSurroundings): OpenEndpoint {
  const { output, connections, drop } = surroundings;
  const { clock, name } = kernel;
  const { offer } = kernel.profile;
  const random = kernel.random('tcp');

  return (ends, service) => {
    let arrival: Arrival | undefined;
    let id = random.below(0x1_0000);
    const beginning = random.uint32();
    const iss = random.uint32();

    const emit = (segment: OutgoingSegment, because: readonly EventId[]): void => {
      for (const piece of piecesOf(segment)) {
        const offset = (piece.sequence - iss - 1) >>> 0;
        const payload = service.banner?.subarray(offset, offset + piece.length);
        const dressing = {
          tos: (segment.flags & TCP_FLAG.RST) === 0 ? 0 : (arrival?.packet.ip?.tos ?? 0),
          id: segment.sender === 'socket' ? id++ & 0xffff : 0,
          timestamp: timestampAt(beginning, clock.now),
        };
        const packet = packetOf(
          kernel,
          ends,
          piece,
          piece.length > 0 && payload ? { ...dressing, payload } : dressing,
        );
        output.send(packet, because);
      }
    };
    const later = (act: () => void): void => {
      clock.schedule(clock.now + APPLICATION_US, act);
    };
    const tell = (news: ApplicationNews, because: readonly EventId[]): void => {
      const { banner } = service;
      if (news === 'accepted' && banner !== undefined && banner.length > 0)
        later(() => running.handle({ type: 'app.send', length: banner.length }, 'banner', because));
      if (news === 'end') later(() => running.handle({ type: 'app.close' }, 'close', because));
    };
    const act = (effect: string, params: unknown, because: readonly EventId[]): void => {
      if (effect === 'send') emit(params as OutgoingSegment, because);
      else if (effect === 'tell') tell((params as { news: ApplicationNews }).news, because);
      else if (arrival !== undefined) drop(arrival, (params as { reason: string }).reason, because[0]);
    };
    const running: Running<typeof tcpEndpoint> = run({
      kernel,
      stepper: endpointStepper,
      machine: 'tcp-endpoint',
      instance: `${name}:${ends.localPort} <- ${formatIpv4(ends.remote)}:${ends.remotePort}`,
      input: offer === undefined ? { iss } : { iss, offer },
      because: [],
      act,
      done: () => connections.delete(ends),
    });
    return {
      ends,
      get state() {
        return running.state;
      },
      segment(by, segment, because) {
        arrival = by;
        running.handle({ type: 'segment', segment, atMs: clock.now / MS_IN_US }, wordsFor(segment), because);
        arrival = undefined;
      },
      icmpError(typeNumber, code, sequence, because) {
        if (sequence === undefined || !endsHandshake(typeNumber, code)) return;
        running.handle({ type: 'icmp.unreachable', sequence }, `ICMP ${typeNumber}/${code}`, [because]);
      },
    };
  };
}

/** Which errors make Linux forget a half-open connection (tcp_v4_err): network or host unreachable, time exceeded. */
const endsHandshake = (typeNumber: number, code: number): boolean =>
  (typeNumber === 3 && code <= 1) || (typeNumber === 11 && code === 0);

/** A machine speaks of any length; a packet has room for one segment size. The last piece carries PSH and FIN. */
function* piecesOf(segment: OutgoingSegment): Generator<OutgoingSegment> {
  let rest = segment;
  while (rest.length > LINUX_MSS) {
    yield { ...rest, length: LINUX_MSS, flags: TCP_FLAG.ACK };
    rest = { ...rest, sequence: (rest.sequence + LINUX_MSS) >>> 0, length: rest.length - LINUX_MSS };
  }
  yield rest;
}
