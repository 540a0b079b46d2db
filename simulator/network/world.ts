import type { Us } from '../../engine/base/time.ts';
import { type Ipv4, parseIpv4 } from '../../engine/packet/index.ts';
import type { TraceLog } from '../../engine/trace/index.ts';
import { createHost, type Host } from '../host/index.ts';
import type { HostSpec, InterfaceSpec, Lab } from '../lab/index.ts';
import { createSwitch, type Switch, type SwitchPort } from './switch.ts';
import { createTimeline } from './timeline.ts';
import {
  createTap,
  type SimulatedTransport,
  simulatedTransport,
  vantageOf,
  type WorldVantage,
} from './transport.ts';

export interface WorldSurroundings {
  readonly trace: TraceLog;
  /** In place of the lab's own. */
  readonly seed?: number;
}

/** A lab come to life. It can be scanned any number of times; its time goes on from scan to scan. */
export interface World {
  /** Where the scanner stands. */
  readonly vantage: WorldVantage;
  transport(): SimulatedTransport;
  /** A host's name, `localhost`, or an address. */
  resolve(name: string): Ipv4 | undefined;
  /** A host to look into; undefined where no host has that name. */
  host(name: string): Host | undefined;
  /** Virtual time since the world began. */
  readonly now: Us;
  /** Lets the world live on, without a scanner, until `isOver` or until nothing is left to happen. */
  runUntil(isOver: () => boolean): void;
}

const SCANNER = 'scanner';
const LOCALHOST = 0x7f00_0001 as Ipv4;

/**
 * Builds the simulated world of a lab. The same lab and seed give the same world, event for event, in whatever
 * order the lab lists its hosts.
 */
export function createWorld(lab: Lab, { trace, seed = lab.seed }: WorldSurroundings): World {
  const timeline = createTimeline();
  const networks = new Map(lab.networks.map((network) => [network.name, network]));
  const switches = new Map<string, Switch>(
    lab.networks.map((network) => [network.name, createSwitch(network, { clock: timeline, seed, trace })]),
  );
  const tap = createTap();
  const hosts = new Map<string, Host>();
  for (const spec of lab.hosts) {
    const ports = new Map<string, SwitchPort>();
    const host = createHost(spec, networks, {
      clock: timeline,
      trace,
      seed,
      transmit(network, frame, because) {
        const port = ports.get(network);
        if (port !== undefined) switches.get(network)?.send(port, frame, because);
      },
      ...(spec.name === SCANNER ? { tap: tap.see } : {}),
    });
    hosts.set(spec.name, host);
    for (const one of spec.interfaces) ports.set(one.network, plugIn(one, host, switches));
  }
  const scanner = hosts.get(SCANNER);
  return {
    vantage: vantageOf(scanner),
    transport: () => simulatedTransport({ timeline, scanner, tap }),
    resolve: (name) => resolve(lab, name),
    host: (name) => hosts.get(name),
    get now() {
      return timeline.now;
    },
    runUntil(isOver) {
      while (!isOver() && timeline.next !== undefined) timeline.advance();
    },
  };
}

function plugIn(
  { network, mac }: InterfaceSpec,
  host: Host,
  switches: ReadonlyMap<string, Switch>,
): SwitchPort {
  const port: SwitchPort = {
    host: host.name,
    mac,
    receive: (frame, because) => host.receive(network, frame, because),
  };
  switches.get(network)?.attach(port);
  return port;
}

/** A host on several networks is known by its address on the scanner's, if it has one there. */
function resolve(lab: Lab, name: string): Ipv4 | undefined {
  if (name === 'localhost') return LOCALHOST;
  const host = lab.hosts.find((one) => one.name === name);
  if (host === undefined) return parseIpv4(name);
  const near = networksOf(lab.hosts.find((one) => one.name === SCANNER));
  const { interfaces } = host;
  return (interfaces.find(({ network }) => near.includes(network)) ?? interfaces[0])?.address;
}

const networksOf = (host: HostSpec | undefined): string[] =>
  host?.interfaces.map(({ network }) => network) ?? [];
