import { randomBytes } from 'node:crypto';
import type { Lab } from '../../simulator/lab/index.ts';
import { labAvailability } from './availability.ts';
import { LabFailure } from './failure.ts';
import { type HolderProcess, startHolder } from './holder-process.ts';
import { entries, isUp, type JournalEntry, readEntry, removeEntry, writeEntry } from './journal.ts';
import { withLock } from './lock.ts';
import { type LabPlan, planHash, planOf } from './plan.ts';
import { bootId } from './process-facts.ts';
import { requireWire } from './require-wire.ts';
import { endHolder, type RunningLab, runningLabOf } from './running-lab.ts';

export interface LabUpOptions {
  /**
   * An instance of this process alone: under a name of its own, so that many may stand at once, in no record,
   * and gone when this process ends, however it ends.
   */
  readonly ephemeral?: boolean;
}

/** Builds a lab for real. Rejects with `LabFailure`, nothing left behind, where that cannot be done. */
export async function labUp(lab: Lab, options: LabUpOptions = {}): Promise<RunningLab> {
  const availability = labAvailability();
  if (!availability.ok) throw new LabFailure(availability.reason, ...availability.waysOut);
  const { userNamespace } = availability;
  const plan = planOf(lab);
  requireWire(plan);
  if (options.ephemeral) return ephemeralLab(lab, plan, userNamespace);
  return withLock(lab.name, () => lastingLab(lab, plan, userNamespace));
}

async function ephemeralLab(lab: Lab, plan: LabPlan, userNamespace: boolean): Promise<RunningLab> {
  const { pid, startTime } = await startHolder(plan, userNamespace);
  const name = `${lab.name}-${randomBytes(4).toString('hex')}`;
  return runningLabOf({ name, pid, startTime, userNamespace, hosts: hostsOf(lab) });
}

async function lastingLab(lab: Lab, plan: LabPlan, userNamespace: boolean): Promise<RunningLab> {
  const { name } = lab;
  const known = readEntry(name);
  if (known && isUp(known)) throw alreadyUp(known, planHash(plan));
  const entry: JournalEntry = {
    format: 1,
    lab: name,
    userNamespace,
    planHash: planHash(plan),
    hosts: hostsOf(lab),
    createdAt: Date.now(),
  };
  writeEntry(entry);
  let holder: HolderProcess | undefined;
  try {
    holder = await startHolder(plan, userNamespace);
    const { pid, startTime } = holder;
    // The leash is dropped only when the record that finds the holder again is on disk.
    writeEntry({ ...entry, holder: { pid, startTime, bootId: bootId() } });
    await holder.keep();
    return runningLabOf({ ...entry, name, pid, startTime, forget: () => removeEntry(name) });
  } catch (error) {
    if (holder) await endHolder(holder.pid, holder.startTime);
    removeEntry(name);
    throw error;
  }
}

const hostsOf = (lab: Lab): readonly string[] => lab.hosts.map(({ name }) => name);

const alreadyUp = (known: JournalEntry, hash: string): LabFailure =>
  known.planHash === hash
    ? new LabFailure(`Lab ${known.lab} is up already.`, `Remove it with: halfopen lab down ${known.lab}`)
    : new LabFailure(
        `A lab called ${known.lab} is up already, built from another file.`,
        `Remove it first with: halfopen lab down ${known.lab}`,
      );

/** The lab of this name that `lab up` built, if it still stands. */
export function runningLab(name: string): RunningLab | undefined {
  const entry = isLabName(name) ? readEntry(name) : undefined;
  if (entry?.holder === undefined || !isUp(entry)) return undefined;
  return runningLabOf({ ...entry, ...entry.holder, name, forget: () => removeEntry(name) });
}

/** Removes a lab; `false` where there was nothing to remove. */
export async function labDown(name: string): Promise<boolean> {
  if (!isLabName(name) || readEntry(name) === undefined) return false;
  return withLock(name, async () => {
    const entry = readEntry(name);
    const wasUp = entry !== undefined && isUp(entry);
    if (wasUp && entry.holder) await endHolder(entry.holder.pid, entry.holder.startTime);
    removeEntry(name);
    return wasUp;
  });
}

export interface LabStatus {
  readonly name: string;
  readonly pid: number;
  readonly hosts: readonly string[];
  readonly planHash: string;
  readonly createdAt: number;
}

/** The labs of this user that stand, by name. Records of labs that are gone (a reboot, a kill) are not shown. */
export const listLabs = (): readonly LabStatus[] =>
  entries().flatMap((entry) =>
    entry.holder && isUp(entry)
      ? [
          {
            name: entry.lab,
            pid: entry.holder.pid,
            hosts: entry.hosts,
            planHash: entry.planHash,
            createdAt: entry.createdAt,
          },
        ]
      : [],
  );

/** A name that is part of a path must be one that a lab file could have. */
const isLabName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,23}$/.test(name);
