import { readdirSync, readFileSync } from 'node:fs';

/** What identifies a process beyond reuse of its number. */
export interface ProcessFacts {
  readonly parent: number;
  /** Clock ticks since boot at which it began, proc(5) field 22. */
  readonly startTime: number;
  /** One letter; Z is a zombie, which holds nothing any more. */
  readonly state: string;
}

export function processFacts(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets, and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), startTime: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that began at `startTime` still holds anything. Its first thread may be a zombie while
 * others are still at work: the last thread of process 1 waits there for the end of its whole PID namespace.
 */
export function isAlive(pid: number, startTime: number): boolean {
  const facts = processFacts(pid);
  if (facts === undefined || facts.startTime !== startTime) return false;
  return (facts.state !== 'Z' && facts.state !== 'X') || threadsOf(pid) > 1;
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}

/** Changes with each boot, so that a journal from before it names no process of today. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
}

export function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    // Kernels without CONFIG_PROC_CHILDREN.
    return allPids().filter((candidate) => processFacts(candidate)?.parent === pid);
  }
}

/** A process and all that it has started, itself first. */
export const treeOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

const allPids = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
