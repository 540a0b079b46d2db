import type { PortState } from '../technique/index.ts';
import { notice } from './context.ts';
import type { Lane } from './lane.ts';
import type { Phase } from './phase.ts';
import { lossOf, silenceIsDoubtful } from './tries.ts';

/**
 * Says so where silence was taken for `state` though so much was lost that some of it may be loss: the tries that
 * would have made it certain were more than --max-retries allows. UDP's silence is ambiguous by itself, and the
 * losses seen there are mostly the rate limit of ICMP errors.
 */
export function warnOfLoss(phase: Phase, lane: Lane, state: PortState): void {
  const isUdp = phase.work.specOf(0).kind === 'udp';
  if (isUdp || lane.gaveUp === 0 || !silenceIsDoubtful(phase, lane)) return;
  const { name } = lane.host;
  const percent = Math.round(lossOf(lane) * 100);
  notice(
    phase.context,
    `Warning: about ${percent} % of the probes to ${name}, or of the answers to them, were lost or held back: ` +
      `a port called ${state} may be one whose every try was lost.`,
  );
}
