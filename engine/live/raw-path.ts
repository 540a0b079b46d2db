import { complain, ok, type Result } from '../base/result.ts';
import type { Us } from '../base/time.ts';
import {
  ARP_OPERATION,
  arpFrame,
  BROADCAST_MAC,
  ETHERTYPE,
  emitEthernet,
  formatIpv4,
  type Ipv4,
  type Mac,
  parseArp,
  parseEthernet,
  spanOf,
  u16,
  u32,
  ZERO_MAC,
} from '../packet/index.ts';
import { type Path, pathTo, type Vantage, type VantageInterface } from '../scan/index.ts';
import type { EventId } from '../trace/index.ts';
import { type Neighbour, Neighbours } from './neighbours.ts';
import type { Outbox } from './outbox.ts';
import type { Scope } from './scope.ts';

/** What the way out has to say besides frames. */
export interface RawPathEvents {
  /** An interface is used for the first time, or for a new destination. */
  uses(out: VantageInterface, destination?: Ipv4): void;
  /** Packets that found no neighbour. */
  unreachable(out: string, address: Ipv4, packets: readonly { because: EventId }[]): void;
  /** Nothing can be sent this way at all. */
  stuck(message: string): void;
}

const ETHERNET = 14;

/** How packets to one destination leave. */
interface Way {
  readonly out: VantageInterface;
  readonly nextHop: Ipv4;
  /** The Ethernet header; absent on a raw link, or while the neighbour is unknown. */
  header?: Uint8Array;
}

/** Does for whole IPv4 packets what the kernel would: route, find the neighbour, put the frame around. */
export class RawPath {
  readonly #vantage: Vantage;
  readonly #scope: Scope;
  readonly #outbox: Outbox;
  readonly #events: RawPathEvents;
  readonly #neighbours: Neighbours;
  readonly #ways = new Map<number, Way>();
  readonly #doubted = new Map<Ipv4, Mac>();
  readonly #used = new Map<string, VantageInterface>();
  /** The largest IPv4 packet in a frame. */
  readonly #scratch = new Uint8Array(ETHERNET + 65_535);

  constructor(
    vantage: Vantage,
    scope: Scope,
    outbox: Outbox,
    known: readonly Neighbour[],
    events: RawPathEvents,
  ) {
    this.#vantage = vantage;
    this.#scope = scope;
    this.#outbox = outbox;
    this.#events = events;
    this.#neighbours = new Neighbours(known);
  }

  sendEthernet(device: string, frame: Uint8Array, because: EventId, now: Us): void {
    const out = this.#vantage.interfaces.find((one) => one.name === device);
    if (out === undefined) {
      this.#events.stuck(`There is no interface ${device}.`);
      return;
    }
    this.#use(out);
    this.#outbox.submit(device, 'ethernet', frame, frame.length, because, now);
  }

  sendIp(packet: Uint8Array, because: EventId, now: Us): void {
    const destination = u32(packet, 16) as Ipv4;
    const way = this.#ways.get(destination) ?? this.#find(destination);
    if (way === undefined) return;
    if (way.out.kind === 'raw') {
      this.#outbox.submit(way.out.name, 'raw', packet, packet.length, because, now);
      return;
    }
    const header = way.header ?? this.#headerFor(way);
    if (header === undefined) {
      this.#neighbours.park(way.out.name, way.nextHop, { bytes: packet.slice(), because }, now);
      this.pass(now);
      return;
    }
    this.#scratch.set(header);
    this.#scratch.set(packet, ETHERNET);
    this.#outbox.submit(way.out.name, 'ethernet', this.#scratch, ETHERNET + packet.length, because, now);
  }

