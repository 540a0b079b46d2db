import type { Page } from 'playwright-core';

/** By how many pixels the page is wider than its window, once what is drawn to measure is drawn anew. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
