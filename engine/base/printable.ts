/**
 * Text from outside (banners, names, lab files, packets) made safe for a terminal: control characters, escape
 * sequences, bidirectional overrides and invisible characters become visible `\xNN` or `\u{N}`. Every outside
 * text reaches a terminal through this function and no other.
 */
export function printable(text: string): string {
  let safe = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!isUnsafe(code)) safe += character;
    else if (code <= 0xff) safe += `\\x${code.toString(16).padStart(2, '0')}`;
    else safe += `\\u{${code.toString(16)}}`;
  }
  return safe;
}

/** The same for text of several lines and columns: line feeds and tabs stay, as grepable output has them. */
export const printableLines = (text: string): string =>
  text.replace(/[^\n\t]+/g, (piece) => printable(piece));

/** Controls, what turns the direction of text, and what Unicode calls default ignorable: it shows as nothing. */
function isUnsafe(code: number): boolean {
  if (code < 0x20) return true; // C0 controls, ESC among them
  if (code < 0x7f) return false;
  return (
    code <= 0x9f || // DEL and C1 controls (8-bit CSI, OSC)
    code === 0xad || // soft hyphen
    code === 0x034f || // combining grapheme joiner
    code === 0x061c || // Arabic letter mark
    code === 0x115f || // Hangul fillers: letters without a shape
    code === 0x1160 ||
    code === 0x3164 ||
    code === 0xffa0 ||
    (code >= 0x17b4 && code <= 0x17b5) || // Khmer inherent vowels
    (code >= 0x180b && code <= 0x180f) || // Mongolian selectors and vowel separator
    (code >= 0x200b && code <= 0x200f) || // zero width, direction marks
    (code >= 0x2028 && code <= 0x202e) || // line separators, direction overrides
    (code >= 0x2060 && code <= 0x206f) || // word joiner, invisible operators, isolates
    (code >= 0xd800 && code <= 0xdfff) || // lone surrogates
    (code >= 0xfe00 && code <= 0xfe0f) || // variation selectors
    code === 0xfeff || // byte order mark
    (code >= 0xfff0 && code <= 0xfffb) || // unassigned ignorables, interlinear annotation
    (code >= 0x1bca0 && code <= 0x1bca3) || // shorthand controls
    (code >= 0x1d173 && code <= 0x1d17a) || // musical controls
    (code >= 0xe0000 && code <= 0xe0fff) // tags and variation selectors
  );
}
