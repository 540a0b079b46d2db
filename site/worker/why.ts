import { explain, type WhyLine } from '../../engine/trace/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { understand } from '../model/understand.ts';
import { createPortTrace } from './port-trace.ts';
import type { Part, WhyJob } from './protocol.ts';
import { runWatched } from './watched.ts';

/** The same scan once more, with a trace of one port. Empty where the line is none, or the port was not scanned. */
export function why(
  { labText, args, ...wanted }: WhyJob,
  send: (part: Part) => void = () => {},
): readonly WhyLine[] {
  const command = understand(labText, args);
  if (!command.ok) return [];
  const trace = createPortTrace(wanted);
  const world = createWorld(command.value.lab, { trace });
  runWatched(command.value.request, { world, trace }, (far) => send({ kind: 'progress', ...far }));
  return explain(trace.events, trace.verdict);
}
