import { describe, expect, it } from 'vitest';
import { oracle } from './classify.oracle.ts';
import { classify, stateOfSilence } from './classify.ts';
import { everyResponse } from './lint.ts';
import { TECHNIQUE_NAMES, TECHNIQUES } from './table.ts';
import type { Response } from './types.ts';

const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;
const tcp = (flags: number, window = 0): Response => ({ on: 'tcp', flags, window });

describe('classify', () => {
  it.each(TECHNIQUE_NAMES)('agrees with nmap on every response there is: %s', (name) => {
    const wrong: string[] = [];
    for (const response of everyResponse()) {
      const found = classify(TECHNIQUES[name], response)?.rule;
      const ours = found && [found.state, found.reason];
      const theirs = oracle(name, response);
      if (ours?.join() !== theirs?.join()) wrong.push(`${JSON.stringify(response)}: ${ours} not ${theirs}`);
    }
    expect(wrong).toEqual([]);
  });

  it('gives back the rule that spoke and its place in the row', () => {
    expect(classify(TECHNIQUES.syn, tcp(RST | ACK))).toEqual({ rule: TECHNIQUES.syn.rules[1], index: 1 });
  });

  it('calls a port open that answers a SYN with SYN, ACK and RST at once', () => {
    expect(classify(TECHNIQUES.syn, tcp(SYN | ACK | RST))?.rule.state).toBe('open');
  });

  it('reads the window only where the technique asks for it', () => {
    expect(classify(TECHNIQUES.window, tcp(RST, 1))?.rule.state).toBe('open');
    expect(classify(TECHNIQUES.ack, tcp(RST, 1))?.rule.state).toBe('unfiltered');
  });

  it('takes port unreachable for closed only from the target itself', () => {
    const error = (fromTarget: boolean): Response => ({ on: 'icmp', type: 3, code: 3, fromTarget });
    expect(classify(TECHNIQUES.udp, error(true))?.rule.state).toBe('closed');
    expect(classify(TECHNIQUES.udp, error(false))?.rule.state).toBe('filtered');
  });

  it('says nothing about a segment that is no answer', () => {
    expect(classify(TECHNIQUES.syn, tcp(ACK))).toBeUndefined();
  });
});

describe('stateOfSilence', () => {
  it('is open|filtered where open ports do not answer, else filtered', () => {
    const states = TECHNIQUE_NAMES.map((name) => `${name} ${stateOfSilence(TECHNIQUES[name])}`);
    expect(states).toEqual([
      'syn filtered',
      'ack filtered',
      'window filtered',
      'fin open|filtered',
      'xmas open|filtered',
      'null open|filtered',
      'maimon open|filtered',
      'udp open|filtered',
      'connect filtered',
    ]);
  });

  it('is unknown for a technique without a rule for silence', () => {
    expect(stateOfSilence({ ...TECHNIQUES.syn, rules: [] })).toBe('unknown');
  });
});
