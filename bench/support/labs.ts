import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One target with three services and nothing in between: what a scan of all ports costs. */
export const ONE_TARGET = `lab: bench
title: One target for measuring
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, name: ssh }
      - { port: tcp/80, name: http }
      - { port: tcp/443, name: https }
`;

/** The target of it. */
export const TARGET = '198.18.10.28';

/** As many targets as a lab holds on one network, each with a service. */
export function manyTargets(count: number): string {
  const hosts = Array.from(
    { length: count },
    (_, i) =>
      `  h${i}: { address: 198.18.${20 + Math.floor(i / 250)}.${(i % 250) + 3}, services: [{ port: tcp/80 }] }\n`,
  );
  return `lab: bench-many
title: Many targets for measuring
seed: 7
networks:
  lan: { subnet: 198.18.16.0/20 }
scanner: { address: 198.18.16.2 }
hosts:
${hosts.join('')}`;
}

/** Calls `work` with the path of a file that holds the text, and removes it. */
export async function withFile<T>(text: string, work: (path: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-bench-'));
  try {
    const path = join(folder, 'lab.yaml');
    writeFileSync(path, text);
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
