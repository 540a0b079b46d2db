import { describe, expect, it } from 'vitest';
import { drawFrom } from '../../exercise/draw.ts';
import { rowOf, runLine } from '../../exercise/run.ts';
import { claimsOf } from '../testing/claims.ts';
import { offices } from './labs.ts';
import { lesson } from './lesson.ts';

claimsOf(lesson);

describe('what the exercises say of choosing', () => {
  it('holds: of the thousand most common ports none is the odd one', () => {
    for (let seed = 0; seed < 3; seed++) {
      const { odd, open, labText } = offices(drawFrom(seed));
      const ran = runLine(labText, 'nmap -Pn --top-ports 1000 quiet');
      if (!ran.ok) throw new Error(ran.error);
      expect(rowOf(ran.value, { port: `${open}/tcp` })?.state).toBe('open');
      expect(rowOf(ran.value, { port: `${odd}/tcp` })).toBeUndefined();
    }
  });
});
