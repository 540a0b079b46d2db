import { describe, expect, it } from 'vitest';
import { type Sight, sightOf } from '../../../site/model/defender/sight.ts';
import { runLine } from '../../exercise/run.ts';
import { claimsOf } from '../testing/claims.ts';
import { EXAMPLE } from './labs.ts';
import { lesson } from './lesson.ts';

claimsOf(lesson);

function sight(line: string): Sight {
  const ran = runLine(EXAMPLE, line);
  if (!ran.ok) throw new Error(ran.error);
  return sightOf(ran.value.events, 'target');
}

const logged = (line: string, from: 'kernel' | 'application'): number =>
  sight(line).log.filter((entry) => entry.from === from).length;

describe('what the lesson says of logs', () => {
  it('a SYN scan leaves nothing in the log of the service, a connect scan does, an ACK scan does not', () => {
    expect(logged('nmap -sS -p 22,3306 target', 'application')).toBe(0);
    expect(logged('nmap -sT -p 22,3306 target', 'application')).toBe(1);
    expect(logged('nmap -sA -p 22,3306 target', 'application')).toBe(0);
  });

  it('a SYN to a port that is logged and dropped is written down at each of its two tries', () => {
    expect(logged('nmap -sS -p 3306 target', 'kernel')).toBe(2);
  });

  it('a SYN scan of an open port raises the alarm for half-open connections', () => {
    expect(sight('nmap -sS -p 22,3306 target').alarms.map(({ rule }) => rule)).toEqual(['halfOpen']);
  });

  it('a scan of a few ports raises no alarm for many ports, one of a hundred does', () => {
    const many = (line: string): number =>
      sight(line).alarms.filter(({ rule }) => rule === 'manyPorts').length;
    expect(many('nmap -sS -p 22,23,80,445,3306 target')).toBe(0);
    expect(many('nmap -sS -F target')).toBe(1);
    expect(many('nmap -sS -T1 -p 1-20 target')).toBe(0);
  });
});
