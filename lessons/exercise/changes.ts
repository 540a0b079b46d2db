import type { HostSpec, Lab } from '../../simulator/lab/index.ts';

/** What differs between two labs, in the words of `mayChange`: `firewall target`, `services web`, `network`. */
export function changesOf(before: Lab, after: Lab): readonly string[] {
  const changes = new Set<string>();
  if (!isSame(before.networks, after.networks) || before.seed !== after.seed) changes.add('network');
  const was = new Map(before.hosts.map((host) => [host.name, host]));
  for (const host of after.hosts) {
    const old = was.get(host.name);
    was.delete(host.name);
    if (old === undefined) changes.add(`host ${host.name}`);
    else for (const change of changesOfHost(old, host)) changes.add(change);
  }
  for (const gone of was.keys()) changes.add(`host ${gone}`);
  return [...changes];
}

function changesOfHost(before: HostSpec, after: HostSpec): string[] {
  const { firewall: oldRules, services: oldServices, ...oldRest } = before;
  const { firewall, services, ...rest } = after;
  return [
    ...(isSame(oldRules, firewall) ? [] : [`firewall ${after.name}`]),
    ...(isSame(oldServices, services) ? [] : [`services ${after.name}`]),
    ...(isSame(oldRest, rest) ? [] : [`host ${after.name}`]),
  ];
}

/** Labs survive JSON, and their members stand in one order. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(plain(one)) === JSON.stringify(plain(other));

/** Bytes of banners as lists. */
const plain = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? [...value]
    : Array.isArray(value)
      ? value.map(plain)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
        : value;

/** How many lines were taken out or put in, the longer of the two where lines were exchanged. */
export function changedLines(before: string, after: string): number {
  const [old, now] = [linesOf(before), linesOf(after)];
  const common = longestCommon(old, now);
  return Math.max(old.length, now.length) - common;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Length of the longest common subsequence; labs have some tens of lines. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let above = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const row = [0];
    for (const [at, second] of other.entries())
      row.push(line === second ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0));
    above = row;
  }
  return above.at(-1) ?? 0;
}
