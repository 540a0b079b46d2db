import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what the authors of axe hold for good practice. */
const STANDARDS = /^(?:wcag2a|wcag2aa|wcag21a|wcag21aa|wcag22aa|best-practice)$/;

/** Rules that axe leaves out unless told otherwise are in, such as the size of targets; its experiments are not. */
const RULES = axe
  .getRules()
  .filter(({ tags }) => tags.some((tag) => STANDARDS.test(tag)) && !tags.includes('experimental'));

/** As axe has it for pages: half as long to read as what it has for people. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  /** Selectors of what is not looked at. */
  readonly leftOut?: readonly string[];
  /** Only the rules on colour: all that another theme can break. */
  readonly coloursOnly?: boolean;
}

/** What axe finds wrong with the page as it is now: the rule, where, and what is seen there. */
export async function violationsIn(
  page: Page,
  { leftOut = [], coloursOnly = false }: Look = {},
): Promise<readonly string[]> {
  // The debugger's door: the policy of the page stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const asked = RULES.filter(({ tags }) => !coloursOnly || tags.includes('cat.color'));
  return page.evaluate(
    async ({ rules, exclude }) => {
      const { axe: injected } = window as unknown as { axe: typeof axe };
      const { violations } = await injected.run(exclude.length === 0 ? document : { exclude }, {
        runOnly: { type: 'rule', values: rules },
        resultTypes: ['violations'],
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          (node) =>
            `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? node.html}`,
        ),
      );
    },
    { rules: asked.map(({ ruleId }) => ruleId), exclude: leftOut.map((selector) => [selector]) },
  );
}
