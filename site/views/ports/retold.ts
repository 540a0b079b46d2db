import type { WhyLine } from '../../../engine/trace/index.ts';
import type { Progress } from '../../model/progress-text.ts';
import type { PortChoice } from '../../session/choice.ts';
import type { Run } from '../../session/run.ts';
import type { Worlds } from '../../worker/client.ts';

/** Asked once for a port of a run; who asks again gets the same. */
const told = new WeakMap<Run, Map<string, Promise<readonly WhyLine[]>>>();

/** The story of one port of a run that has no trace: the worker runs it once more. */
export function retold(
  worlds: Worlds,
  run: Run,
  { address, protocol, port }: PortChoice,
  hear: (progress: Progress) => void,
): Promise<readonly WhyLine[]> {
  const ofRun = told.get(run) ?? new Map<string, Promise<readonly WhyLine[]>>();
  told.set(run, ofRun);
  const key = `${address} ${protocol}/${port}`;
  const known = ofRun.get(key);
  if (known !== undefined) return known;
  const { labText, args } = run;
  const asked = worlds.ask('why', { labText, args, address, protocol, port }, (part) => {
    if (part.kind === 'progress') hear(part);
  });
  asked.catch(() => ofRun.delete(key));
  ofRun.set(key, asked);
  return asked;
}
