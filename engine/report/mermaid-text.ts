import { printable } from '../base/printable.ts';

/** What stands for itself in a Mermaid sequence diagram, wherever a text may stand. */
const PLAIN = /[A-Za-z0-9 .,()/_=+-]/;

/**
 * Text for a label, a note or a name in Mermaid. Everything but letters, digits and a few signs becomes a
 * character code (`#59;`), so that no name can end a line, open a comment, a directive or an HTML tag.
 */
export function mermaidText(text: string): string {
  let escaped = '';
  for (const character of printable(text).trim()) {
    escaped += PLAIN.test(character) ? character : `#${character.codePointAt(0)};`;
  }
  return escaped === '' ? '#63;' : escaped;
}
