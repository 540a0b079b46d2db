import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../../lessons/receipt/record.ts';
import { MOST_SUSPENDED, resumed, startingRecord, suspended } from './suspend.ts';
import { recordOf } from './testing/records.ts';

const ports = recordOf('ports', { diagnostic: [0.5], worked: [1] }, 'ada');

describe('suspend_data', () => {
  it('gives back what was put in', () => {
    expect(resumed(suspended(ports, 'ports') ?? '')).toEqual(ports);
  });

  it('holds no other lesson', () => {
    const both = { ...ports, lessons: { ...ports.lessons, ...recordOf('timing', { worked: [1] }).lessons } };
    expect(resumed(suspended(both, 'ports') ?? '')).toEqual(ports);
  });

  it('has letters of base64 only, after the one that says the format', () => {
    expect(suspended(ports, 'ports')).toMatch(/^1[A-Za-z0-9+/]+=*$/);
  });

  // SCORM 1.2 RTE: cmi.suspend_data is a CMIString4096.
  it('is never longer than 4096 characters: a record that would be is not put in', () => {
    expect(MOST_SUSPENDED).toBe(4_096);
    // Noise is as long deflated as it was.
    const noise = Array.from({ length: 400 }, (_, at) => Math.abs(Math.sin(at)).toString(36));
    const [attempt] = ports.lessons.ports?.worked ?? [];
    const long = {
      ...ports,
      lessons: { ports: { worked: attempt ? [{ ...attempt, commands: noise }] : [] } },
    };
    expect(suspended(long, 'ports')).toBeUndefined();
  });

  it.each(['', 'completed', '1', '1%%%', '1AAAA', '2eJw='])('is no record where it is %j', (text) => {
    expect(resumed(text)).toBeUndefined();
  });

  it('is not read where it is longer than it can be', () => {
    expect(resumed(`1${'A'.repeat(5_000)}`)).toBeUndefined();
  });

  it('is no record where it was deflated from something else', () => {
    const other = suspended({ ...ports, learner: 'x'.repeat(201) }, 'ports') ?? '';
    expect(resumed(other)).toBeUndefined();
  });
});

describe('a visit', () => {
  it('begins empty, under the name that the LMS has, where nobody kept anything', () => {
    expect(startingRecord('ports', 's-17', undefined, undefined)).toEqual(emptyRecord('s-17'));
  });

  it('gives the name to no record that has one, or that was begun without', () => {
    expect(startingRecord('ports', 's-17', ports, undefined)).toEqual(ports);
    const nameless = recordOf('ports', { worked: [1] });
    expect(startingRecord('ports', 's-17', undefined, nameless)).toEqual(nameless);
    expect(startingRecord('ports', 's-17', emptyRecord(), undefined)).toEqual(emptyRecord('s-17'));
  });

  const further = recordOf('ports', { diagnostic: [0.5], worked: [1], predict: [0, 1] }, 'ada');

  it('goes on with whichever record tells more', () => {
    expect(startingRecord('ports', 's-17', ports, further)).toEqual(further);
    expect(startingRecord('ports', 's-17', further, ports)).toEqual(further);
  });

  it('keeps the other lessons of the same learner, and of nobody else', () => {
    const timing = recordOf('timing', { worked: [1] }, 'ada');
    expect(Object.keys(startingRecord('ports', 's-17', timing, further).lessons)).toEqual([
      'timing',
      'ports',
    ]);
    const stranger = recordOf('timing', { worked: [1] }, 'grace');
    expect(startingRecord('ports', 's-17', stranger, further)).toEqual(further);
  });
});
