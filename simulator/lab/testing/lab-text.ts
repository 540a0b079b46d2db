import type { Complaint } from '../../../engine/base/result.ts';
import { loadLab } from '../load.ts';
import type { HostSpec, Lab } from '../model.ts';

/** For tests: a small lab that loads, and the parts to change in it. */
export const SMALL_LAB = `lab: small
title: A small lab
seed: 7
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms, jitter: 1ms, loss: 5%, duplicate: 1%, reorder: 0.5% }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    mac: de:ad:00:00:be:ef
    services:
      - { port: tcp/22, name: ssh, banner: "SSH-2.0-x\\r\\n" }
      - { port: tcp/8080, bind: 127.0.0.1 }
      - { port: udp/137, reply: hex:8045 }
      - { port: udp/68, silent: true }
`;

/** The small lab with other lines for its only host. */
export const withTarget = (...lines: readonly string[]): string =>
  `${SMALL_LAB.slice(0, SMALL_LAB.indexOf('    address: 198.18.10.28'))}${lines.map((line) => `    ${line}\n`).join('')}`;

export function load(text: string): Lab {
  const lab = loadLab(text);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return lab.value;
}

export function complaints(text: string): readonly Complaint[] {
  const lab = loadLab(text);
  return lab.ok ? [] : lab.error;
}

export const hostOf = (lab: Lab, name: string): HostSpec => {
  const host = lab.hosts.find((candidate) => candidate.name === name);
  if (!host) throw new Error(`no host ${name}`);
  return host;
};
