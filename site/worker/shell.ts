import { complaintText } from '../../engine/options/index.ts';
import { createTraceLog } from '../../engine/trace/index.ts';
import { loadLab } from '../../simulator/lab/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { runShell } from '../../simulator/shell/index.ts';
import { inParts } from './in-parts.ts';
import { keepWorld, worldOf } from './latest-world.ts';
import type { Part, ShellDone, ShellJob } from './protocol.ts';

/** A ping puts packets on the network: it is a run, and like every run it meets its lab as just built. */
const PING = /^\s*(?:\S+[#$]\s+)?(?:sudo\s+)?ping(?:\s|$)/;

/** Runs a line in the world of the latest run, whose counters, sockets and flows it shows. */
export function shell({ labText, host, line }: ShellJob, send: (part: Part) => void): ShellDone {
  const loaded = loadLab(labText);
  if (!loaded.ok) return { kind: 'complaint', text: loaded.error.map(({ message }) => message).join('\n') };
  const lab = loaded.value;
  const trace = createTraceLog();
  const world = PING.test(line) ? createWorld(lab, { trace }) : worldOf(labText, lab);
  const result = runShell(line, { lab, labText, world, host });
  if (trace.events.length > 0) keepWorld(labText, world);
  for (const part of inParts(trace.events)) send({ kind: 'events', events: part });
  if (result.kind !== 'complaint') return result;
  return { kind: 'complaint', text: complaintText(result.words, result.complaint) };
}
