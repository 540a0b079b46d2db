import type { Exercise } from '../lesson.ts';
import type { FaultKind } from './fault.ts';
import { loopback } from './kinds/loopback.ts';
import { noWayBack } from './kinds/no-way-back.ts';
import { rateLimit } from './kinds/rate-limit.ts';
import { routerRejects } from './kinds/router-rejects.ts';
import { ruleOrder } from './kinds/rule-order.ts';
import { sourcePort } from './kinds/source-port.ts';
import { wrongChain } from './kinds/wrong-chain.ts';
import { wrongProtocol } from './kinds/wrong-protocol.ts';
import { wrongSource } from './kinds/wrong-source.ts';

/** All kinds of fault, the easier ones first. */
export const FAULTS: readonly FaultKind[] = [
  ruleOrder,
  loopback,
  wrongProtocol,
  wrongChain,
  sourcePort,
  routerRejects,
  wrongSource,
  noWayBack,
  rateLimit,
];

/** What practice is called in a record, where lessons have their slugs. */
export const PRACTICE = 'practice';

/** A kind of fault, as an exercise of practice: its numbers always vary. */
export function faultExercise(id: string): Exercise | undefined {
  const kind = FAULTS.find((fault) => fault.id === id);
  return kind === undefined ? undefined : { ...kind, varies: true };
}
