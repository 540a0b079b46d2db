import type { Lab } from './model.ts';

/** What of a lab can make two scans of it differ. */
export interface LabFacts {
  /** Simulated links lose or reorder packets; those of the real lab do not. */
  readonly hasFaultyLinks: boolean;
  /** The matches that the firewalls of its hosts use, `limit`, `conntrack` ... */
  readonly matches: ReadonlySet<string>;
}

export const labFacts = ({ networks, hosts }: Lab): LabFacts => ({
  hasFaultyLinks: networks.some(({ loss, reorder }) => loss > 0 || reorder > 0),
  matches: new Set(
    hosts.flatMap(({ firewall }) =>
      firewall.tables.flatMap(({ chains }) =>
        chains.flatMap(({ rules }) =>
          rules.flatMap(({ matches }) => matches.map(({ extension }) => extension)),
        ),
      ),
    ),
  ),
});
