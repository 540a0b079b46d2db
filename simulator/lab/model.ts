import type { Us } from '../../engine/base/time.ts';
import type { Cidr, Ipv4, Mac } from '../../engine/packet/index.ts';
import type { RuleSet } from '../firewall/index.ts';

/** A lab file, validated and with every default filled in. Both worlds, simulated and real, are built from it. */
export interface Lab {
  readonly name: string;
  readonly title: string;
  /** What the lab shows, in a sentence or two. */
  readonly note?: string;
  /** What is worth scanning in it; nothing depends on it but suggestions and comparisons. */
  readonly scan?: ScanHint;
  /** Every random draw of the simulated world comes from it. */
  readonly seed: number;
  readonly networks: readonly Network[];
  /** The scanner first, then the others sorted by name: the file's order means nothing. */
  readonly hosts: readonly HostSpec[];
}

export interface ScanHint {
  /** TCP ports in nmap's grammar, `21,22,8000-8010`. */
  readonly ports?: string;
  /** UDP ports, likewise. */
  readonly udp?: string;
  /** Host names, or addresses where nobody may live; absent for every host but the scanner. */
  readonly targets?: readonly string[];
}

export interface Network {
  readonly name: string;
  readonly subnet: Cidr;
  /** Round trip between two hosts on it, without jitter. */
  readonly rttUs: Us;
  /** The most that one crossing is late at random. */
  readonly jitterUs: Us;
  /** Probabilities, 0 to 1, for each crossing of a frame. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
}

export interface HostSpec {
  /** `scanner` is where scans start from. */
  readonly name: string;
  readonly interfaces: readonly InterfaceSpec[];
  readonly routes: readonly RouteSpec[];
  readonly stack: StackName;
  /** Forwards packets between its interfaces. */
  readonly forward: boolean;
  readonly services: readonly ServiceSpec[];
  readonly firewall: RuleSet;
}

export interface InterfaceSpec {
  /** The interface is called as its network is. */
  readonly network: string;
  readonly address: Ipv4;
  readonly mac: Mac;
}

/** A route beyond the connected networks; worked out from the routers of the lab, or given. */
export interface RouteSpec {
  readonly destination: Cidr;
  readonly gateway: Ipv4;
}

/**
 * How a host's TCP/IP stack behaves. `linux` is the one that a real lab is built of; hosts of the others are
 * simulated in a real lab too, on the real wire. What each does is in simulator/host/profile.ts.
 */
export type StackName = (typeof STACK_NAMES)[number];

export const STACK_NAMES = ['linux', 'windows', 'bsd', 'split-handshake'] as const;

export interface ServiceSpec {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly name?: string;
  /** The address it listens on; absent for all of the host's. */
  readonly bind?: Ipv4;
  /** What a TCP service says when a client has connected. */
  readonly banner?: Uint8Array;
  /** What a UDP service answers to any datagram; a UDP service without it is silent. */
  readonly reply?: Uint8Array;
}
