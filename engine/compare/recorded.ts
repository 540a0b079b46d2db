import { type Verdict, type Verdicts, verdictKey } from './verdict.ts';

/** What a recording, a report or nmap's XML says of a host; each has more to say than this. */
interface HostVerdicts {
  readonly address: string;
  readonly ports: readonly (Verdict & { readonly protocol: string; readonly port: number })[];
}

/** The verdicts of hosts as recordings hold them. */
export function verdictsOfHosts(hosts: readonly HostVerdicts[]): Verdicts {
  const verdicts = new Map<string, Verdict>();
  for (const { address, ports } of hosts)
    for (const { protocol, port, state, reason, from } of ports)
      verdicts.set(verdictKey(address, protocol, port), {
        state,
        reason,
        ...(from === undefined ? {} : { from }),
      });
  return verdicts;
}
