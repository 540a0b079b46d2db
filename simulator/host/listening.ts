import { TCP_FLAG } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { OutgoingSegment, Segment } from '../machines/index.ts';
import type { Arrival } from './arrival.ts';
import { closedPort, receptionsOf } from './closed.ts';
import { createEndpoints, type EndpointSurroundings } from './endpoints.ts';
import type { Kernel } from './kernel.ts';
import type { Listeners } from './listeners.ts';
import { type Ends, packetOf, wordsFor } from './segments.ts';
import { createTurnedHandshakes } from './turned-handshake.ts';

export interface ListeningSurroundings extends EndpointSurroundings {
  readonly listeners: Listeners;
}

/** Takes a segment that belongs to no connection. */
export type Listening = (arrival: Arrival, ends: Ends, segment: Segment) => void;

/** Beginnings of connections at ports where somebody listens; resets at the others (RFC 9293 section 3.10.7). */
export function createListening(kernel: Kernel, surroundings: ListeningSurroundings): Listening {
  const { output, connections, listeners, drop } = surroundings;
  const openEndpoint = createEndpoints(kernel, surroundings);
  const turnHandshake = createTurnedHandshakes(kernel, surroundings);
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

  return (arrival, ends, segment) => {
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
}

/** A stack that begins a connection by a SYN with FIN passes over the FIN. */
const withoutFin = (segment: Segment): Segment =>
  (segment.flags & TCP_FLAG.FIN) === 0 ? segment : { ...segment, flags: segment.flags & ~TCP_FLAG.FIN };

const withWindow = (answer: OutgoingSegment | undefined, window: number): OutgoingSegment | undefined =>
  window === 0 || answer === undefined ? answer : { ...answer, window };
