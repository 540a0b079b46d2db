import { CONNECT_ERRNOS } from '../base/errno.ts';
import { classify } from './classify.ts';
import type { Response, Technique } from './types.ts';

/** One response of every kind that a rule can tell from others; `null` is silence. */
export function* everyResponse(): Generator<Response | null> {
  for (let flags = 0; flags < 256; flags++) {
    for (const window of [0, 1, 1024, 65535]) yield { on: 'tcp', flags, window };
  }
  for (let type = 0; type <= 18; type++) {
    for (let code = 0; code <= 15; code++) {
      for (const fromTarget of [true, false]) yield { on: 'icmp', type, code, fromTarget };
    }
  }
  yield { on: 'udp' };
  yield { on: 'connect' };
  for (const errno of CONNECT_ERRNOS) yield { on: 'connect', errno };
  yield null;
}

/**
 * What is wrong with a row of the table, one sentence each: silence must have a rule, and the last one; no rule
 * may stand behind others that take everything it speaks about.
 */
export function lintTechnique(technique: Technique): readonly string[] {
  const problems: string[] = [];
  const { flag, rules } = technique;
  if (rules.at(-1)?.when.on !== 'silence')
    problems.push(`${flag}: the last rule must be the one for silence.`);
  const reached = new Set<number>();
  for (const response of everyResponse()) {
    const found = classify(technique, response);
    if (found) reached.add(found.index);
  }
  for (const [index, { when }] of rules.entries()) {
    if (!reached.has(index)) problems.push(`${flag}: rule ${index} (on ${when.on}) is never reached.`);
  }
  return problems;
}
