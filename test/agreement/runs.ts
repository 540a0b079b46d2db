import { MATRIX_TECHNIQUES, type MatrixTechnique } from '../../engine/compare/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';

/** One lab under one technique, as two worlds run it. */
export interface Run {
  readonly lab: string;
  readonly technique: MatrixTechnique;
  /** Instead of `-Pn`. */
  readonly discovery?: readonly string[];
  readonly targets?: readonly string[];
}

const all = Object.keys(MATRIX_TECHNIQUES) as MatrixTechnique[];

const CHOICE: Readonly<Record<string, readonly MatrixTechnique[]>> = {
  'six-states': all,
  'one-rule-three-answers': ['syn', 'connect', 'udp'],
  'table-stateful': ['syn', 'ack', 'fin'],
  'router-unreachable': ['syn', 'connect', 'udp'],
  'routing-loop': ['syn', 'connect', 'udp'],
  'reject-unreachable': ['syn', 'connect', 'udp'],
  'reject-prohibited': ['syn', 'ack', 'udp'],
  redirect: ['syn', 'connect', 'udp'],
  'own-reset': ['syn'],
  'tcp-flags': ['xmas', 'null'],
  'no-route': ['syn'],
};

export const RUNS: readonly Run[] = [
  ...Object.entries(CHOICE).flatMap(([lab, techniques]) =>
    techniques.map((technique) => ({ lab, technique })),
  ),
  { lab: 'udp', technique: 'udp', targets: ['target'] },
  { lab: 'udp', technique: 'udp', targets: ['quiet'] },
  // Behind a router: echo request, SYN 443, ACK 80 and timestamp request find the host first.
  { lab: 'router-unreachable', technique: 'syn', discovery: [] },
];

export const nameOf = ({ lab, technique, discovery, targets }: Run): string =>
  [lab, technique, ...(targets ?? []), ...(discovery === undefined ? [] : ['with host discovery'])].join(' ');

/**
 * nmap's shortest timeout is 100 ms; on a busy machine an answer may take longer, and the live scanner rightly probes
 * again. Below the 1 s after which a kernel repeats its own SYN.
 */
const PATIENCE = ['--min-rtt-timeout', '500ms'];

/** nmap's part of the command line. */
export function argsOf({ technique, discovery = ['-Pn'], targets }: Run, lab: Lab): string[] {
  const ports = technique === 'udp' ? lab.scan?.udp : lab.scan?.ports;
  const whom = targets ?? lab.scan?.targets ?? ['target'];
  return [...MATRIX_TECHNIQUES[technique], '-n', ...discovery, ...PATIENCE, '-p', ports ?? '', ...whom];
}