  /** Learns from every captured ARP reply, whoever asked; and lets go what waited for it. */
  learn(at: VantageInterface, frame: Uint8Array, now: Us): void {
    if (frame.length < ETHERNET || u16(frame, 12) !== ETHERTYPE.ARP) return;
    const arp = parseArp(spanOf(frame, ETHERNET));
    if (!arp.ok || arp.value.operation !== ARP_OPERATION.REPLY) return;
    const neighbour = { interface: at.name, address: arp.value.senderIp, mac: arp.value.senderMac };
    if (!this.#isCredible(neighbour, frame)) return;
    // A neighbour that changed its address: the headers made before are of no use.
    if (this.#neighbours.macOf(at.name, neighbour.address) !== neighbour.mac)
      for (const way of this.#ways.values()) if (way.nextHop === neighbour.address) delete way.header;
    for (const { bytes, because } of this.#neighbours.learn(neighbour)) this.sendIp(bytes, because, now);
  }

  /**
   * ARP carries no checksum: one flipped bit would send the rest of the scan to nobody. An answer is believed
   * when it names its own sender; one that does not (routers that share an address) when it comes twice.
   */
  #isCredible(neighbour: Neighbour, frame: Uint8Array): boolean {
    const ethernet = parseEthernet(spanOf(frame));
    if (ethernet.ok && ethernet.value.source === neighbour.mac) return true;
    const isSaidAgain = this.#doubted.get(neighbour.address) === neighbour.mac;
    this.#doubted.set(neighbour.address, neighbour.mac);
    return isSaidAgain;
  }

  /** The link was away: what is plugged in now may be something else. */
  forget(): void {
    this.#neighbours.forget();
    this.#doubted.clear();
    for (const way of this.#ways.values()) delete way.header;
  }

  /** Asks for neighbours whose time has come. */
  pass(now: Us): void {
    const { ask, abandoned } = this.#neighbours.due(now);
    for (const { interface: device, address, because } of ask) this.#ask(device, address, because, now);
    for (const { interface: device, address, packets } of abandoned)
      this.#events.unreachable(device, address, packets);
  }

  get nextAt(): Us | undefined {
    return this.#neighbours.nextAt;
  }

  #find(destination: Ipv4): Way | undefined {
    const path = pathTo(this.#vantage, destination);
    const obstacle = obstacleOn(path, destination, this.#scope);
    if (obstacle !== undefined || path === undefined) {
      this.#events.stuck(obstacle ?? '');
      return undefined;
    }
    this.#use(path.interface);
    this.#events.uses(path.interface, destination);
    const way: Way = { out: path.interface, nextHop: path.gateway ?? destination };
    this.#ways.set(destination, way);
    return way;
  }

  #use(out: VantageInterface): void {
    if (this.#used.has(out.name)) return;
    this.#used.set(out.name, out);
    this.#events.uses(out);
  }

  #headerFor(way: Way): Uint8Array | undefined {
    const destination = this.#neighbours.macOf(way.out.name, way.nextHop);
    if (destination === undefined) return undefined;
    const header = new Uint8Array(ETHERNET);
    emitEthernet({ destination, source: way.out.mac ?? ZERO_MAC, etherType: ETHERTYPE.IPV4 }, header, 0);
    way.header = header;
    return header;
  }

  #ask(device: string, targetIp: Ipv4, because: EventId, now: Us): void {
    const out = this.#used.get(device);
    if (out === undefined) return;
    const source = out.mac ?? ZERO_MAC;
    const frame = arpFrame(
      { destination: BROADCAST_MAC, source },
      {
        operation: ARP_OPERATION.REQUEST,
        senderMac: source,
        senderIp: out.address,
        targetMac: ZERO_MAC,
        targetIp,
      },
    );
    this.#outbox.submit(device, 'ethernet', frame, frame.length, because, now);
  }
}

/** Why raw packets cannot take a path; undefined: they can. */
export function obstacleOn(path: Path | undefined, destination: Ipv4, scope: Scope): string | undefined {
  const address = formatIpv4(destination);
  if (path === undefined) return `There is no route to ${address}.`;
  if (path.gateway !== undefined && !scope.routed)
    return `${address} is behind the gateway ${formatIpv4(path.gateway)}, and ${scope.title} is for neighbours only.`;
  // ip_route_input_slow: a packet socket's frame on lo has a loopback or own source address, a martian.
  if (path.interface.kind === 'loopback')
    return `Linux drops raw frames on loopback, so that ${address} can be scanned with -sT only.`;
  return undefined;
}

/** Whether raw packets reach all targets from here, asked before a scan begins. */
export function checkRaw(vantage: Vantage, scope: Scope, targets: Iterable<Ipv4>): Result<void> {
  for (const target of targets) {
    const obstacle = obstacleOn(pathTo(vantage, target), target, scope);
    if (obstacle !== undefined) return complain(obstacle);
  }
  return ok(undefined);
}
