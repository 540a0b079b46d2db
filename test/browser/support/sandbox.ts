import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LABS } from '../../../cli/root.ts';
import { encodeLink } from '../../../site/session/link.ts';
import { VIEWS, type ViewName } from '../../../site/views/registry.ts';

export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];

export interface Shown {
  /** A file of lessons/labs, or a lab's text. */
  readonly lab?: string;
  readonly lines?: readonly string[];
  readonly cursor?: number;
  readonly views?: readonly ViewName[];
}

/** The path of a sandbox in which these lines have been typed. */
export async function sandboxPath({
  lab = 'six-states',
  lines = [],
  cursor,
  views = [],
}: Shown): Promise<string> {
  const labText = lab.includes('\n') ? lab : readFileSync(join(LABS, `${lab}.yaml`), 'utf8');
  const steps = lines.map((line) => ({ kind: 'line', line }) as const);
  return `sandbox/#${await encodeLink({ labText, steps, views, ...(cursor === undefined ? {} : { cursor }) })}`;
}

/** Waits until no line runs and the latest one has its output. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('log').locator('pre').last().waitFor();
  await isFree(page);
}

/** No line runs. */
const isFree = (page: Page): Promise<void> =>
  page.locator('form button:enabled', { hasText: /^Run$/ }).waitFor();

/** Types a line and runs it, once those before it have ended: until then Enter does nothing. */
export async function typeLine(page: Page, line: string): Promise<void> {
  await isFree(page);
  const prompt = page.getByRole('combobox', { name: 'Command on' });
  await prompt.fill(line);
  await prompt.press('Enter');
}

/** Opens a view in the left place, and waits until it has loaded. */
export async function openView(page: Page, view: ViewName): Promise<void> {
  await page.locator(`#left-${view}`).click();
  await loaded(page);
}

/** Nothing in the places for views is still on its way. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      // A plain field stands where an editor will be.
      document.querySelector('[role=tabpanel] :is([aria-busy=true], .editor > textarea)') === null &&
      ![...document.querySelectorAll('[role=tabpanel] .ho-hint')].some((hint) =>
        /(?: …|being read\.)$/.test(hint.textContent ?? ''),
      ),
  );
}
