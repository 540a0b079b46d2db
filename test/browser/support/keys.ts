import type { Page } from 'playwright-core';

/** What has the focus, as somebody without a mouse meets it. */
export interface Focused {
  /** `button "Run"` */
  readonly name: string;
  /** Whether an outline or a shadow shows where one is. */
  readonly isVisible: boolean;
  /** Within the panel of the left place for views. */
  readonly isInPanel: boolean;
}

/** Undefined where nothing of the page has the focus. */
export const focused = (page: Page): Promise<Focused | undefined> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return undefined;
    const isDrawn = (at: Element | null): boolean => {
      if (at === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--ho-accent)';
    const accent = getComputedStyle(probe).color;
    probe.remove();
    /** A part of a picture has its shape drawn in the colour of the focus. */
    const isLined = [...element.children].some(
      (child) => child instanceof SVGElement && getComputedStyle(child).stroke === accent,
    );
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return {
      name: `${element.localName}${element.id === '' ? '' : `#${element.id}`} "${label}"`,
      // A field may show it on the line, or the editor, that it is part of.
      isVisible:
        isLined ||
        isDrawn(element) ||
        isDrawn(element.parentElement) ||
        isDrawn(element.closest('form, .cm-editor')),
      isInPanel: element.closest('#left-panel') !== null && element.id !== 'left-panel',
    };
  });

/** More than any page has places to stop at. */
const MOST_STOPS = 600;

/** Tab after Tab until `isThere`; what was met on the way, the last included. */
export async function tabTo(page: Page, isThere: (at: Focused) => boolean, key = 'Tab'): Promise<Focused[]> {
  const met: Focused[] = [];
  while (met.length < MOST_STOPS) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (at === undefined) continue;
    met.push(at);
    if (isThere(at)) return met;
  }
  throw new Error(
    `not reached by ${key}; met ${met
      .slice(0, 40)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** How many controls of the left panel Tab has to stop at: what is shown, not disabled, and in the order of Tab. */
export const stopsInPanel = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement | SVGElement>('#left-panel *')].filter(
        (element) =>
          element.tabIndex >= 0 &&
          (element.matches('a[href], button, input, select, textarea, summary, [contenteditable="true"]') ||
            element.hasAttribute('tabindex')) &&
          !element.matches(':disabled') &&
          element.checkVisibility({ visibilityProperty: true }),
      ).length,
  );
