import { MS_IN_US } from '../../engine/base/time.ts';
import { formatIpv4, TCP_FLAG } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import { type OutgoingSegment, stepper, tcpClient } from '../machines/index.ts';
import type { Arrival } from './arrival.ts';
import type { Connection, EndpointSurroundings } from './endpoints.ts';
import type { Kernel } from './kernel.ts';
import { type Running, run } from './machine-runner.ts';
import { type Ends, packetOf, timestampAt, wordsFor } from './segments.ts';

const turnedStepper = stepper(tcpClient);
const { FIN, SYN, RST, ACK } = TCP_FLAG;

/**
 * A listener that answers a SYN by becoming a client itself: it connects back, from the very port that was asked.
 * To the peer the two SYNs seem to have crossed (RFC 9293 section 3.5, figure 8).
 */
export function createTurnedHandshakes(
  kernel: Kernel,
  { output, connections, drop }: EndpointSurroundings,
): (ends: Ends, because: readonly EventId[]) => Connection {
  const { clock, name } = kernel;
  const random = kernel.random('turned handshake');

  return (ends, because) => {
    const iss = random.uint32();
    const beginning = random.uint32();
    let id = random.below(0x1_0000);
    let arrival: Arrival | undefined;
    const close = (): void => connections.delete(ends);
    const act = (effect: string, params: unknown, causes: readonly EventId[]): void => {
      if (effect === 'send') {
        const segment = params as OutgoingSegment;
        const dressing = { id: id++ & 0xffff, timestamp: timestampAt(beginning, clock.now) };
        output.send(packetOf(kernel, ends, segment, dressing), causes);
      } else if (effect === 'drop' && arrival !== undefined)
        drop(arrival, (params as { reason: string }).reason, causes[0]);
    };
    const running: Running<typeof tcpClient> = run({
      kernel,
      stepper: turnedStepper,
      machine: 'tcp-client',
      instance: `${name}:${ends.localPort} -> ${formatIpv4(ends.remote)}:${ends.remotePort}`,
      input: { iss },
      because,
      act,
      done: close,
    });
    return {
      ends,
      get state() {
        return running.state;
      },
      segment(by, segment, causes) {
        arrival = by;
        const isSynAlone = (segment.flags & (SYN | ACK | RST)) === SYN;
        if (running.state === 'synSent' && isSynAlone) drop(by, 'the SYN that was passed over, again');
        else if (running.state !== 'established')
          running.handle({ type: 'segment', segment, atMs: clock.now / MS_IN_US }, wordsFor(segment), causes);
        else if ((segment.flags & RST) !== 0) close();
        else if ((segment.flags & FIN) !== 0) running.handle({ type: 'app.abort' }, 'close', causes);
        arrival = undefined;
      },
      // Its own SYN is told to nobody, so there is nobody to give up: the timers do.
      icmpError() {},
    };
  };
}
