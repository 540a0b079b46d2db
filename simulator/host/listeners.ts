import { formatIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { ServiceSpec } from '../lab/index.ts';
import type { Journal } from './journal.ts';

/** Who listens where. */
export interface Listeners {
  readonly services: readonly ServiceSpec[];
  /**
   * Who gets what comes to a port of that address; without an address, what comes to all. `because` is the
   * fact that decided it.
   */
  find(
    protocol: 'tcp' | 'udp',
    port: number,
    address: Ipv4 | undefined,
  ): { readonly service: ServiceSpec | undefined; readonly because: EventId };
  factOf(service: ServiceSpec): EventId;
}

const NOBODY: readonly ServiceSpec[] = [];

export function createListeners(services: readonly ServiceSpec[], journal: Journal): Listeners {
  const byPort = { tcp: new Map<number, ServiceSpec[]>(), udp: new Map<number, ServiceSpec[]>() };
  for (const service of services) {
    const ports = byPort[service.protocol];
    ports.set(service.port, [...(ports.get(service.port) ?? []), service]);
  }
  const { traced } = journal;
  const factOf = ({ protocol, port, bind }: ServiceSpec): EventId => {
    if (!traced) return 0;
    const where = bind === undefined ? '' : ` on ${formatIpv4(bind)}`;
    return journal.fact('listener', `listener on ${protocol}/${port}${where}`);
  };
  const nobody = (protocol: 'tcp' | 'udp', port: number, elsewhere: readonly ServiceSpec[]): EventId => {
    if (!traced) return 0;
    const [other] = elsewhere;
    if (other?.bind === undefined) return journal.fact('no-listener', `no listener on ${protocol}/${port}`);
    const text = `${protocol}/${port} is bound to ${formatIpv4(other.bind)} only`;
    return journal.fact('bound-elsewhere', text);
  };
  return {
    services,
    factOf,
    find(protocol, port, address) {
      const candidates = byPort[protocol].get(port);
      if (candidates === undefined) return { service: undefined, because: nobody(protocol, port, NOBODY) };
      // The socket bound to the very address takes precedence over one for all (compute_score).
      const service =
        candidates.find(({ bind }) => bind !== undefined && bind === address) ??
        candidates.find(({ bind }) => bind === undefined);
      if (service === undefined) return { service, because: nobody(protocol, port, candidates) };
      return { service, because: factOf(service) };
    },
  };
}
