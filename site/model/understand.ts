import type { Result } from '../../engine/base/result.ts';
import { fail, ok } from '../../engine/base/result.ts';
import { complaintText, type ParsedCommand, parseCommandLine } from '../../engine/options/index.ts';
import { type Lab, loadLab } from '../../simulator/lab/index.ts';

/** nmap's words, understood in a lab; or the complaint with its caret, as the command prints it. */
export function understand(
  labText: string,
  args: readonly string[],
): Result<ParsedCommand & { readonly lab: Lab }, string> {
  const lab = loadLab(labText);
  if (!lab.ok) return fail(lab.error.map(({ message }) => message).join('\n'));
  return understandIn(lab.value, args);
}

export function understandIn(
  lab: Lab,
  args: readonly string[],
): Result<ParsedCommand & { readonly lab: Lab }, string> {
  const address = (name: string) => lab.hosts.find((host) => host.name === name)?.interfaces[0]?.address;
  const command = parseCommandLine(args, { resolve: address, privileged: true, seed: lab.seed });
  return command.ok ? ok({ ...command.value, lab }) : fail(complaintText(args, command.error));
}
