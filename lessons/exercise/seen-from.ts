import { type HostSpec, type Lab, SCANNER } from '../../simulator/lab/index.ts';

/**
 * The same lab, scanned from another of its hosts: the two change their names and keep everything else. Undefined where
 * there is no such host. The host in the scanner's old place is called as the other was.
 */
export function asSeenFrom(lab: Lab, from: string): Lab | undefined {
  if (from === SCANNER) return lab;
  if (!lab.hosts.some(({ name }) => name === from)) return undefined;
  const renamed = (host: HostSpec): HostSpec => {
    if (host.name === from) return { ...host, name: SCANNER };
    return host.name === SCANNER ? { ...host, name: from } : host;
  };
  const hosts = lab.hosts.map(renamed);
  const scanner = hosts.filter(({ name }) => name === SCANNER);
  const others = hosts.filter(({ name }) => name !== SCANNER);
  // The scanner first, then the others sorted by name, as the lab file gives them.
  return { ...lab, hosts: [...scanner, ...others.sort((a, b) => (a.name < b.name ? -1 : 1))] };
}
