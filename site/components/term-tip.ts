/** How long the pointer may be on its way from a word to its explanation. */
const GRACE_MS = 200;
const GAP_PX = 6;

/**
 * Shows what a word means beside it, while it is pointed at or has the focus (WCAG 1.4.13: Escape closes it, and the
 * pointer may rest on it). A first tap shows it, a second follows the link. A screen reader has the same sentence
 * from `aria-describedby`, so what is drawn here is for the eyes only.
 */
export function explainTerms(page: Document): void {
  const tip = page.createElement('div');
  tip.className = 'ho-term-tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  page.body.append(tip);

  let shown: HTMLElement | undefined;
  let closing = 0;
  const stay = () => window.clearTimeout(closing);
  const hide = () => {
    stay();
    tip.hidden = true;
    shown = undefined;
  };
  const hideSoon = () => {
    stay();
    closing = window.setTimeout(hide, GRACE_MS);
  };
  const show = (term: HTMLElement) => {
    stay();
    tip.textContent = page.getElementById(`word-${term.dataset.term}`)?.textContent ?? '';
    tip.hidden = tip.textContent === '';
    shown = term;
    place(tip, term);
  };

  for (const term of page.querySelectorAll<HTMLElement>('a.ho-term')) {
    let touched = false;
    term.addEventListener('pointerdown', (event) => {
      touched = event.pointerType !== 'mouse' && shown !== term;
    });
    term.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') show(term);
    });
    term.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') hideSoon();
    });
    term.addEventListener('focus', () => {
      if (term.matches(':focus-visible')) show(term);
    });
    term.addEventListener('blur', hideSoon);
    term.addEventListener('click', (event) => {
      if (!touched) return;
      touched = false;
      event.preventDefault();
      show(term);
    });
  }
  tip.addEventListener('pointerenter', stay);
  tip.addEventListener('pointerleave', hideSoon);
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  page.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Node && !tip.contains(event.target) && !shown?.contains(event.target)) hide();
  });
}

/** Under the word's first line, within the page; above it where there is no room below. */
function place(tip: HTMLElement, term: HTMLElement): void {
  const word = term.getClientRects()[0];
  if (word === undefined) return;
  const width = document.documentElement.clientWidth;
  const left = Math.max(GAP_PX, Math.min(word.left, width - tip.offsetWidth - GAP_PX));
  const isLow = word.bottom + GAP_PX + tip.offsetHeight > window.innerHeight;
  const top = isLow ? word.top - GAP_PX - tip.offsetHeight : word.bottom + GAP_PX;
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${top + window.scrollY}px`;
}
