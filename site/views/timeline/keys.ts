/** Who takes keys for itself: fields, and what moves by arrow keys. A key pressed there is not the timeline's. */
const TAKES_ALL = 'input, textarea, select, dialog, [contenteditable], [role="textbox"], [role="combobox"]';
const TAKES_ARROWS =
  '[role="tablist"], [role="slider"], [role="listbox"], [role="grid"], [role="tree"], [role="menu"], [role="radiogroup"], [role="separator"]';
const TAKES_SPACE =
  'button, a, summary, label, [role="button"], [role="tab"], [role="option"], [role="checkbox"]';

const IS_ARROW = /^(?:Arrow|Home$|End$|Page)/;

export function takesKeys({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TAKES_ALL) !== null) return true;
  if (IS_ARROW.test(key)) return target.closest(TAKES_ARROWS) !== null;
  return key === ' ' && target.closest(TAKES_SPACE) !== null;
}

const KEPT_AS = 'halfopen-shortcuts';

/** Whether the keys are wanted; they are unless somebody has switched them off. */
export const shortcutsWanted = (): boolean =>
  typeof localStorage === 'undefined' || localStorage.getItem(KEPT_AS) !== 'off';

export const keepShortcuts = (on: boolean): void => localStorage.setItem(KEPT_AS, on ? 'on' : 'off');
