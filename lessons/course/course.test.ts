import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STEPS, stepOf } from '../lesson.ts';
import course from './course.json' with { type: 'json' };
import { COURSE } from './index.ts';

describe('the course', () => {
  it('has a lesson for each folder, in the order of course.json', () => {
    const folders = readdirSync(new URL('./', import.meta.url), { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && existsSync(new URL(`./${entry.name}/lesson.ts`, import.meta.url)),
      )
      .map(({ name }) => name);
    expect(new Set(COURSE.map(({ slug }) => slug))).toEqual(new Set(folders));
    expect(COURSE.map(({ slug }) => slug)).toEqual(course.lessons.filter((slug) => folders.includes(slug)));
  });

  it.each(COURSE)(
    'goes through the steps in their order: $slug',
    ({ exercises, minutes, misconceptions }) => {
      const steps = exercises.map((exercise) => STEPS.indexOf(stepOf(exercise)));
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      const missing = STEPS.filter(
        (step) => step !== 'machine' && !exercises.some((one) => stepOf(one) === step),
      );
      expect(missing).toEqual([]);
      expect(minutes).toBeGreaterThanOrEqual(12);
      expect(minutes).toBeLessThanOrEqual(20);
      expect(misconceptions.length).toBeGreaterThan(0);
      expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    },
  );
});
