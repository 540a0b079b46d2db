import { asIpv4, asMac, cidrOf, type Ipv4, parseIpv4, parseMac } from '../../engine/packet/index.ts';
import { EMPTY_RULES } from '../../simulator/firewall/index.ts';
import type { HostSpec, InterfaceSpec, Network, ServiceSpec } from '../../simulator/lab/index.ts';
import type { HostPlan, InterfacePlan, RoutePlan, ServicePlan } from './plan.ts';

/** The simulated host that a plan describes, and the networks it is on. Throws where no lab can have such a plan. */
export function wireSpecOf(plan: HostPlan): {
  readonly spec: HostSpec;
  readonly networks: ReadonlyMap<string, Network>;
} {
  const networks = new Map(plan.interfaces.map((one) => [one.name, networkOf(one)]));
  const spec: HostSpec = {
    name: plan.name,
    interfaces: plan.interfaces.map(interfaceOf),
    routes: plan.routes.map(routeOf),
    stack: plan.stack ?? 'linux',
    forward: false,
    services: plan.services.map(serviceOf),
    firewall: EMPTY_RULES,
  };
  return { spec, networks };
}

const interfaceOf = ({ name, address, mac }: InterfacePlan): InterfaceSpec => ({
  network: name,
  address: splitPrefix(address).address,
  mac: asMac(parseMac(mac) ?? refuse(mac)),
});

const networkOf = ({ name, address }: InterfacePlan): Network => {
  const its = splitPrefix(address);
  const subnet = cidrOf(its.address, its.prefix);
  return { name, subnet, rttUs: 0, jitterUs: 0, loss: 0, duplicate: 0, reorder: 0 };
};

const routeOf = ({ to, via }: RoutePlan) => {
  const { address, prefix } = splitPrefix(to);
  return { destination: cidrOf(address, prefix), gateway: read(via) };
};

function serviceOf({ protocol, port, addresses, banner, reply }: ServicePlan): ServiceSpec {
  const [first = ''] = addresses;
  const isBound = addresses.length === 1 && first !== '0.0.0.0';
  return {
    protocol,
    port,
    ...(isBound && { bind: read(first) }),
    ...(banner !== undefined && { banner: new Uint8Array(Buffer.from(banner, 'base64')) }),
    ...(reply !== undefined && { reply: new Uint8Array(Buffer.from(reply, 'base64')) }),
  };
}

function splitPrefix(text: string): { readonly address: Ipv4; readonly prefix: number } {
  const [address = '', prefix = ''] = text.split('/');
  return { address: read(address), prefix: /^\d{1,2}$/.test(prefix) ? Number(prefix) : refuse(text) };
}

const read = (text: string): Ipv4 => asIpv4(parseIpv4(text) ?? refuse(text));

function refuse(text: string): never {
  throw new Error(`the plan says ${text}, which no lab can have`);
}
