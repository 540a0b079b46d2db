import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what the authors of axe hold for good practice. */
const STANDARDS = /^(?:wcag2a|wcag2aa|wcag21a|wcag21aa|wcag22aa|best-practice)$/;

/** Rules that axe leaves out unless told otherwise are in, such as the size of targets; its experiments are not. */
const RULES = axe
  .getRules()
  .filter(({ tags }) => tags.some((tag) => STANDARDS.test(tag)) && !tags.includes('experimental'))
  .map(({ ruleId }) => ruleId);

/** What axe finds wrong with the page as it is now, but for what is left out: the rule, where, and what is seen there. */
export async function violationsIn(page: Page, leftOut: readonly string[] = []): Promise<readonly string[]> {
  // The debugger's door: the policy of the page stays as it is.
  await page.evaluate(axe.source);
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
    { rules: RULES, exclude: leftOut.map((selector) => [selector]) },
  );
}
