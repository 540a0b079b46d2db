import type { TargetExtension } from '../extension.ts';
import { ct } from './ct.ts';
import { log } from './log.ts';
import { notrack } from './notrack.ts';
import { redirect } from './redirect.ts';
import { reject } from './reject.ts';

/** Every target that is modelled, beside ACCEPT, DROP, RETURN and chains. A new one is its file and its line here. */
const ALL: readonly TargetExtension[] = [reject, log, redirect, notrack, ct];

export const TARGETS: ReadonlyMap<string, TargetExtension> = new Map(
  ALL.map((target) => [target.name, target]),
);
