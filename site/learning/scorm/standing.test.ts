import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../../lessons/receipt/record.ts';
import { standingFrom, standingOf } from './standing.ts';
import { recordOf } from './testing/records.ts';
import { outlineFrom } from './visit.ts';

const lesson = outlineFrom('ports', 'diagnostic worked predict predict-udp');
const fresh = standingFrom('not attempted', '');

describe('how a lesson stands', () => {
  it('is incomplete and without a score before the first answer', () => {
    expect(standingOf(emptyRecord(), lesson, fresh)).toEqual({ status: 'incomplete' });
  });

  it('has the mean of the best scores of what counts, in whole percent', () => {
    const record = recordOf('ports', { diagnostic: [0], worked: [1], predict: [0.25, 0.5] });
    // (1 + 0.5 + 0) / 3; the diagnostic counts for nothing.
    expect(standingOf(record, lesson, fresh)).toEqual({ status: 'incomplete', raw: 50 });
  });

  it('is completed, never passed, once every exercise is done', () => {
    const record = recordOf('ports', { diagnostic: [0], worked: [1], predict: [1], 'predict-udp': [0, 1] });
    expect(standingOf(record, lesson, fresh)).toEqual({ status: 'completed', raw: 100 });
  });

  it('takes nothing back that the LMS was told', () => {
    const record = recordOf('ports', { worked: [1] });
    expect(standingOf(record, lesson, standingFrom('completed', '90'))).toEqual({
      status: 'completed',
      raw: 90,
    });
    expect(standingOf(record, lesson, standingFrom('passed', '100'))).toEqual({ status: 'passed', raw: 100 });
    expect(standingOf(emptyRecord(), lesson, standingFrom('incomplete', '33.3'))).toEqual({
      status: 'incomplete',
      raw: 33.3,
    });
  });

  it('becomes completed where an LMS had called it failed', () => {
    const record = recordOf('ports', { diagnostic: [0], worked: [1], predict: [1], 'predict-udp': [1] });
    expect(standingOf(record, lesson, standingFrom('failed', '20'))).toEqual({
      status: 'completed',
      raw: 100,
    });
  });
});

describe('the outline in a package', () => {
  it('has the exercises in their order, and nothing that is none', () => {
    expect(outlineFrom('ports', 'diagnostic build-two nonsense exit')).toEqual({
      slug: 'ports',
      exercises: [{ id: 'diagnostic' }, { id: 'build-two' }, { id: 'exit' }],
    });
    expect(outlineFrom('ports', '')).toEqual({ slug: 'ports', exercises: [] });
  });
});
