import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COURSE } from '../../../lessons/course/index.ts';
import type { Lesson } from '../../../lessons/lesson.ts';
import { violationsIn } from '../support/axe.ts';
import { enrol, playLesson } from '../support/play.ts';
import { openSite, type Site } from '../support/site.ts';

const SALT = 'autumn';

/** Some lessons, each played by a learner of its own; then what `halfopen grade` makes of their receipts. */
export function playThrough(lessons: readonly Lesson[]): void {
  let site: Site;
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-receipts-'));
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('a learner', () => {
    it.each(lessons)(
      'works through $slug with wrong turns, and saves the receipt',
      async (lesson) => {
        const page = await site.page({ path: 'lessons/', width: 1280 });
        const player = { learner: `Ada ${lesson.slug}`, salt: SALT };
        await enrol(page, player);
        await page.getByRole('link', { name: lesson.title }).first().click();
        await page.locator('[data-exercise]').first().waitFor();
        const played = await playLesson(page, lesson, player);
        // Sandboxes in lessons are looked at in the first one; each takes axe its time.
        expect(await violationsIn(page, { leftOut: lesson === COURSE[0] ? [] : ['.live'] })).toEqual([]);
        await page.goto(new URL('lessons/', site.address).href);
        const row = page
          .locator('.course li')
          .filter({ has: page.getByRole('link', { name: lesson.title }) });
        await row.getByText('Complete').waitFor();
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save the receipt' }).click(),
        ]);
        await download.saveAs(join(folder, `${lesson.slug}.json`));
        const receipt = JSON.parse(readFileSync(join(folder, `${lesson.slug}.json`), 'utf8'));
        const kept = lesson.exercises.map(({ id }) => {
          const attempts: { passed: boolean }[] = receipt.lessons[lesson.slug]?.[id] ?? [];
          return {
            exercise: id,
            attempts: attempts.length,
            right: attempts.filter(({ passed }) => passed).length,
          };
        });
        expect(kept).toEqual(played);
        expect(page.complaints).toEqual([]);
      },
      180_000,
    );
  });

  describe('halfopen grade', () => {
    it('finds every receipt valid, its lesson complete, and nothing to flag', () => {
      const rows = gradeRows(folder);
      expect(rows.map((row) => [row.learner, row.valid, row['lessons complete'], row.flags])).toEqual(
        lessons.map(({ slug }) => [`Ada ${slug}`, 'yes', '1', '']).sort(),
      );
    });

    it('reports a receipt with one changed byte', () => {
      const [first] = lessons;
      const path = join(folder, `${first?.slug}.json`);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace('"learner": "Ada', '"learner": "Eda'));
      const changed = gradeRows(folder).filter(({ valid }) => valid !== 'yes');
      writeFileSync(path, text);
      expect(changed).toHaveLength(1);
      expect(changed[0]?.flags).toMatch(/changed/);
    });
  });
}

/** The CSV as rows by column. Its cells have quotes where they have commas. */
function gradeRows(folder: string): Record<string, string>[] {
  const text = run(['grade', folder, '--salt', SALT]);
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      ),
    );
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

function run(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, ['dist/halfopen.js', ...args], { encoding: 'utf8' });
  } catch (error) {
    // Exit 1 is an answer too: something was flagged.
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}
