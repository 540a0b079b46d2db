import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conntrackFlow } from '../../../simulator/machines/index.ts';
import { labFrom, simulate } from '../../../test/support/simulate.ts';
import { flowsAt, KERNEL_STATES } from './flows.ts';
import { NOISE_WEIGHTS, noiseOf } from './noise.ts';
import { sightOf } from './sight.ts';

const sight = (lab: string, words: string) => {
  const text = readFileSync(new URL(`../../../lessons/labs/${lab}.yaml`, import.meta.url), 'utf8');
  const { events } = simulate(labFrom(text), words);
  return { events, ...sightOf(events, 'target') };
};
const kinds = ({ alarms }: ReturnType<typeof sight>): string[] => [
  ...new Set(alarms.map(({ rule }) => rule)),
];

describe('what a target sees', () => {
  it('of a SYN scan that goes on after its answers: half-open connections, and no application knows of them', () => {
    const seen = sight('six-states', '-sS -n -p 22,80,139 target');
    expect(kinds(seen)).toEqual(['halfOpen']);
    expect(seen.log).toEqual([]);
  });

  it('of a connect scan: connections that were given to their applications', () => {
    const seen = sight('six-states', '-sT -n -p 22,80,139 target');
    expect(kinds(seen)).toEqual(['emptyConnection']);
    // 22 and 80 have a listener and no rule against them: two calls of accept() return.
    expect(seen.log.map(({ from }) => from)).toEqual(['application', 'application']);
  });

  it('of FIN, NULL and Xmas scans: their flags', () => {
    for (const scan of ['-sF', '-sN', '-sX'])
      expect(kinds(sight('six-states', `${scan} -n -p 22 target`))).toEqual(['oddFlags']);
  });

  it('of an ACK scan: ACKs without a connection', () => {
    expect(kinds(sight('six-states', '-sA -n -p 22 target'))).toEqual(['strayAck']);
  });

  it('a LOG rule’s lines, one for each packet that it matched', () => {
    const { log } = sight('chains', '-sS -n -p 25 target');
    const kernel = log.filter(({ from }) => from === 'kernel');
    expect(kernel).toHaveLength(1);
    expect(kernel[0]?.text).toContain('mail: IN=lan OUT= MAC=');
    expect(kernel[0]?.text).toContain('DPT=25');
  });
});

describe('the table of flows', () => {
  it('names the states as the kernel does', () => {
    const states = Object.entries(conntrackFlow.config.states ?? {});
    const names = states.flatMap(([state, { meta }]) => (meta?.timeoutSeconds ? [[state, meta.kernel]] : []));
    expect(KERNEL_STATES).toEqual(Object.fromEntries(names));
  });

  it('is empty before the first packet, and holds no flow that was dropped', () => {
    const { events, flowSteps } = sight('table-stateful', '-sS -n -Pn -p 21,80 target');
    expect(flowsAt(flowSteps, 0)).toEqual([]);
    // tcp/21 is dropped in state NEW; tcp/80 was answered, and the scanner's kernel reset it.
    const table = flowsAt(flowSteps, events.length);
    expect(table.map(({ flow, state }) => `${flow.split(':').at(-1)} ${state}`)).toEqual(['80 CLOSE']);
  });
});

describe('noise', () => {
  it('is the weighted sum that its sentence says', () => {
    const { packets, ports, logLines, alarms } = NOISE_WEIGHTS;
    expect([packets, ports, logLines, alarms]).toEqual([1, 1, 5, 25]);
    expect(noiseOf({ packets: 10, ports: 4, logLines: 2, alarms: 1 })).toBe(10 + 4 + 10 + 25);
  });
});
