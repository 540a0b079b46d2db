import { asIpv4, formatIpv4, type Ipv4, parseIpv4 } from './address.ts';

/** A network: its address with all host bits zero, and the length of its prefix, 0 to 32. */
export interface Cidr {
  readonly network: Ipv4;
  readonly prefix: number;
}

/** `<<` counts modulo 32, so that a prefix of 0 needs a case of its own. */
const maskOf = (prefix: number): number => (prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0);

/** `198.18.10.0/24`. An address with host bits (`198.18.10.1/24`) names a host in a network: undefined. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  const network = parseIpv4(address);
  if (network === undefined || rest.length > 0 || !/^(0|[1-9][0-9]?)$/.test(length)) return undefined;
  const prefix = Number(length);
  if (prefix > 32 || cidrOf(network, prefix).network !== network) return undefined;
  return { network, prefix };
}

export const formatCidr = (cidr: Cidr): string => `${formatIpv4(cidr.network)}/${cidr.prefix}`;

/** The network of that prefix length in which the address is. */
export const cidrOf = (address: Ipv4, prefix: number): Cidr => ({
  network: asIpv4(address & maskOf(prefix)),
  prefix,
});

export const cidrContains = (cidr: Cidr, address: Ipv4): boolean =>
  (address & maskOf(cidr.prefix)) >>> 0 === cidr.network;

/** The address whose host bits are all ones. */
export const broadcastOf = (cidr: Cidr): Ipv4 => asIpv4(cidr.network | ~maskOf(cidr.prefix));
