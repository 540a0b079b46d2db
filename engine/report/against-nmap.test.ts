import { describe, expect, it } from 'vitest';
import { interactiveLines } from './normal.ts';
import { inOurWords, realOutput } from './testing/real.ts';
import { SITUATIONS } from './testing/situations.ts';
import { REPORT_LINES } from './write.ts';

const names = Object.keys(SITUATIONS);
const inputOf = (name: string) => {
  const input = SITUATIONS[name];
  if (input === undefined) throw new Error(`no situation ${name}`);
  return input;
};

describe('what real nmap 7.93 wrote in the same situation', () => {
  it.each(names)('%s: the terminal shows the same lines', (name) => {
    expect([...interactiveLines(inputOf(name))]).toEqual(inOurWords(realOutput(name, 'terminal')));
  });

  it.each(names)('%s: -oN has the same lines', (name) => {
    expect([...REPORT_LINES.normal(inputOf(name))]).toEqual(inOurWords(realOutput(name, 'normal')));
  });

  it.each(names)('%s: -oG has the same lines', (name) => {
    expect([...REPORT_LINES.grepable(inputOf(name))]).toEqual(inOurWords(realOutput(name, 'grepable')));
  });

  it.each(names)('%s: -oX has the same lines', (name) => {
    expect([...REPORT_LINES.xml(inputOf(name))]).toEqual(inOurWords(realOutput(name, 'xml')));
  });
});
