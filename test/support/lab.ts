import { asIpv4, asMac, type Ipv4, parseCidr, parseIpv4 } from '../../engine/packet/index.ts';
import { EMPTY_RULES, parseFirewall } from '../../simulator/firewall/index.ts';
import type { HostSpec, Lab, Network, ServiceSpec } from '../../simulator/lab/index.ts';

/** `198.18.10.2` as an address; for tests, which mean what they write. */
export function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

export function network(name: string, subnet: string, more: Partial<Network> = {}): Network {
  const cidr = parseCidr(subnet);
  if (cidr === undefined) throw new Error(`${subnet} is no network`);
  return { name, subnet: cidr, rttUs: 14_000, jitterUs: 0, loss: 0, duplicate: 0, reorder: 0, ...more };
}

interface HostText extends Omit<Partial<HostSpec>, 'interfaces' | 'services' | 'firewall' | 'routes'> {
  /** `{ lan: '198.18.10.2' }` */
  readonly on: Readonly<Record<string, string>>;
  readonly services?: readonly (string | ServiceSpec)[];
  readonly firewall?: string;
  /** `{ '0.0.0.0/0': '198.18.10.1' }` */
  readonly via?: Readonly<Record<string, string>>;
}

/** A host with what a test says, and defaults for the rest. Its Ethernet addresses end in its IP addresses. */
export function host(name: string, text: HostText): HostSpec {
  const { on, services = [], firewall, via = {}, ...more } = text;
  const rules = firewall === undefined ? undefined : parseFirewall(firewall);
  if (rules !== undefined && !rules.ok) throw new Error(JSON.stringify(rules.error));
  return {
    name,
    interfaces: Object.entries(on).map(([net, address]) => ({
      network: net,
      address: ip(address),
      mac: asMac(0x0200_0000_0000 + asIpv4(ip(address))),
    })),
    routes: Object.entries(via).map(([destination, gateway]) => {
      const cidr = parseCidr(destination);
      if (cidr === undefined) throw new Error(`${destination} is no network`);
      return { destination: cidr, gateway: ip(gateway) };
    }),
    stack: 'linux',
    forward: false,
    services: services.map((one) => (typeof one === 'string' ? service(one) : one)),
    firewall: rules?.value ?? EMPTY_RULES,
    ...more,
  };
}

/** `tcp/22` */
function service(text: string): ServiceSpec {
  const [protocol, port] = text.split('/');
  if (protocol !== 'tcp' && protocol !== 'udp') throw new Error(`${text} is no service`);
  return { protocol, port: Number(port) };
}

export const lab = (networks: readonly Network[], hosts: readonly HostSpec[], seed = 7): Lab => ({
  name: 'test',
  title: 'A lab of a test',
  seed,
  networks,
  hosts,
});
