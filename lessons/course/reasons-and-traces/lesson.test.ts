import { describe, expect, it } from 'vitest';
import { drawFrom } from '../../exercise/draw.ts';
import { rowOf, runLine } from '../../exercise/run.ts';
import { claimsOf } from '../testing/claims.ts';
import { path } from './labs.ts';
import { lesson } from './lesson.ts';

claimsOf(lesson);

describe('what the exercises say of TTLs', () => {
  // Linux begins at 64 (ip_default_ttl), and the one router on the way takes 1 from what it forwards.
  it.each([1, 2, 3])('holds: 63 from the target, 64 from the router (seed %i)', (seed) => {
    const { closed, reset, labText } = path(drawFrom(seed));
    const ran = runLine(labText, `nmap -sS -Pn -p ${closed},${reset} target`);
    if (!ran.ok) throw new Error(ran.error);
    expect(rowOf(ran.value, { port: `${closed}/tcp` })).toMatchObject({ reason: 'reset', ttl: 63 });
    expect(rowOf(ran.value, { port: `${reset}/tcp` })).toMatchObject({ reason: 'reset', ttl: 64 });
  });
});
