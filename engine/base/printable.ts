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

/** The same for text of several lines: line feeds stay. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

function isUnsafe(code: number): boolean {
  return (
    code < 0x20 || // C0 controls, ESC among them
    (code >= 0x7f && code <= 0x9f) || // DEL and C1 controls (8-bit CSI, OSC)
    code === 0xad || // soft hyphen
    code === 0x061c || // Arabic letter mark
    (code >= 0x200b && code <= 0x200f) || // zero width, direction marks
    (code >= 0x2028 && code <= 0x202e) || // line separators, direction overrides
    (code >= 0x2060 && code <= 0x206f) || // word joiner, invisible operators, isolates
    (code >= 0xd800 && code <= 0xdfff) || // lone surrogates
    code === 0xfeff || // byte order mark
    (code >= 0xfff9 && code <= 0xfffb) || // interlinear annotation
    (code >= 0xe0000 && code <= 0xe0fff) // tags and variation selectors
  );
}
