import type { Page } from 'playwright-core';

/** By how many pixels the page is wider than its window, once what is drawn to measure is drawn anew. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });

/** Links that nobody gave a colour: they stand in the browser's own, which belongs to no theme of the site. */
export const uncolouredLinks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'LinkText';
    const own = getComputedStyle(probe).color;
    probe.remove();
    // What leads past the header is seen only by who comes to it with the keyboard.
    return [...document.querySelectorAll('a[href]:not([href="#_top"])')]
      .filter((link) => getComputedStyle(link).color === own)
      .map((link) => link.textContent ?? '');
  });
