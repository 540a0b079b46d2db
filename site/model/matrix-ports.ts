import type { Lab } from '../../simulator/lab/index.ts';

/** Ports in nmap's grammar; absent for none of that protocol. */
export interface PortLists {
  readonly tcp?: string;
  readonly udp?: string;
}

/** What a matrix of this lab is asked for; `port` alone, or all that the lab's author says is worth scanning. */
export function matrixPorts({ scan }: Pick<Lab, 'scan'>, port: number | undefined): PortLists {
  if (port !== undefined) return { tcp: String(port), udp: String(port) };
  return {
    tcp: scan?.ports ?? '21,22,80',
    ...(scan?.udp === undefined ? {} : { udp: scan.udp }),
  };
}

/** Whom to ask: the targets of the lab's hint, or every host but the scanner. */
export const matrixTargets = ({ scan, hosts }: Pick<Lab, 'scan' | 'hosts'>): readonly string[] =>
  scan?.targets ?? hosts.map(({ name }) => name).filter((name) => name !== 'scanner');
