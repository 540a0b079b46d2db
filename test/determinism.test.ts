import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { PINNED_SCANS, pinName } from './pinned-scans.ts';
import { labFile } from './support/command.ts';
import { digest, labFrom, simulate } from './support/simulate.ts';

const textOf = (lab: string): string => readFileSync(labFile(lab), 'utf8');
const traceOf = (text: string, words: string, seed?: number): string =>
  JSON.stringify(simulate(labFrom(text), words, seed).events);

/** The same lab, its networks, hosts and their services written down from the last to the first. */
function written(text: string): string {
  const lab = parse(text) as {
    networks: Record<string, unknown>;
    hosts: Record<string, { services?: unknown[] }>;
  };
  const backwards = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).reverse());
  const hosts = Object.fromEntries(
    Object.entries(backwards(lab.hosts)).map(([name, host]) => [
      name,
      host.services === undefined ? host : { ...host, services: [...host.services].reverse() },
    ]),
  );
  return stringify({ ...lab, hosts, networks: backwards(lab.networks) }, { lineWidth: 0 });
}

/** A link that draws for everything that it can do to a frame. */
const TROUBLED = `lab: troubled
title: A link with every trouble, and two hosts behind a router
seed: 11
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms, jitter: 4ms, loss: 15%, duplicate: 5%, reorder: 5% }
  dmz: { subnet: 198.18.20.0/24, rtt: 3ms, jitter: 1ms, loss: 5% }
scanner: { address: 198.18.10.2 }
hosts:
  gateway: { interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }, forward: true }
  near: { address: 198.18.10.28, services: [ { port: tcp/22 }, { port: udp/53, silent: true }, { port: tcp/80 } ] }
  far:
    address: 198.18.20.28
    services: [ { port: tcp/443 }, { port: tcp/22 } ]
    firewall: |
      iptables -A INPUT -p tcp --dport 25 -m statistic --mode random --probability 0.5 -j DROP
`;
const TROUBLED_SCAN = '-sS -n -F near far';

const cases = [
  ...PINNED_SCANS.map(({ lab, words }) => [lab, textOf(lab), words] as const),
  ['troubled', TROUBLED, TROUBLED_SCAN] as const,
];

describe.each(cases)('the trace of lab %s', (_lab, text, words) => {
  it(`is the same, byte by byte, each time it is scanned with ${words}`, () => {
    expect(traceOf(text, words)).toBe(traceOf(text, words));
  });

  it('does not depend on the order in which hosts, services and networks are written down', () => {
    const other = written(text);
    expect(other).not.toBe(text);
    expect(traceOf(other, words) === traceOf(text, words)).toBe(true);
  });

  it('is another one with another seed of the scan', () => {
    expect(traceOf(text, words, 4711) === traceOf(text, words)).toBe(false);
  });
});

it('another seed in the lab file gives a troubled link other troubles', () => {
  const other = TROUBLED.replace('seed: 11', 'seed: 12');
  expect(traceOf(other, TROUBLED_SCAN, 1) === traceOf(TROUBLED, TROUBLED_SCAN, 1)).toBe(false);
});

describe('traces are the same on every version of Node', () => {
  const file = new URL('./pinned-digests.json', import.meta.url);
  const found = Object.fromEntries(
    PINNED_SCANS.map((scan) => [
      pinName(scan),
      digest(simulate(labFrom(textOf(scan.lab)), scan.words).events),
    ]),
  );
  // After a change that is meant to change traces: UPDATE_TRACES=1, and read the golden traces' difference.
  if (process.env.UPDATE_TRACES === '1') writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  const pinned = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  it.each(Object.entries(found))('%s', (name, sha256) => {
    expect(sha256).toBe(pinned[name]);
  });
});
