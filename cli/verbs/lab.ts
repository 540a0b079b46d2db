import { formatIpv4 } from '../../engine/packet/index.ts';
import { type HostSpec, type Lab, SCANNER } from '../../simulator/lab/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { labAvailability, labDown, labUp, listLabs, runningLab } from '../lab/index.ts';
import { complaintLines, readLab } from '../lab-file.ts';
import { terminal } from '../terminal.ts';
import { exitOf } from '../world/in-lab.ts';
import { missingLine } from '../world/missing.ts';

export async function validate(file: string): Promise<Exit> {
  const lab = readLab(file);
  if (!lab.ok) {
    terminal.note(complaintLines(file, lab.error));
    return EXIT.no;
  }
  const { name, hosts, networks } = lab.value;
  const services = hosts.reduce((sum, host) => sum + host.services.length, 0);
  terminal.print(
    `${file}: lab ${name} is valid: ${count(networks.length, 'network')}, ${count(hosts.length, 'host')}, ${count(services, 'service')}.`,
  );
  return EXIT.done;
}

export async function up(file: string): Promise<Exit> {
  const lab = readLab(file);
  if (!lab.ok) {
    terminal.note(complaintLines(file, lab.error));
    return EXIT.usage;
  }
  const available = labAvailability();
  if (!available.ok) {
    terminal.note(missingLine(available));
    return EXIT.missing;
  }
  const { name } = lab.value;
  if (runningLab(name) !== undefined) {
    terminal.print(`Lab ${name} is up already.`);
    return EXIT.done;
  }
  await labUp(lab.value, {});
  terminal.print(`Lab ${name} is up.`);
  for (const host of lab.value.hosts)
    terminal.print(`  halfopen lab exec ${name} ${host.name} -- ${suggestion(host, lab.value)}`);
  terminal.print(`  halfopen lab down ${name}`);
  return EXIT.done;
}

export async function down(name: string): Promise<Exit> {
  const removed = await labDown(name);
  terminal.print(
    removed ? `Lab ${name} is down; nothing of it is left.` : `No lab ${name} is up; nothing to do.`,
  );
  return EXIT.done;
}

export async function status(): Promise<Exit> {
  const labs = listLabs();
  if (labs.length === 0) terminal.print('No lab is up.');
  for (const lab of labs) terminal.print(`${lab.name}  up, held by process ${lab.pid}`);
  return EXIT.done;
}

/** The program's own exit status becomes ours. */
export async function exec(name: string, host: string, command: readonly string[]): Promise<number> {
  const lab = runningLab(name);
  if (lab === undefined) {
    terminal.note(`No lab ${name} is up. halfopen lab status lists those that are.`);
    return EXIT.usage;
  }
  // The "--" that parts our words from the program's is still among them.
  const argv = command[0] === '--' ? command.slice(1) : command;
  return exitOf(lab.exec(host, argv, { stdio: 'inherit' }));
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Something to try from a host's place: a scan of everybody from the scanner's, a look at its own network from others'. */
function suggestion(host: HostSpec, lab: Lab): string {
  if (host.name !== SCANNER) return `tshark -n -i ${host.interfaces[0]?.network ?? 'any'}`;
  const others = lab.hosts.filter((one) => one.name !== SCANNER);
  return [
    'nmap -n -sS',
    ...others.flatMap((one) => one.interfaces.slice(0, 1).map(({ address }) => formatIpv4(address))),
  ].join(' ');
}
