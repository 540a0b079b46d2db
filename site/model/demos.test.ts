import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labFrom, simulate } from '../../test/support/simulate.ts';
import { DEMOS } from './demos.data.ts';

const text = (lab: string): string =>
  readFileSync(new URL(`../../lessons/labs/${lab}.yaml`, import.meta.url), 'utf8');

describe.each(DEMOS)('$id', ({ lab, lines }) => {
  it.each(lines)('$line', ({ line, gives }) => {
    const { report } = simulate(labFrom(text(lab)), line.replace('nmap ', ''));
    const states = Object.fromEntries(
      report.hosts
        .filter(({ state }) => state === 'up')
        .flatMap(({ ports }) =>
          Array.from(ports, ({ port, protocol, state }) => [`${port}/${protocol}`, state]),
        ),
    );
    expect(states).toMatchObject(gives);
    if (Object.keys(gives).length === 0) expect(states).toEqual({});
  });
});
