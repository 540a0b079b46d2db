import { describe, expect, it } from 'vitest';
import { TECHNIQUES } from '../../engine/technique/index.ts';
import { conditionText, probeText } from './conditions.ts';

describe('conditions in words', () => {
  it.each([
    [{ on: 'tcp', has: 0x04, lacks: 0x12, window: 'zero' }, 'TCP with RST, without SYN+ACK, window 0'],
    [{ on: 'icmp', type: 3, code: 3, from: 'target' }, 'ICMP port-unreachable (3/3) from the target itself'],
    [{ on: 'icmp', type: 11 }, 'ICMP time-exceeded (type 11)'],
    [{ on: 'connect', errno: ['EHOSTDOWN', 'ETIMEDOUT'] }, 'connect() fails: EHOSTDOWN, ETIMEDOUT'],
    [{ on: 'silence' }, 'no answer to any transmission'],
  ] as const)('%o', (match, text) => {
    expect(conditionText(match)).toBe(text);
  });

  it.each(Object.values(TECHNIQUES))('tells no two conditions of $flag by the same words', ({ rules }) => {
    const texts = rules.map(({ when }) => conditionText(when));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('names the flags of each TCP probe', () => {
    expect(probeText(TECHNIQUES.xmas.probe)).toBe('a TCP segment with FIN+PSH+URG');
    expect(probeText(TECHNIQUES.null.probe)).toBe('a TCP segment without flags');
  });
});
