import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replaceRules } from './rules.ts';
import { whatIf } from './what-if.ts';

const LAB = readFileSync(new URL('../../lessons/labs/six-states.yaml', import.meta.url), 'utf8');
const ARGS = ['-sS', '-n', '-p', '22,139', 'target'];

function withRules(rules: string): string {
  const changed = replaceRules({ labText: LAB, host: 'target', rules });
  if (!changed.ok) throw new Error(JSON.stringify(changed.error));
  return changed.value;
}

describe('what if', () => {
  it('nothing changes, nothing flips', () => {
    const found = whatIf({ args: ARGS, before: LAB, after: LAB });
    expect(found.ok && found.value.flips).toEqual([]);
    expect(found.ok && found.value.compared).toBe(2);
  });

  it('a port is dropped that was open: it flips, with the packet that shows it', () => {
    const after = withRules('iptables -A INPUT -p tcp -j DROP');
    const found = whatIf({ args: ARGS, before: LAB, after });
    if (!found.ok) throw new Error(found.error);
    // tcp/139 was dropped by a rule of its own before: filtered, no-response, both times.
    expect(found.value.flips).toMatchObject([
      {
        host: 'target',
        port: '22/tcp',
        before: { state: 'open', reason: 'syn-ack' },
        after: { state: 'filtered', reason: 'no-response' },
      },
    ]);
    const [flip] = found.value.flips;
    expect(flip?.after.witness).toContain('198.18.10.28:22');
    expect(flip?.after.why.some(({ text }) => text.includes('rule 1 of filter INPUT'))).toBe(true);
  });

  it('a rule behind one that decides the same packets matches nothing', () => {
    const after = withRules(
      'iptables -A INPUT -p tcp -j DROP\niptables -A INPUT -p tcp --dport 22 -j ACCEPT',
    );
    const found = whatIf({ args: ARGS, before: LAB, after });
    expect(found.ok && found.value.idle).toEqual([
      { host: 'target', rule: 'rule 2 of filter INPUT: -p tcp -m tcp --dport 22 -j ACCEPT' },
    ]);
  });

  it('more questions than a page can wait for are not asked', () => {
    const found = whatIf({ args: ['-sS', '-n', '-p-', 'target'], before: LAB, after: LAB });
    expect(found.ok).toBe(false);
  });
});
