import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entries, isUp, type JournalEntry, readEntry, removeEntry, writeEntry } from './journal.ts';
import { withLock } from './lock.ts';
import { bootId, processFacts } from './process-facts.ts';
import { stateFolder } from './state-folder.ts';
import { labDown, listLabs, runningLab } from './up.ts';

let runtime = '';
beforeEach(() => {
  runtime = mkdtempSync(join(tmpdir(), 'halfopen-journal-'));
  vi.stubEnv('XDG_RUNTIME_DIR', runtime);
});
afterEach(() => {
  vi.unstubAllEnvs();
  chmodSync(runtime, 0o700);
  rmSync(runtime, { recursive: true, force: true });
});

const ENTRY: JournalEntry = {
  format: 1,
  lab: 'six-states',
  userNamespace: true,
  planHash: 'abc',
  hosts: ['scanner', 'target'],
  createdAt: 1_700_000_000_000,
};
const me = () => ({
  pid: process.pid,
  startTime: processFacts(process.pid)?.startTime ?? 0,
  bootId: bootId(),
});

describe('the record of a lab', { skip: process.platform !== 'linux' }, () => {
  it('comes back as it was written, in a file that others cannot read', () => {
    writeEntry(ENTRY);
    expect(readEntry('six-states')).toEqual(ENTRY);
    expect(entries()).toEqual([ENTRY]);
    expect(statSync(join(stateFolder(), 'six-states.json')).mode & 0o777).toBe(0o600);
    expect(statSync(stateFolder()).mode & 0o777).toBe(0o700);
    expect(readdirSync(stateFolder())).toEqual(['six-states.json']);
    removeEntry('six-states');
    removeEntry('six-states');
    expect(entries()).toEqual([]);
  });

  it('means a running lab only while the very same process lives, in the same boot', () => {
    expect(isUp(ENTRY)).toBe(false);
    expect(isUp({ ...ENTRY, holder: me() })).toBe(true);
    expect(isUp({ ...ENTRY, holder: { ...me(), startTime: 1 } })).toBe(false);
    expect(isUp({ ...ENTRY, holder: { ...me(), bootId: 'another' } })).toBe(false);
    expect(isUp({ ...ENTRY, holder: { ...me(), pid: 2 ** 22 } })).toBe(false);
  });

  it('of a lab that is gone shows in no list, and down removes it, killing nobody who has its number now', async () => {
    writeEntry({ ...ENTRY, holder: { ...me(), startTime: 1 } });
    expect(listLabs()).toEqual([]);
    expect(runningLab('six-states')).toBeUndefined();
    expect(await labDown('six-states')).toBe(false);
    expect(entries()).toEqual([]);
  });

  it('that is damaged, or of another lab, is none', () => {
    writeFileSync(join(stateFolder(), 'six-states.json'), '{"format":1,');
    expect(readEntry('six-states')).toBeUndefined();
    writeFileSync(join(stateFolder(), 'other.json'), JSON.stringify(ENTRY));
    expect(readEntry('other')).toBeUndefined();
    expect(entries()).toEqual([]);
  });

  it('is looked for under names that a lab can have, and no others', async () => {
    for (const name of ['../six-states', '/etc/passwd', '', '-x', 'a'.repeat(25)]) {
      expect(runningLab(name)).toBeUndefined();
      expect(await labDown(name)).toBe(false);
    }
  });

  it('is not kept in a folder that somebody else could have prepared', () => {
    symlinkSync(tmpdir(), join(runtime, 'halfopen'));
    expect(stateFolder).toThrow(/not this user's alone/);
    rmSync(join(runtime, 'halfopen'));
    chmodSync(stateFolder(), 0o755);
    expect(stateFolder).toThrow(/not this user's alone/);
  });
});

describe('the lock of a lab', { skip: process.platform !== 'linux' }, () => {
  it('lets one at a time in, of thirty that come at once', async () => {
    let inside = 0;
    let most = 0;
    const visit = () =>
      withLock('six-states', async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside--;
      });
    await Promise.all(Array.from({ length: 30 }, visit));
    expect([most, inside]).toEqual([1, 0]);
  });

  it('is given back when the work fails', async () => {
    await expect(withLock('six-states', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock('six-states', async () => 'yes')).resolves.toBe('yes');
  });
});
