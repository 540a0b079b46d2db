import { describe, expect, it } from 'vitest';
import { exerciseOf } from '../course/index.ts';
import { drawFrom } from '../exercise/draw.ts';
import { grade } from '../exercise/grade.ts';
import { FAULTS, PRACTICE } from './index.ts';

describe.each(FAULTS)('the fault $id', ({ id, make, misconceptions }) => {
  const task = make(drawFrom(1));

  it('is found by its name, as an exercise of practice', () => {
    expect(exerciseOf(PRACTICE, id)?.make(drawFrom(1))).toEqual(task);
  });

  it('breaks one port, and leaves the others as they should be', () => {
    const diagnosis = task.diagnosis.options.find(({ right }) => right)?.id ?? '';
    const { marks } = grade(task, { kind: 'fault', diagnosis, labText: task.labText });
    const failed = marks.filter(({ passed }) => !passed).map((mark) => mark.id);
    // Rate limits let in whichever comes first, and a wrong sender is one that gets in.
    expect(failed.filter((mark) => !['mended', 'works-still', 'others-kept-out'].includes(mark))).toEqual([
      'smallest',
    ]);
    expect(failed.length).toBeGreaterThan(1);
  });

  it('is not passed by a mend without the diagnosis', () => {
    for (const { id: diagnosis } of task.diagnosis.options.filter(({ right }) => right !== true)) {
      const outcome = grade(task, { kind: 'fault', diagnosis, labText: task.solution.labText });
      expect(outcome.marks.filter(({ passed }) => !passed).map((mark) => mark.id)).toEqual(['diagnosis']);
    }
  });

  it('is mended with the change of one line', () => {
    const { marks } = grade(task, { kind: 'fault', diagnosis: '', labText: task.solution.labText });
    expect(marks.find((mark) => mark.id === 'smallest')).toMatchObject({
      passed: true,
      values: { lines: '1 line' },
    });
  });

  it('asks about the misconceptions that it is said to be about', () => {
    const text = JSON.stringify(task);
    expect(text).toContain(`"misconception":"${misconceptions[0]}"`);
  });

  it('offers five causes, and shuffles them', () => {
    const places = Array.from({ length: 40 }, (_, seed) =>
      make(drawFrom(seed)).diagnosis.options.findIndex(({ right }) => right),
    );
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});
