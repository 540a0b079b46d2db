/** What a key does in the diagram itself. Left and right belong to the timeline of the page. */
export type DiagramCommand = 'next' | 'previous' | 'in' | 'out' | 'fit' | 'page-up' | 'page-down';

const KEYS: Readonly<Record<string, DiagramCommand>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'fit',
  PageUp: 'page-up',
  PageDown: 'page-down',
};

export const commandOf = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): DiagramCommand | undefined =>
  ctrlKey || altKey || metaKey ? undefined : KEYS[key];
