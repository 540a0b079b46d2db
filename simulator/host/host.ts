import {
  asIpv4,
  asMac,
  cidrOf,
  ETHERTYPE,
  isGroupMac,
  parseArp,
  spanOf,
  u16,
  u32,
  ZERO_MAC,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import {
  type Conntrack,
  createConntrack,
  createFirewall,
  type Firewall,
  type FlowRecord,
} from '../firewall/index.ts';
import type { HostSpec, Network } from '../lab/index.ts';
import { type Counters, createCounters } from './counters.ts';
import { createJournal } from './journal.ts';
import { type HostInterface, type HostSurroundings, type Kernel, randomOf } from './kernel.ts';
import { type Pinging, type PingOrder, startPing } from './pinger.ts';
import { PROFILES } from './profile.ts';
import { createRoutes, LOOPBACK_NETWORK, type RouteTable } from './routes.ts';
import { type SocketRow, socketRows } from './sockets.ts';
import { createStack } from './stack.ts';
import type { Tcp } from './tcp.ts';

/** A simulated host: interfaces, a network stack, services, a firewall. */
export interface Host {
  readonly name: string;
  readonly routes: RouteTable;
  readonly counters: Readonly<Counters>;
  /** What `ss -tuan` would show. */
  sockets(): readonly SocketRow[];
  /** Flows in the connection tracking table. */
  readonly flows: number;
  /** Those that live now, as `conntrack -L` lists them, in the order of their beginning. */
  listFlows(): readonly FlowRecord[];
  /** For the counters of its rules. */
  readonly firewall: Pick<Firewall, 'counters' | 'zero'>;
  /** A frame has come in by the interface of that name. */
  receive(interface_: string, frame: Uint8Array, because: EventId): void;
  /** A raw socket's packet: through routing, the firewall and ARP, as any other. */
  sendPacket(packet: Uint8Array, because: EventId): void;
  /** A packet socket's frame: straight to the network, past the firewall. */
  sendFrame(interface_: string, frame: Uint8Array, because: EventId): void;
  /** Runs connect() of an application. */
  readonly connect: Tcp['clients']['connect'];
  /** Starts the program ping; undefined where no route leads to the destination. */
  ping(order: PingOrder): Pinging | undefined;
}

const ETHERNET_LENGTH = 14;

export function createHost(
  spec: HostSpec,
  networks: ReadonlyMap<string, Network>,
  surroundings: HostSurroundings,
): Host {
  const { kernel, conntrack } = createKernel(spec, networks, surroundings);
  const { counters, journal, routes } = kernel;
  const stack = createStack(kernel, spec, surroundings);
  const byName = new Map(routes.interfaces.map((one) => [one.name, one]));

  const demultiplex = (by: HostInterface, frame: Uint8Array, because: EventId): void => {
    const destination = asMac(u16(frame, 0) * 2 ** 32 + u32(frame, 2));
    const isToAll = isGroupMac(destination);
    if (frame.length < ETHERNET_LENGTH || (!isToAll && destination !== by.mac)) return;
    const etherType = u16(frame, 12);
    if (etherType === ETHERTYPE.IPV4) stack.input.receive(frame, ETHERNET_LENGTH, by, isToAll, because);
    else if (etherType === ETHERTYPE.ARP) {
      const arp = parseArp(spanOf(frame, ETHERNET_LENGTH));
      if (arp.ok) stack.arp.receive(by, arp.value, because);
    }
  };
  return {
    name: spec.name,
    routes,
    counters,
    get flows() {
      return conntrack.size;
    },
    listFlows: () => conntrack.snapshot(kernel.clock.now),
    firewall: kernel.firewall,
    sockets: () => socketRows(stack.listeners, stack.tcp.connections),
    receive(name, frame, because) {
      const by = byName.get(name);
      if (by === undefined) return;
      const received = journal.received(by, frame, because);
      demultiplex(by, frame, received);
      surroundings.tap?.('ethernet', frame, received);
    },
    sendPacket: (packet, because) => {
      stack.output.send(packet, [because]);
    },
    sendFrame(name, frame, because) {
      const out = byName.get(name);
      if (out !== undefined) stack.transmit(out, frame, [because]);
    },
    connect: stack.tcp.clients.connect,
    ping: (order) => startPing(kernel, stack.echo, order),
  };
}

function createKernel(
  spec: HostSpec,
  networks: ReadonlyMap<string, Network>,
  { clock, trace, seed, tap }: HostSurroundings,
): { readonly kernel: Kernel; readonly conntrack: Conntrack } {
  const { name } = spec;
  const loopback: HostInterface = {
    name: 'lo',
    kind: 'loopback',
    address: asIpv4(0x7f00_0001),
    subnet: LOOPBACK_NETWORK,
    mac: ZERO_MAC,
  };
  const interfaces = spec.interfaces.map(({ network, address, mac }): HostInterface => {
    const subnet = networks.get(network)?.subnet ?? cidrOf(address, 32);
    return { name: network, kind: 'ethernet', address, subnet, mac };
  });
  const random = randomOf(seed, name);
  const conntrack = createConntrack({ host: name, trace });
  const profile = PROFILES[spec.stack];
  const kernel = {
    name,
    clock,
    journal: createJournal(name, clock, trace),
    counters: createCounters(),
    routes: createRoutes(interfaces, loopback, spec.routes),
    firewall: createFirewall(spec.firewall, {
      host: name,
      random: random('firewall'),
      trace,
      conntrack,
      interfaces,
    }),
    profile,
    ...(profile.ipId === 'one-counter' && { countedId: counterFrom(random('ip-id').below(0x1_0000)) }),
    isWatched: tap !== undefined,
    random,
  };
  return { kernel, conntrack };
}

function counterFrom(beginning: number): () => number {
  let id = beginning;
  return () => {
    id = (id + 1) & 0xffff;
    return id;
  };
}
