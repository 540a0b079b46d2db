import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KNOWN_DIFFERENCES, type MatrixTechnique } from '../../engine/compare/index.ts';
import { simulatedVerdicts } from '../worker/simulated-verdicts.ts';
import { fidelityMatrix, knownIn, type RecordedLab } from './fidelity-matrix.ts';
import { differenceGroups } from './known-differences.ts';

const recorded = (name: string, technique: MatrixTechnique): string =>
  readFileSync(`lessons/recordings/${name}/${technique}.json`, 'utf8');
const labOf = (name: string, ...techniques: MatrixTechnique[]): RecordedLab => ({
  name,
  text: readFileSync(`lessons/labs/${name}.yaml`, 'utf8'),
  recordings: new Map(techniques.map((technique) => [technique, recorded(name, technique)])),
});
const messageOf = (labs: readonly RecordedLab[]): string => {
  const matrix = fidelityMatrix(labs, simulatedVerdicts);
  return matrix.ok ? '' : [matrix.error.message, matrix.error.remedy].join(' ');
};

describe('the matrix of labs and techniques', () => {
  it('counts every port of every recording, and what is known to differ', () => {
    const labs = [labOf('six-states', 'syn', 'udp'), labOf('routing-loop', 'syn')];
    const matrix = fidelityMatrix(labs, simulatedVerdicts);
    if (!matrix.ok) throw new Error(matrix.error.message);
    const { lines, recordings, ports, agreeing, known, tools, days } = matrix.value;
    expect(recordings).toBe(3);
    // The lab's own words: 7 TCP ports, 4 UDP ports.
    expect(lines[0]?.cells.map((cell) => [cell.technique, cell.ports])).toEqual([
      ['syn', 7],
      ['udp', 4],
    ]);
    expect(lines[0]?.cells.map(knownIn)).toEqual([0, 0]);
    expect(agreeing + known).toBe(ports);
    expect([...tools.keys()]).toEqual(['kernel', 'halfopen', 'nmap', 'iptables']);
    expect(days[0] <= days[1]).toBe(true);
  });

  it('names the lab, the technique and the port that nothing explains', () => {
    const lab = labOf('six-states', 'syn');
    const changed = recorded('six-states', 'syn').replace(
      '"port":21,"state":"closed","reason":"reset","ttl":64,"service"',
      '"port":21,"state":"open","reason":"syn-ack","ttl":64,"service"',
    );
    expect(messageOf([{ ...lab, recordings: new Map([['syn', changed]]) }])).toContain(
      'Unexplained: six-states, syn, 198.18.10.28 tcp/21: simulated closed reset, live open syn-ack',
    );
  });

  it('takes no recording of another text of the lab, and says how to make it anew', () => {
    const lab = labOf('six-states', 'syn');
    expect(messageOf([{ ...lab, text: `${lab.text}# changed\n` }])).toBe(
      'The recording six-states/syn.json is of another text of the lab. Record it anew: npm run record -- --labs six-states',
    );
  });

  it('takes no file that is no recording', () => {
    const lab = labOf('six-states');
    expect(messageOf([{ ...lab, recordings: new Map([['syn', '{}']]) }])).toContain(
      'no recording of Halfopen',
    );
  });
});

describe('the known differences', () => {
  const text = readFileSync('FIDELITY.md', 'utf8');
  const groups = differenceGroups(text);
  const ids = groups.flatMap(({ lines }) => lines.map(({ id }) => id));

  it('are all read from FIDELITY.md, each once', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(ids).toHaveLength(rows.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('hold every difference that the comparison takes for known', () => {
    expect(KNOWN_DIFFERENCES.filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it('keep code apart from words', () => {
    const [group] = differenceGroups(
      '## A\n\n| id | difference | why |\n|---|---|---|\n| `a-b` | Of `-sS` only. | So. |\n',
    );
    expect(group?.lines).toEqual([
      {
        id: 'a-b',
        difference: [
          { text: 'Of ', isCode: false },
          { text: '-sS', isCode: true },
          { text: ' only.', isCode: false },
        ],
        why: [{ text: 'So.', isCode: false }],
      },
    ]);
  });
});
