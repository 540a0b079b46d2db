import type { Result } from '../../engine/base/result.ts';
import { complain, ok } from '../../engine/base/result.ts';
import type { Verdicts } from '../../engine/compare/index.ts';
import { formatIpv4 } from '../../engine/packet/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { verdictsOfXml } from '../compare/index.ts';
import { labUp, type RunningLab } from '../lab/index.ts';
import { PROGRAM } from '../root.ts';
import { resolveIn } from './resolve.ts';

/** Builds a copy of the lab that nobody else uses, works in it, and removes it, whatever happens. */
export async function inFreshLab<T>(lab: Lab, work: (running: RunningLab) => Promise<T>): Promise<T> {
  const running = await labUp(lab, { ephemeral: true });
  try {
    return await work(running);
  } finally {
    await running.down();
  }
}

/** The two ways to scan a real lab from the scanner's place: with our own engine, and with nmap. */
export interface RealScans {
  live(running: RunningLab, labPath: string, args: readonly string[]): Promise<Result<Verdicts>>;
  nmap(running: RunningLab, lab: Lab, args: readonly string[]): Promise<Result<Verdicts>>;
}

/** Scans the real lab with our own engine. */
export async function scanLive(
  running: RunningLab,
  labPath: string,
  args: readonly string[],
): Promise<Result<Verdicts>> {
  const own = ['scan', '--live', '--inside-lab', '--lab', labPath];
  return verdictsFrom(running, [process.execPath, PROGRAM, ...own, ...args, '-oX', '-'], 'the live scan');
}

/** nmap with these words, the lab's names among them made addresses. */
export const nmapCommand = (lab: Lab, args: readonly string[]): string[] => [
  'nmap',
  ...args.map((arg) => {
    const address = resolveIn(lab, arg);
    return address === undefined ? arg : formatIpv4(address);
  }),
];

/** Both, with nothing kept but the verdicts. */
export const REAL_SCANS: RealScans = {
  live: scanLive,
  nmap: (running, lab, args) => verdictsFrom(running, [...nmapCommand(lab, args), '-oX', '-'], 'nmap'),
};

async function verdictsFrom(
  running: RunningLab,
  argv: readonly string[],
  who: string,
): Promise<Result<Verdicts>> {
  const { code, stdout, stderr } = await running.run('scanner', argv);
  if (code !== 0) return complain(`${who} ended with status ${code}: ${stderr.trim() || 'it said nothing'}`);
  const verdicts = verdictsOfXml(stdout);
  return verdicts.ok ? ok(verdicts.value) : complain(`${who}: ${verdicts.error.message}`);
}
