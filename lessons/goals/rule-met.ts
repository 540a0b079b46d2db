import type { TraceEvent } from '../../engine/trace/index.ts';
import type { RuleGoal } from './goal.ts';

/** Whether a packet met a rule like that; every condition given must hold. */
export const isMet = (
  event: TraceEvent,
  { host, chain, target, number }: Pick<RuleGoal, 'host' | 'chain' | 'target' | 'number'>,
): boolean =>
  event.kind === 'rule' &&
  event.host === host &&
  event.chain === chain &&
  (target === undefined || event.target === target) &&
  (number === undefined || event.number === number);
