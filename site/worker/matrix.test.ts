import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrix } from './matrix.ts';
import { suspects } from './suspects.ts';

const lab = (name: string): string => readFileSync(`lessons/labs/${name}.yaml`, 'utf8');
const states = (rows: ReturnType<typeof matrix>) =>
  Object.fromEntries(rows.map(({ technique, ports }) => [technique, ports.map(({ state }) => state)]));

describe('the same ports by every technique', () => {
  it('concludes about a listener, a closed port and a dropped one what nmap does on Linux', () => {
    const asked = { labText: lab('six-states'), target: 'target', tcp: '21,22,139', udp: '53,68' };
    expect(states(matrix(asked))).toEqual({
      syn: ['closed', 'open', 'filtered'],
      ack: ['unfiltered', 'unfiltered', 'filtered'],
      window: ['closed', 'closed', 'filtered'],
      fin: ['closed', 'open|filtered', 'open|filtered'],
      xmas: ['closed', 'open|filtered', 'open|filtered'],
      null: ['closed', 'open|filtered', 'open|filtered'],
      maimon: ['closed', 'closed', 'open|filtered'],
      udp: ['closed', 'open|filtered'],
      connect: ['closed', 'open', 'filtered'],
    });
  });

  it('says with which line each row was scanned, and what the technique sends', () => {
    const [row] = matrix({ labText: lab('six-states'), target: 'target', tcp: '22' });
    expect(row).toMatchObject({
      line: 'nmap -sS -p 22 target',
      flag: '-sS',
      sends: 'a TCP segment with SYN',
    });
  });

  it('leaves out techniques without ports, and has no rows for a lab that is none', () => {
    const udp = matrix({ labText: lab('six-states'), target: 'target', udp: '53' });
    expect(udp.map(({ technique }) => technique)).toEqual(['udp']);
    expect(matrix({ labText: 'lab: [', target: 'target', tcp: '22' })).toEqual([]);
  });
});

describe('which rule would answer so', () => {
  const fitting = (port: number) =>
    suspects({ labText: lab('six-states'), target: 'target', port })
      .filter(({ fits }) => fits)
      .map(({ rules, listens }) => `${listens ? 'listener' : 'nobody'} ${rules.join('; ')}`);

  it('an open port without a rule is only that', () => {
    expect(fitting(22)).toEqual(['listener ']);
  });

  it('silence to all: a DROP, and nobody can see whether something listens behind it', () => {
    expect(fitting(139)).toEqual([
      'listener iptables -A INPUT -p tcp --dport 139 -j DROP',
      'nobody iptables -A INPUT -p tcp --dport 139 -j DROP',
    ]);
  });

  it('resets to all: a closed port and REJECT --reject-with tcp-reset are the same from outside', () => {
    expect(fitting(445)).toContain(
      'listener iptables -A INPUT -p tcp --dport 445 -j REJECT --reject-with tcp-reset',
    );
    expect(fitting(445)).toContain('nobody ');
  });

  it('tells of the others which technique gives them away', () => {
    const all = suspects({ labText: lab('six-states'), target: 'target', port: 22 });
    const drop = all.find(({ rules, listens }) => listens && rules[0]?.endsWith('--dport 22 -j DROP'));
    expect(drop?.differs).toMatchObject({ technique: 'syn', row: { state: 'filtered' } });
  });
});
