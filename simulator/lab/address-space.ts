import { broadcastOf, type Cidr, cidrContains, type Ipv4, parseCidr } from '../../engine/packet/index.ts';

/**
 * The networks that a lab may use: private ones and those set aside for tests and documents. A lab with anybody's
 * public address is refused, so that no lesson teaches a class to scan a stranger.
 */
const LAB_SPACE: readonly Cidr[] = [
  '10.0.0.0/8', // RFC 1918
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15', // RFC 2544, benchmarking
  '192.0.2.0/24', // RFC 5737, TEST-NET-1 to 3
  '198.51.100.0/24',
  '203.0.113.0/24',
  '100.64.0.0/10', // RFC 6598, shared address space
].flatMap((text) => parseCidr(text) ?? []);

export const LAB_SPACE_IN_WORDS = '10/8, 172.16/12, 192.168/16, 198.18/15, 100.64/10 or a TEST-NET';

/** Whether all of a network is in a range that a lab may use. */
export const isLabNetwork = (network: Cidr): boolean =>
  LAB_SPACE.some((space) => space.prefix <= network.prefix && cidrContains(space, network.network));

export const isLabAddress = (address: Ipv4): boolean =>
  LAB_SPACE.some((space) => cidrContains(space, address));

/** Whether a host may have `address` on `network`: inside, and neither its first (RFC 1122 3.2.1.3) nor its broadcast. */
export const isHostAddress = (network: Cidr, address: Ipv4): boolean =>
  cidrContains(network, address) && address !== network.network && address !== broadcastOf(network);

export const overlaps = (one: Cidr, other: Cidr): boolean =>
  cidrContains(one, other.network) || cidrContains(other, one.network);

const LOOPBACK = parseCidr('127.0.0.0/8');
export const isLoopback = (address: Ipv4): boolean =>
  LOOPBACK !== undefined && cidrContains(LOOPBACK, address);
