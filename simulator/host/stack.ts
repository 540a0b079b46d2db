import { type Ipv4View, PROTOCOL } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { HostSpec } from '../lab/index.ts';
import { type Arp, createArp } from './arp.ts';
import { type Arrival, bytesOf } from './arrival.ts';
import { type Complaints, createComplaints, culpritOf, outgoing } from './complaints.ts';
import { createEchoClient, type EchoClient } from './echo-client.ts';
import { createIcmp, type Icmp } from './icmp.ts';
import { createIcmpErrors } from './icmp-errors.ts';
import { createIpIdent } from './ip-ident.ts';
import { createIpInput, type IpInput } from './ip-input.ts';
import { createIpOutput, type IpOutput } from './ip-output.ts';
import type { HostInterface, HostSurroundings, Kernel } from './kernel.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { createReassembly } from './reassembly.ts';
import { createTcp, type Tcp } from './tcp.ts';
import { createUdp, type Udp } from './udp.ts';

/** The protocols of a host, tied together. */
export interface Stack {
  readonly arp: Arp;
  readonly input: IpInput;
  readonly output: IpOutput;
  readonly tcp: Tcp;
  readonly listeners: Listeners;
  readonly echo: EchoClient;
  transmit(out: HostInterface, frame: Uint8Array, because: readonly EventId[]): void;
}

type Drop = (arrival: Arrival, note: string, because?: EventId) => void;

const PROTOCOL_UNREACHABLE = 2;
const PORT_UNREACHABLE = 3;
const REASSEMBLY_TIMED_OUT = 1;
/** Protocols that Linux takes in without a listener, and never answers here: IGMP and UDP-Lite. */
const QUIET_PROTOCOLS: readonly number[] = [PROTOCOL.IGMP, 136];

export function createStack(kernel: Kernel, spec: HostSpec, surroundings: HostSurroundings): Stack {
  const { journal, counters, routes } = kernel;
  const listeners = createListeners(spec.services, journal);
  const ident = kernel.countedId ?? createIpIdent(kernel.random('ip-id'));
  const errors = createIcmpErrors(kernel, { output: () => output, ident });
  const complaints = createComplaints(kernel, { output: () => output, errors });
  const transmit: Stack['transmit'] = (out, frame, because) =>
    surroundings.transmit(out.name, frame, journal.sent(out, frame, because));
  const drop: Drop = (arrival, note, because = 0) => {
    counters.packetsDropped += 1;
    if (journal.traced)
      journal.dropped(arrival.arrivedBy, bytesOf(arrival), [arrival.because, because], note);
  };
  const arp = createArp(kernel, { transmit, unreachable: complaints.aboutNeighbour });
  const output: IpOutput = createIpOutput(kernel, {
    arp,
    transmit,
    reject: (answer, packet, because) => complaints.reject(answer, outgoing(packet), because),
    receiveOnLoopback(packet, because) {
      const received = journal.received(routes.loopback, packet, because);
      input.receive(packet, 0, routes.loopback, false, received);
      surroundings.tap?.('raw', packet, received);
    },
  });
  const tcp = createTcp(kernel, { output, listeners, drop });
  const echo = createEchoClient(kernel, { output, ident });
  const icmp = createIcmp(kernel, { output, ident, echo, tellTransport: tcp.icmpError, drop });
  const udp = createUdp(kernel, {
    output,
    ident,
    listeners,
    portUnreachable: (arrival, because) =>
      complaints.aboutArrival('unreachable', PORT_UNREACHABLE, arrival, because),
    drop,
  });
  const input: IpInput = createIpInput(kernel, {
    forwards: spec.forward,
    output,
    errors,
    reassembly: createReassembly(kernel, {
      timedOut: (first) =>
        complaints.aboutArrival('time-exceeded', REASSEMBLY_TIMED_OUT, first, [first.because]),
      drop,
    }),
    deliver: createDelivery(kernel, { tcp, udp, icmp, complaints, drop }),
    reject: (answer, arrival, because) => complaints.reject(answer, culpritOf(arrival), because),
    drop,
  });
  return { arp, input, output, tcp, listeners, echo, transmit };
}

interface Transports {
  readonly tcp: Tcp;
  readonly udp: Udp;
  readonly icmp: Icmp;
  readonly complaints: Complaints;
  readonly drop: Drop;
}

/** Hands a whole packet to the protocol it is for (ip_protocol_deliver_rcu). */
const createDelivery =
  ({ journal }: Kernel, { tcp, udp, icmp, complaints, drop }: Transports) =>
  (arrival: Arrival, ip: Ipv4View): void => {
    const { packet, because } = arrival;
    if (packet.tcp !== undefined) tcp.receive(arrival, ip, packet.tcp);
    else if (packet.udp !== undefined) udp.receive(arrival, ip, packet.udp);
    else if (packet.icmp !== undefined) icmp.receive(arrival, packet.icmp);
    else if (packet.problem !== undefined) drop(arrival, 'its transport header is cut or wrong');
    else if (QUIET_PROTOCOLS.includes(ip.protocol)) drop(arrival, `protocol ${ip.protocol} is not answered`);
    else {
      const fact = journal.fact('no-protocol', `nothing takes IP protocol ${ip.protocol}`);
      complaints.aboutArrival('unreachable', PROTOCOL_UNREACHABLE, arrival, [because, fact]);
    }
  };
