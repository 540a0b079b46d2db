import { describe, expect, it } from 'vitest';
import { judge, type SystemFacts } from './availability.ts';

const GOOD: SystemFacts = { platform: 'linux', root: false, missingTools: [] };
const REFUSED = { ...GOOD, rootlessError: 'unshare: unshare failed: No space left on device' };

describe('whether real labs can be built', () => {
  it('is so with user namespaces, for anybody', () => {
    expect(judge(GOOD)).toEqual({ ok: true, userNamespace: true });
    expect(judge({ ...GOOD, root: true })).toEqual({ ok: true, userNamespace: true });
  });

  it('is so without them for root', () => {
    expect(judge({ ...REFUSED, root: true, maxUserNamespaces: '0' })).toEqual({
      ok: true,
      userNamespace: false,
    });
  });

  it.each<[facts: Partial<SystemFacts>, reason: RegExp, first: string]>([
    [
      { maxUserNamespaces: '0' },
      /user\.max_user_namespaces is 0/,
      'sudo sysctl -w user.max_user_namespaces=10000',
    ],
    [{ unprivilegedClone: '0' }, /keeps them for root/, 'sudo sysctl -w kernel.unprivileged_userns_clone=1'],
    [{ appArmorRestricts: '1' }, /AppArmor/, 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
    [{ maxUserNamespaces: '9' }, /No space left on device/, 'ask whoever runs this machine'],
  ])('is not so for %j, with the reason and exactly two ways out', (facts, reason, first) => {
    const judged = judge({ ...REFUSED, ...facts });
    if (judged.ok) throw new Error('it said yes');
    expect(judged.reason).toMatch(reason);
    expect(judged.waysOut).toHaveLength(2);
    expect(judged.waysOut[0]).toContain(first);
    expect(judged.waysOut[1]).toBe('Or run the same command with sudo.');
  });

  it('is not so where programs are missing, which are named with their packages', () => {
    expect(judge({ ...GOOD, missingTools: ['ip', 'iptables'] })).toMatchObject({
      ok: false,
      reason: 'Real labs need ip and iptables, not found on this system.',
      waysOut: ['Install what is missing: sudo apt-get install iproute2 iptables', expect.any(String)],
    });
  });

  it('is not so for a root without capabilities, nor on other systems', () => {
    const contained = judge({ ...REFUSED, root: true, rootError: 'unshare: Operation not permitted' });
    expect(contained).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Operation not permitted'),
    });
    expect(judge({ ...GOOD, platform: 'darwin' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('darwin'),
    });
  });
});
