import { type Column, differences, likelyCause } from '../../engine/compare/index.ts';
import { labFacts } from '../../simulator/lab/index.ts';
import { comparisonTable } from '../compare/index.ts';
import { EXIT, type Exit } from '../exit.ts';
import { labAvailability } from '../lab/index.ts';
import { complaintLines, readLab } from '../lab-file.ts';
import { compareAndRecord } from '../record/compare-and-record.ts';
import { whyNotWritable } from '../record/recording-file.ts';
import { terminal } from '../terminal.ts';
import { compareWorlds } from '../world/compare-worlds.ts';
import { missingLine } from '../world/missing.ts';
import { nmapVersion } from '../world/nmap-version.ts';
import { rawScansAvailable } from '../world/raw-scans.ts';
import { type OwnOptions, understand } from './request.ts';

export async function compare(args: readonly string[], own: OwnOptions): Promise<Exit> {
  if (own.lab === undefined) {
    terminal.note('halfopen compare needs a lab: --lab FILE. The labs of the lessons are in lessons/labs.');
    return EXIT.usage;
  }
  const lab = readLab(own.lab);
  if (!lab.ok) {
    terminal.note(complaintLines(own.lab, lab.error));
    return EXIT.usage;
  }
  const command = understand(args, own, lab.value);
  if (!command.ok) {
    terminal.note(command.error);
    return EXIT.usage;
  }
  const { request } = command.value;
  if (request.targets.length === 0) {
    const names = lab.value.hosts.map((host) => host.name).filter((name) => name !== 'scanner');
    terminal.note(`Name what to scan: ${names.join(', ')}, or an address of the lab.`);
    return EXIT.usage;
  }
  const { record } = own;
  const unwritable = record === undefined ? undefined : whyNotWritable(record);
  if (unwritable !== undefined) {
    terminal.note(`${unwritable.message}\n${unwritable.remedy}`);
    return EXIT.usage;
  }
  const real = labAvailability();
  const available = [real, rawScansAvailable(request)].find((one) => !one.ok) ?? { ok: true as const };
  const version = nmapVersion();
  const live = available.ok;
  const nmap = real.ok && version !== undefined;
  terminal.progress(
    live ? 'scanning the lab simulated, live, and with nmap ...' : 'scanning the simulated lab ...',
  );
  const assignment = { lab: lab.value, labPath: own.lab, args, request, live, nmap };
  const compared =
    record !== undefined && live
      ? await compareAndRecord(assignment, record)
      : await compareWorlds(assignment);
  terminal.progress('');
  if (!compared.ok) {
    terminal.note(compared.error.message);
    return EXIT.no;
  }
  const comparison = compared.value;
  const different = differences(comparison);
  if (own.json)
    terminal.print(JSON.stringify({ format: 1, lab: lab.value.name, args, ...comparison }, null, 2));
  else {
    const titles: Record<Column, string> = {
      simulated: 'SIMULATED',
      live: 'LIVE',
      nmap: `NMAP ${version ?? ''}`.trim(),
    };
    const facts = labFacts(lab.value);
    terminal.print(comparisonTable(comparison, titles, (row) => likelyCause({ row, lab: facts })));
    terminal.print(summary(comparison.rows.length, different.length, comparison.columns.length));
  }
  if (comparison.rows.length === 0)
    terminal.note('Every column takes the hosts for down, and no port was scanned: add -Pn.');
  if (live && !nmap)
    terminal.note('Left out: the nmap column, since nmap is not installed. To have it: apt-get install nmap');
  if (!available.ok)
    terminal.note(`Left out: ${nmap ? 'the live column' : 'the real half'}. ${missingLine(available)}`);
  if (record !== undefined && !live) terminal.note('Nothing was recorded: only live scans are.');
  if (different.length > 0) return EXIT.no;
  return live ? EXIT.done : EXIT.missing;
}

function summary(rows: number, different: number, columns: number): string {
  const ports = `${rows} port${rows === 1 ? '' : 's'}`;
  if (columns === 1) return `\n${ports}, one column: nothing to compare with.`;
  if (different === 0) return `\n${ports}, ${columns} columns: no difference.`;
  return `\n${ports}, ${columns} columns: ${different} ${different === 1 ? 'differs' : 'differ'} (marked !).`;
}
