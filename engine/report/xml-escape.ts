/**
 * Text for an attribute or a comment of the XML report. As in nmap, the second of two hyphens is written as a
 * character reference, so that no text can end a comment, and bytes beyond ASCII come one reference a byte.
 * XML 1.0 (section 2.2) has no place at all for most control characters: they are written `\xNN` instead.
 */
export function xmlText(text: string): string {
  if (PLAIN.test(text) && !text.includes('--')) return text;
  let escaped = '';
  let before = '';
  for (const byte of utf8(text)) {
    const character = String.fromCharCode(byte);
    escaped += byte < 0x80 ? asciiText(character, before) : reference(byte);
    before = character;
  }
  return escaped;
}

/** Printable ASCII without the five characters that have entities: nearly every value of a report. */
const PLAIN = /^[ !#-%(-;=?-~]*$/;

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

function asciiText(character: string, before: string): string {
  const code = character.charCodeAt(0);
  if (character === '-' && before === '-') return '&#45;';
  if (code >= 0x20 && code !== 0x7f) return ENTITIES[character] ?? character;
  const isAllowed = code === 0x09 || code === 0x0a || code === 0x0d || code === 0x7f;
  return isAllowed ? reference(code) : `\\x${code.toString(16).padStart(2, '0')}`;
}

const reference = (code: number): string => `&#x${code.toString(16)};`;

/** The bytes of the text in UTF-8; a lone surrogate becomes U+FFFD, as everywhere. */
function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) yield point;
    else if (point < 0x800) yield* [0xc0 | (point >> 6), tail(point)];
    else if (point < 0x1_0000) yield* [0xe0 | (point >> 12), tail(point >> 6), tail(point)];
    else yield* [0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point)];
  }
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f);

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** ` name="value"` for each attribute that has a value. */
export function attributes(values: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) text += ` ${name}="${xmlText(String(value))}"`;
  }
  return text;
}

export const emptyTag = (name: string, values: Attributes): string => `<${name}${attributes(values)}/>`;
