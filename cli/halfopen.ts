#!/usr/bin/env node
import { Command } from 'commander';
import { EXIT, type Exit } from './exit.ts';
import { mainHelp, verbHelp } from './help.ts';
import { LabFailure } from './lab/failure.ts';
import { terminal } from './terminal.ts';
import type { FidelityOptions } from './verbs/fidelity.ts';
import type { GradeOptions } from './verbs/grade.ts';
import type { OwnOptions } from './verbs/request.ts';
import { version } from './version.ts';
import { missingLine } from './world/missing.ts';

// Verbs are loaded when called: `--help` must not wait for the simulator.
const program = new Command('halfopen')
  .configureHelp({ formatHelp: () => mainHelp() })
  .configureOutput({
    writeOut: (text) => terminal.print(text.trimEnd()),
    writeErr: (text) => terminal.note(text.trimEnd()),
  })
  .version(version(), '-V, --version', 'the version')
  .exitOverride()
  .showSuggestionAfterError()
  .enablePositionalOptions();

/** A verb that takes nmap's options too: what commander does not know is passed on in its order. */
function scanningVerb(name: string): Command {
  return verb(program, name)
    .option('--lab <file>')
    .option('--seed <number>')
    .option('--record <file>')
    .allowUnknownOption()
    .argument('[nmap...]');
}

function verb(parent: Command, name: string): Command {
  const full = parent === program ? name : `${parent.name()} ${name}`;
  return parent
    .command(name)
    .configureHelp({ formatHelp: () => verbHelp(full) })
    .helpOption('-h, --help');
}

scanningVerb('scan')
  .option('--live')
  .option('--why <port>')
  .option('--scope <file>')
  .option('--consent <hash>')
  .option('--inside-lab')
  .option('--help-all')
  .action(async (args: string[], own: OwnOptions) =>
    finish((await import('./verbs/scan.ts')).scan(args, own)),
  );

scanningVerb('compare')
  .option('--json')
  .action(async (args: string[], own: OwnOptions) =>
    finish((await import('./verbs/compare.ts')).compare(args, own)),
  );

const lab = program.command('lab').configureHelp({ formatHelp: () => verbHelp('lab') });
verb(lab, 'validate')
  .argument('<file>')
  .action(async (file: string) => finish((await import('./verbs/lab.ts')).validate(file)));
verb(lab, 'up')
  .argument('<file>')
  .action(async (file: string) => finish((await import('./verbs/lab.ts')).up(file)));
verb(lab, 'down')
  .argument('<lab>')
  .action(async (name: string) => finish((await import('./verbs/lab.ts')).down(name)));
verb(lab, 'status').action(async () => finish((await import('./verbs/lab.ts')).status()));
verb(lab, 'exec')
  .argument('<lab>')
  .argument('<host>')
  .argument('<command...>')
  .passThroughOptions()
  .action(async (name: string, host: string, command: string[]) =>
    finish((await import('./verbs/lab.ts')).exec(name, host, command)),
  );

verb(program, 'fidelity')
  .option('--json')
  .option('--labs <names>')
  .option('--techniques <names>')
  .option('--jobs <number>')
  .option('--record <folder>')
  .action(async (own: FidelityOptions) => finish((await import('./verbs/fidelity.ts')).fidelity(own)));

verb(program, 'grade')
  .argument('<folder>')
  .option('--salt <word>')
  .option('--csv <file>')
  .option('--json')
  .option('--misconceptions <file>')
  .action(async (folder: string, own: GradeOptions) =>
    finish((await import('./verbs/grade.ts')).grade(folder, own)),
  );

async function finish(exit: Promise<Exit | number>): Promise<void> {
  process.exitCode = await exit;
}

try {
  if (process.argv.length <= 2) {
    terminal.print(mainHelp());
    process.exitCode = EXIT.usage;
  } else await program.parseAsync();
} catch (error) {
  // Commander's own complaints are printed already; its exit status tells help from misuse.
  if (error instanceof Error && 'exitCode' in error)
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else if (error instanceof LabFailure) {
    terminal.note(missingLine({ reason: error.message, waysOut: error.waysOut }));
    process.exitCode = EXIT.missing;
  } else throw error;
}
