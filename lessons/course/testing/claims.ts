import { describe, expect, it } from 'vitest';
import { type Draw, drawFrom } from '../../exercise/draw.ts';
import { grade } from '../../exercise/grade.ts';
import { mistakes, nothingDone } from '../../exercise/mistakes.ts';
import { seedOf } from '../../exercise/seed.ts';
import { solve } from '../../exercise/solve.ts';
import type { Task } from '../../exercise/task.ts';
import type { Exercise, Lesson } from '../../lesson.ts';
import { effortOf } from './effort.ts';
import { unsolvedTexts } from './texts.ts';

const SEEDS = 200;
/** Hundreds of scans take their time where other tests run beside them. */
const PATIENCE_MS = 300_000;

const taskOf = (make: (draw: Draw) => Task, seed: number): Task => make(drawFrom(seed));

/** What holds of every lesson; each lesson's test calls it, so that they run side by side. */
export function claimsOf(lesson: Lesson): void {
  claimsOfExercises(lesson.slug, lesson.exercises);

  it('asks about every misconception that it sets out to change', () => {
    const texts = lesson.exercises.map((exercise) =>
      JSON.stringify(taskOf(exercise.make, seedFor(lesson.slug, exercise, 0))),
    );
    const met = (id: string): boolean => texts.some((text) => text.includes(`"misconception":"${id}"`));
    expect(lesson.misconceptions.filter((id) => !met(id))).toEqual([]);
  });
}

const seedFor = (lesson: string, exercise: Exercise, learner: number): number =>
  seedOf({ salt: 'test', learner: `learner ${learner}`, lesson, exercise: exercise.id, round: 0 });

/** What holds of every exercise, in a lesson or in practice. */
export function claimsOfExercises(lesson: string, exercises: readonly Exercise[]): void {
  describe.each(exercises)('the exercise $id', (exercise) => {
    const task = taskOf(exercise.make, seedFor(lesson, exercise, 0));

    it('is passed by its solution, with every mark', () => {
      const outcome = grade(task, solve(task));
      expect(outcome.marks.filter(({ passed }) => !passed)).toEqual([]);
      expect(outcome).toMatchObject({ passed: true, score: 1 });
    });

    it('is not passed by doing nothing', () => {
      expect(grade(task, nothingDone(task)).passed).toBe(false);
    });

    it('is not passed by three typical mistakes, each of which is told what is wrong', () => {
      const wrong = mistakes(task);
      expect(new Set(wrong.map((answer) => JSON.stringify(answer))).size).toBeGreaterThanOrEqual(3);
      for (const answer of wrong) {
        const outcome = grade(task, answer);
        expect({ answer, passed: outcome.passed }).toEqual({ answer, passed: false });
        expect(outcome.marks.filter(({ passed }) => !passed).every(({ says }) => says.length > 10)).toBe(
          true,
        );
      }
    });

    it('leaves no name in its texts unfilled', () => {
      expect(unsolvedTexts(task)).toEqual([]);
    });
  });

  describe.each(exercises.filter(({ varies }) => varies))('the numbers of $id', (exercise) => {
    const make = (learner: number): Task => taskOf(exercise.make, seedFor(lesson, exercise, learner));

    it(
      `can be solved by ${SEEDS} learners, with like effort`,
      () => {
        const unsolved: number[] = [];
        const efforts = new Set<string>();
        for (let learner = 0; learner < SEEDS; learner++) {
          const task = make(learner);
          if (!grade(task, solve(task)).passed || grade(task, nothingDone(task)).passed)
            unsolved.push(learner);
          efforts.add(effortOf(task));
        }
        expect({ unsolved, efforts: [...efforts] }).toEqual({ unsolved: [], efforts: [effortOf(make(0))] });
      },
      PATIENCE_MS,
    );

    it('differ from learner to learner', () => {
      const texts = Array.from({ length: 20 }, (_, learner) => JSON.stringify(make(learner)));
      expect(new Set(texts).size).toBeGreaterThan(10);
    });
  });
}
