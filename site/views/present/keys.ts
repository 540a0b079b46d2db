const FIELDS = 'input, textarea, select, dialog, [contenteditable], [role="textbox"], [role="combobox"]';
const TAKES_ARROWS =
  '[role="tablist"], [role="slider"], [role="listbox"], [role="grid"], [role="tree"], [role="menu"], [role="radiogroup"]';
const PRESSED =
  'button:not(.blank), a, summary, label, [role="button"], [role="tab"], [role="option"], [role="checkbox"]';

/**
 * Whether a key belongs to what has the focus. Page Down and Page Up, which clickers send, belong to the presentation
 * wherever nothing is written.
 */
export function takesPresentKey({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null) return true;
  if (key.startsWith('Arrow')) return target.closest(TAKES_ARROWS) !== null;
  return (key === ' ' || key === 'Enter') && target.closest(PRESSED) !== null;
}
