import { COMMANDS, type CommandHelp } from './commands.data.ts';
import { nearestOf } from './nearest-of.ts';
import { blame, type Call, type Outcome, output, textOf } from './result.ts';

/** `help`, `help COMMAND`. */
export function help({ words }: Call): Outcome {
  const [about, more] = words;
  if (more) return blame(more, 'help takes one command.');
  if (about === undefined) return output({ stdout: textOf(overview()) });
  const command = COMMANDS.find(({ name }) => name === about.text);
  return command
    ? output({ stdout: textOf(pageOf(command)) })
    : blame(about, `There is no command "${about.text}" here.`, remedyFor(about.text));
}

/** What to type instead of something that is no command. */
export const remedyFor = (text: string): string =>
  nearestOf(
    text,
    COMMANDS.map(({ name }) => name),
    'Commands are',
  );

function overview(): string[] {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  return [
    ...COMMANDS.map(({ name, sentence }) => `${name.padEnd(width)}${sentence}`),
    '',
    'A host in front says where: target# iptables -L. help COMMAND shows examples.',
  ];
}

function pageOf({ synopsis, sentence, examples }: CommandHelp): string[] {
  const width = Math.max(...examples.map(({ line }) => line.length)) + 2;
  return [
    ...synopsis,
    '',
    sentence,
    '',
    ...examples.map(({ line, shows }) => `  ${line.padEnd(width)}${shows}`),
  ];
}
