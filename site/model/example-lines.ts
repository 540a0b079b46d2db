import type { Lab } from '../../simulator/lab/index.ts';

/** Three scans worth a try in a lab, from what its author says is worth scanning. */
export function exampleLines({ scan, hosts }: Lab): string[] {
  const targets = (scan?.targets ?? hosts.map(({ name }) => name).filter((name) => name !== 'scanner')).join(
    ' ',
  );
  const list = scan?.ports === undefined ? '' : ` -p ${scan.ports}`;
  const third =
    scan?.udp === undefined
      ? `nmap -sT --reason${list} ${targets}`
      : `nmap -sU --reason -p ${scan.udp} ${targets}`;
  return [`nmap -sS${list} ${targets}`, `nmap -sA --reason${list} ${targets}`, third];
}
