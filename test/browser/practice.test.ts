import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownExercise } from '../../lessons/course/index.ts';
import { drawFrom } from '../../lessons/exercise/draw.ts';
import { seedOf } from '../../lessons/exercise/seed.ts';
import type { FaultTask } from '../../lessons/exercise/task.ts';
import { nextItem } from '../../lessons/practice/next.ts';
import { attemptsAt, emptyRecord, type LearningRecord, recordShape } from '../../lessons/receipt/record.ts';
import { violationsIn } from './support/axe.ts';
import { openSite, type Site, type WatchedPage } from './support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What the browser has kept. */
async function kept(page: WatchedPage): Promise<LearningRecord> {
  const text = await page.evaluate(() => localStorage.getItem('halfopen.record'));
  return text === null ? emptyRecord() : recordShape.parse(JSON.parse(text));
}

/** The fault that who has this record is shown. */
function shownTo(record: LearningRecord): { readonly exercise: string; readonly task: FaultTask } {
  const { lesson, exercise } = nextItem(record).next;
  const variant = { salt: '', learner: '', lesson, exercise: exercise.id, round: 0 };
  const task = knownExercise(lesson, exercise.id).make(drawFrom(seedOf(variant)));
  if (task.kind !== 'fault') throw new Error('practice begins with faults');
  return { exercise: exercise.id, task };
}

/** A wrong diagnosis and nothing mended; then the right one, with the mend put in. */
async function play(page: WatchedPage, { exercise, task }: ReturnType<typeof shownTo>): Promise<void> {
  const place = page.locator('.item');
  const choose = (isRight: boolean): Promise<void> => {
    const option = task.diagnosis.options.find(({ right = false }) => right === isRight);
    return place.locator(`input[name="practice-${exercise}-diagnosis"][value="${option?.id}"]`).check();
  };
  await choose(false);
  await place.getByRole('button', { name: 'Check', exact: true }).click();
  await place.locator('.feedback[data-passed="false"]').waitFor();
  await place.getByRole('button', { name: 'Show the solution' }).click();
  await place.getByRole('button', { name: 'Yes' }).click();
  await place.locator('[data-given="true"]').waitFor();
  await choose(true);
  await place.getByRole('button', { name: 'Check', exact: true }).click();
  await place.locator('.feedback[data-passed="true"]').waitFor();
}

describe('practice', () => {
  it('shows one fault after another, keeps what was done, and says how it stands', async () => {
    const page = await site.page({ path: 'practice/' });
    await page.getByRole('button', { name: 'Begin' }).click();
    const first = shownTo(emptyRecord());
    await page.getByText('Turn 1').waitFor();
    await play(page, first);
    const attempts = attemptsAt(await kept(page), 'practice', first.exercise);
    expect(attempts.map(({ passed, solutionShown }) => [passed, solutionShown])).toEqual([
      [false, false],
      [true, true],
    ]);
    const second = shownTo(await kept(page));
    expect(second.exercise).not.toBe(first.exercise);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('Turn 2').waitFor();
    await play(page, second);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('Turn 3').waitFor();
    const rows = page.locator('.practised tbody tr');
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toContain('1 of 5');
    expect(await violationsIn(page)).toEqual([]);
    expect(page.complaints).toEqual([]);
  }, 180_000);

  it('is asked for no exercise until somebody begins', async () => {
    const page = await site.page({ path: 'practice/' });
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.intro').count()).toBe(0);
    expect(page.workers()).toEqual([]);
  });
});
