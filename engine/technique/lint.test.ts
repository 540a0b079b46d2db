import { describe, expect, it } from 'vitest';
import { lintTechnique } from './lint.ts';
import { describeReason, REASONS, type Reason } from './reasons.ts';
import { TECHNIQUE_NAMES, TECHNIQUES } from './table.ts';
import type { Rule } from './types.ts';

const silence: Rule = { when: { on: 'silence' }, state: 'filtered', reason: 'no-response' };
const reset: Rule = { when: { on: 'tcp', has: 4 }, state: 'closed', reason: 'reset' };

describe('the table of techniques', () => {
  it.each(TECHNIQUE_NAMES)('has no dead rule and ends with silence: %s', (name) => {
    expect(lintTechnique(TECHNIQUES[name])).toEqual([]);
  });

  it('lists the techniques in the order of their phases', () => {
    expect(TECHNIQUE_NAMES.join(' ')).toBe('syn ack window fin xmas null maimon udp connect');
  });

  it.each([
    ['syn', '-sS', 'SYN Stealth Scan', 'syn', 0x02],
    ['ack', '-sA', 'ACK Scan', 'ack', 0x10],
    ['window', '-sW', 'Window Scan', 'window', 0x10],
    ['fin', '-sF', 'FIN Scan', 'fin', 0x01],
    ['xmas', '-sX', 'XMAS Scan', 'xmas', 0x29],
    ['null', '-sN', 'NULL Scan', 'null', 0],
    ['maimon', '-sM', 'Maimon Scan', 'maimon', 0x11],
  ] as const)(
    'sends the flags and prints the names of nmap: %s',
    (name, flag, phaseName, scanInfoType, flags) => {
      expect(TECHNIQUES[name]).toMatchObject({
        flag,
        phaseName,
        scanInfoType,
        probe: { kind: 'tcp', flags },
      });
    },
  );

  it('sends no segment of its own for UDP and connect()', () => {
    expect(TECHNIQUES.udp).toMatchObject({ flag: '-sU', phaseName: 'UDP Scan', probe: { kind: 'udp' } });
    expect(TECHNIQUES.connect).toMatchObject({
      flag: '-sT',
      phaseName: 'Connect Scan',
      probe: { kind: 'connect' },
    });
  });

  it('teaches one sentence a technique', () => {
    for (const { teaches } of Object.values(TECHNIQUES)) expect(teaches).toMatch(/^[A-Z].*[^.]\.$/);
  });
});

describe('lintTechnique', () => {
  it('finds a row without a rule for silence', () => {
    expect(lintTechnique({ ...TECHNIQUES.syn, rules: [reset] })).toEqual([
      '-sS: the last rule must be the one for silence.',
    ]);
  });

  it('finds a rule in the shadow of an earlier one', () => {
    const narrower: Rule = { when: { on: 'tcp', has: 4, window: 'zero' }, state: 'closed', reason: 'reset' };
    expect(lintTechnique({ ...TECHNIQUES.syn, rules: [reset, narrower, silence] })).toEqual([
      '-sS: rule 1 (on tcp) is never reached.',
    ]);
  });
});

describe('reasons', () => {
  it('describes each in one sentence', () => {
    for (const reason of Object.keys(REASONS) as Reason[]) {
      expect(describeReason(reason)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('knows all 36 words of nmap', () => {
    expect(Object.keys(REASONS)).toHaveLength(36);
  });
});
