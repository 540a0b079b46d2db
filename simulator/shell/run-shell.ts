import { printable } from '../../engine/base/printable.ts';
import { type Complaint, ok } from '../../engine/base/result.ts';
import type { Word } from '../firewall/index.ts';
import { type HostSpec, type Lab, SCANNER } from '../lab/index.ts';
import type { CommandName } from './commands.data.ts';
import { conntrack } from './conntrack.ts';
import { help, remedyFor } from './help.ts';
import { iptables } from './iptables/iptables.ts';
import { type Line, readLine } from './line.ts';
import { nearestOf } from './nearest-of.ts';
import { ping } from './ping.ts';
import { blame, type Call, type Outcome, output, type ShellResult, type ShellSetting } from './result.ts';
import { ss } from './ss.ts';

/**
 * Runs a line that is typed on a host of a simulated lab: `iptables -L -v`, `sudo ss -lntu`, `target# conntrack -L`.
 * A host in front, with # or $ behind it, is the one on which this line alone is run. No line makes it throw.
 */
export function runShell(line: string, setting: ShellSetting): ShellResult {
  const read = readLine(line);
  if (!read.ok) return complaint(read.error, splitAtBlanks(line));
  const { prompt, words } = read.value;
  const spoken = prompt === undefined ? words : [prompt.word, ...words];
  const outcome = runWords(line, setting, prompt, words);
  return outcome.ok ? outcome.value : complaint(outcome.error, spoken);
}

function runWords(
  line: string,
  setting: ShellSetting,
  prompt: Line['prompt'],
  [program, ...words]: readonly Word[],
): Outcome {
  const { lab } = setting;
  const place = prompt?.word ?? program;
  if (place === undefined) return output({});
  const name = prompt?.host ?? setting.host;
  const host = hostCalled(lab, name);
  if (host === undefined) return blame(place, `The lab has no host "${name}".`, hostRemedy(lab, name));
  if (program === undefined) return ok({ kind: 'host', name });
  const run = Object.hasOwn(RUN, program.text) ? RUN[program.text as CommandName] : undefined;
  if (run === undefined)
    return blame(program, `There is no command "${program.text}" here.`, remedyFor(program.text));
  return run({ setting, host, program, words, line });
}

const onLinux =
  (run: (call: Call) => Outcome) =>
  (call: Call): Outcome => {
    const { host, program } = call;
    if (host.stack === 'linux') return run(call);
    const message = `${program.text} is a tool of Linux, and ${host.name} is none (its stack is ${host.stack}).`;
    return blame(program, message, 'Go to a host that runs Linux.');
  };

const RUN: Readonly<Record<CommandName, (call: Call) => Outcome>> = {
  iptables: onLinux(iptables),
  ss: onLinux(ss),
  conntrack: onLinux(conntrack),
  ping: onLinux(ping),
  ssh({ setting: { lab }, program, words: [to, more] }) {
    if (to === undefined) return blame(program, 'ssh needs a host after it.', hostRemedy(lab, ''));
    const message = 'The real ssh runs it there and comes back; that is not modelled here.';
    if (more) return blame(more, message, `Write ${to.text}# and the command.`);
    const name = to.text.slice(to.text.lastIndexOf('@') + 1);
    if (hostCalled(lab, name) === undefined)
      return blame(to, `The lab has no host "${name}".`, hostRemedy(lab, name));
    return ok({ kind: 'host', name });
  },
  exit: ({ words: [more] }) =>
    more ? blame(more, 'exit takes nothing after it.') : ok({ kind: 'host', name: SCANNER }),
  help,
};

const hostCalled = ({ hosts }: Lab, name: string): HostSpec | undefined =>
  hosts.find((host) => host.name === name);

const hostRemedy = ({ hosts }: Lab, name: string): string =>
  nearestOf(
    name,
    hosts.map((host) => host.name),
    'Hosts are',
  );

/** Puts a complaint about a place in the line to the word that stands there. */
function complaint({ message, remedy, column, length }: Complaint, words: readonly Word[]): ShellResult {
  const place = column ?? words[0]?.column ?? 1;
  const found = words.findLastIndex((word) => word.column <= place);
  const argument = Math.max(0, found);
  const word = words[argument];
  const isWhole = word === undefined || column === undefined || word.length !== word.text.length;
  return {
    kind: 'complaint',
    words: words.map(({ text }) => text),
    complaint: {
      message: printable(message),
      ...(remedy !== undefined && { remedy: printable(remedy) }),
      argument,
      ...(!isWhole && { column: place - word.column + 1, length: length ?? 1 }),
    },
  };
}

/** The words of a line that could not be read, for pointing at one. */
const splitAtBlanks = (line: string): Word[] =>
  [...line.slice(0, 4_096).matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    line: 1,
    column: index + 1,
    length: text.length,
  }));
