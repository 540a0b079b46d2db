import type { Locator, Page } from 'playwright-core';
import { knownExercise } from '../../../lessons/course/index.ts';
import type { Answer } from '../../../lessons/exercise/answer.ts';
import { drawFrom } from '../../../lessons/exercise/draw.ts';
import { mistakes } from '../../../lessons/exercise/mistakes.ts';
import { seedOf } from '../../../lessons/exercise/seed.ts';
import { solve } from '../../../lessons/exercise/solve.ts';
import type { Task } from '../../../lessons/exercise/task.ts';
import { counts, type Exercise, type Lesson } from '../../../lessons/lesson.ts';
import type { WatchedPage } from './site.ts';

/** Who plays: the numbers of every exercise follow from it. */
export interface Player {
  readonly learner: string;
  readonly salt: string;
}

/** What a player handed in, exercise by exercise: how many attempts, how many of them right. */
export interface Played {
  readonly exercise: string;
  readonly attempts: number;
  readonly right: number;
}

/** Gives a name and the word of the course, on the page that lists the lessons. */
export async function enrol(page: Page, { learner, salt }: Player): Promise<void> {
  await page.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
  await page.getByLabel('Your name or number').fill(learner);
  await page.getByLabel('Word of your course').fill(salt);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`drawn for ${learner}`).waitFor();
}

/** Goes through a lesson as one who errs once in each exercise: the wrong answer first, then the right one. */
export async function playLesson(
  page: WatchedPage,
  lesson: Lesson,
  player: Player,
): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const exercise of lesson.exercises) played.push(await playExercise(page, lesson, exercise, player));
  return played;
}

async function playExercise(page: Page, lesson: Lesson, exercise: Exercise, player: Player): Promise<Played> {
  const place = page.locator(`[data-exercise="${exercise.id}"]`);
  await place.scrollIntoViewIfNeeded();
  const begin = place.getByRole('button', { name: 'Begin' });
  await place.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
  // It may begin by itself, where somebody has begun to use the page: then there is nothing left to click.
  void begin.click().catch(() => {});
  await place.locator('.intro').waitFor();
  const task = taskOf(lesson, exercise, player, 0);
  const about = { exercise: exercise.id };
  if (task.kind === 'worked') {
    await step(place, task.stops.length);
    return { ...about, attempts: 1, right: 1 };
  }
  if (task.kind === 'build' || task.kind === 'fault')
    return { ...about, ...(await build(place, lesson, exercise, task)) };
  const wrong = mistakes(task)[0];
  if (wrong !== undefined) await answer(place, lesson, exercise, wrong);
  if (!counts(exercise)) return { ...about, attempts: 1, right: 0 };
  await place.locator('.feedback[data-passed="false"]').waitFor();
  const again = place.getByRole('button', {
    name: exercise.varies ? 'Again, with new numbers' : 'Try again',
  });
  const turn = Number(await place.locator('.intro').getAttribute('data-turn'));
  await again.click();
  await place.locator(`.intro[data-turn="${turn + 1}"]`).waitFor();
  const next = taskOf(lesson, exercise, player, exercise.varies ? 1 : 0);
  await answer(place, lesson, exercise, solve(next));
  await place.locator('.feedback[data-passed="true"]').waitFor();
  return { ...about, attempts: 2, right: 1 };
}

function taskOf(lesson: Lesson, exercise: Exercise, player: Player, round: number): Task {
  const seed = seedOf({ ...player, lesson: lesson.slug, exercise: exercise.id, round });
  return knownExercise(lesson.slug, exercise.id).make(drawFrom(seed));
}

async function step(place: Locator, stops: number): Promise<void> {
  const next = place.getByRole('button', { name: 'Next step' });
  for (let at = 1; at < stops; at++) await next.click();
  await place.locator('.feedback[data-passed="true"]').waitFor();
}

/** Fills in a form and hands it in. */
async function answer(place: Locator, lesson: Lesson, exercise: Exercise, given: Answer): Promise<void> {
  const name = `${lesson.slug}-${exercise.id}`;
  if (given.kind === 'choice')
    for (const [question, option] of Object.entries(given.chosen))
      await choose(place, `${name}-${question}`, option);
  if (given.kind === 'machine')
    for (const [index, reply] of given.replies.entries()) await choose(place, `${name}-${index}`, reply);
  if (given.kind === 'predict')
    for (const [key, state] of Object.entries(given.states)) {
      await place.getByLabel(`State ${key}`, { exact: true }).selectOption(state);
      await place.getByLabel(`How sure? ${key}`, { exact: true }).selectOption(given.sure[key] ?? 'think');
    }
  await place.locator('form').getByRole('button').last().click();
  await place.locator('.feedback').waitFor();
}

const choose = (place: Locator, name: string, value: string): Promise<void> =>
  place.locator(`input[name=${JSON.stringify(name)}][value=${JSON.stringify(value)}]`).check();

/** Does nothing first, which is told; then has the solution put in. */
async function build(
  place: Locator,
  lesson: Lesson,
  exercise: Exercise,
  task: Extract<Task, { kind: 'build' | 'fault' }>,
): Promise<Omit<Played, 'exercise'>> {
  const check = place.getByRole('button', { name: 'Check', exact: true });
  let attempts = 1;
  if (task.kind === 'fault') {
    const wrong = mistakes(task)[0];
    if (wrong?.kind === 'fault')
      await choose(place, `${lesson.slug}-${exercise.id}-diagnosis`, wrong.diagnosis);
  }
  if (!task.needsLine || (task.lines ?? []).length > 0) {
    await check.click();
    await place.locator('.feedback[data-passed="false"]').waitFor();
    attempts = 2;
  }
  await place.getByRole('button', { name: 'Show the solution' }).click();
  await place.getByRole('button', { name: 'Yes' }).click();
  await place.locator('[data-given="true"]').waitFor();
  await check.click();
  await place.locator('.feedback[data-passed="true"]').waitFor();
  return { attempts, right: 1 };
}
