import { type Random, stream } from '../../engine/base/random.ts';
import type { Cidr, Ipv4, Mac } from '../../engine/packet/index.ts';
import type { EventId, TraceLog } from '../../engine/trace/index.ts';
import type { Firewall } from '../firewall/index.ts';
import type { Clock } from './clock.ts';
import type { Counters } from './counters.ts';
import type { Journal } from './journal.ts';
import type { StackProfile } from './profile.ts';
import type { RouteTable } from './routes.ts';

/** An interface of a host. It is called as its network is; the loopback is called `lo`. */
export interface HostInterface {
  readonly name: string;
  readonly kind: 'ethernet' | 'loopback';
  readonly address: Ipv4;
  readonly subnet: Cidr;
  readonly mac: Mac;
}

/** What a host needs of the world. */
export interface HostSurroundings {
  readonly clock: Clock;
  readonly trace: TraceLog;
  readonly seed: number;
  /** Puts a frame on the network of that name. */
  transmit(network: string, frame: Uint8Array, because: EventId): void;
  /**
   * Sees what a capture on the host would: each frame that arrives, after the kernel has dealt with it, and
   * each packet on the loopback. The bytes are not to be kept.
   */
  tap?(link: 'ethernet' | 'raw', bytes: Uint8Array, because: EventId): void;
}

/** The parts of a host's kernel that all protocols lean on. */
export interface Kernel {
  readonly name: string;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly counters: Counters;
  readonly routes: RouteTable;
  readonly firewall: Firewall;
  readonly profile: StackProfile;
  /** IP identification where one counter serves all packets of the host. */
  readonly countedId?: () => number;
  /** A capture is running on it. */
  readonly isWatched: boolean;
  /** A stream of chance for one purpose of this host. */
  random(purpose: string): Random;
}

export const randomOf =
  (seed: number, host: string) =>
  (purpose: string): Random =>
    stream(seed, `host:${host}:${purpose}`);

/** No cause, or a trace that nobody reads. */
export const NO_CAUSE: readonly EventId[] = [];
