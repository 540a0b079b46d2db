import { createHash } from 'node:crypto';
import { formatCidr, formatIpv4, formatMac, type Ipv4 } from '../../engine/packet/index.ts';
import { canonicalCommands } from '../../simulator/firewall/index.ts';
import type { HostSpec, Lab, ServiceSpec, StackName } from '../../simulator/lab/index.ts';

/**
 * What the holder of a real lab has to do, as JSON. It is made of typed records alone: numbers printed anew,
 * names that the schema allows, iptables commands from parsed rules. Nothing that an author of a lab file wrote
 * freely (titles, notes, service names, comments) is in it; banners and replies travel as base64 to sockets.
 */
export interface LabPlan {
  /** One bridge a network. */
  readonly bridges: readonly string[];
  readonly hosts: readonly HostPlan[];
}

export interface HostPlan {
  /** Name of its network namespace. */
  readonly name: string;
  readonly interfaces: readonly InterfacePlan[];
  readonly routes: readonly RoutePlan[];
  readonly forward: boolean;
  /** Arguments of one `iptables` call each. */
  readonly commands: readonly (readonly string[])[];
  readonly services: readonly ServicePlan[];
  /** Set for a stack that is not Linux's: then the host is simulated, on the real wire. */
  readonly stack?: StackName;
}

export interface RoutePlan {
  readonly to: string;
  readonly via: string;
}

export interface InterfacePlan {
  /** Its name inside the host: its network's. */
  readonly name: string;
  /** The far end of its cable, a port of `bridge`. */
  readonly port: string;
  readonly bridge: string;
  readonly mac: string;
  /** With prefix length. */
  readonly address: string;
}

export interface ServicePlan {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Where it listens: one socket an address. */
  readonly addresses: readonly string[];
  /** Base64. */
  readonly banner?: string;
  readonly reply?: string;
}

export function planOf(lab: Lab): LabPlan {
  const bridges = lab.networks.map((_, index) => `b${index}`);
  let ports = 0;
  const interfacesOf = (host: HostSpec): readonly InterfacePlan[] =>
    host.interfaces.map(({ network, address, mac }) => {
      const index = lab.networks.findIndex(({ name }) => name === network);
      const prefix = lab.networks[index]?.subnet.prefix;
      return {
        name: network,
        port: `p${ports++}`,
        bridge: `b${index}`,
        mac: formatMac(mac),
        address: `${formatIpv4(address)}/${prefix}`,
      };
    });
  const hosts = lab.hosts.map((host) => ({
    name: host.name,
    interfaces: interfacesOf(host),
    routes: host.routes.map(({ destination, gateway }) => ({
      to: formatCidr(destination),
      via: formatIpv4(gateway),
    })),
    forward: host.forward,
    commands: canonicalCommands(host.firewall),
    services: host.services.map((service) => servicePlan(service, host)),
    ...(host.stack !== 'linux' && { stack: host.stack }),
  }));
  return { bridges, hosts };
}

/** Tells labs apart that bear one name. */
export const planHash = (plan: LabPlan): string =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex');

function servicePlan(service: ServiceSpec, host: HostSpec): ServicePlan {
  return {
    protocol: service.protocol,
    port: service.port,
    addresses: listenAddresses(service, host).map(formatAddress),
    ...(service.banner && { banner: Buffer.from(service.banner).toString('base64') }),
    ...(service.reply && { reply: Buffer.from(service.reply).toString('base64') }),
  };
}

/**
 * A UDP socket on 0.0.0.0 answers from the address that the route back chooses, which on a host with several is
 * not always the one that was asked. Servers that care listen on each address; so do ours.
 */
function listenAddresses(service: ServiceSpec, host: HostSpec): readonly (Ipv4 | string)[] {
  if (service.bind !== undefined) return [service.bind];
  if (service.protocol === 'tcp' || host.interfaces.length < 2) return ['0.0.0.0'];
  return ['127.0.0.1', ...host.interfaces.map(({ address }) => address)];
}

const formatAddress = (address: Ipv4 | string): string =>
  typeof address === 'string' ? address : formatIpv4(address);
