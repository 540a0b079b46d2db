import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { childrenOf, isAlive, processFacts, treeOf } from './process-facts.ts';

describe('facts about processes', { skip: process.platform !== 'linux' }, () => {
  it('name a process by number and beginning', async () => {
    const child = spawn('sleep', ['30']);
    const pid = child.pid ?? 0;
    const facts = processFacts(pid);
    expect(facts?.parent).toBe(process.pid);
    expect(isAlive(pid, facts?.startTime ?? -1)).toBe(true);
    // The same number, another beginning: another process.
    expect(isAlive(pid, (facts?.startTime ?? 0) + 1)).toBe(false);
    expect(childrenOf(process.pid)).toContain(pid);
    expect(treeOf(pid)).toEqual([pid]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(pid, facts?.startTime ?? -1)).toBe(false);
    expect(processFacts(pid)).toBeUndefined();
  });
});
