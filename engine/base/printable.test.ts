import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLines } from './printable.ts';

/** What terminals do with text that nobody made safe. */
const ATTACKS: readonly (readonly [what: string, text: string])[] = [
  ['clears the screen', '\x1b[2J'],
  ['moves the cursor home', '\x1b[H'],
  ['moves the cursor up, over what was printed', '\x1b[1A'],
  ['erases the line', '\x1b[2K'],
  ['erases to the end of the screen', '\x1b[0J'],
  ['saves the cursor', '\x1b[s'],
  ['restores the cursor', '\x1b[u'],
  ['colours text', '\x1b[31m'],
  ['conceals text', '\x1b[8m'],
  ['resets the terminal', '\x1bc'],
  ['asks for the device attributes, which arrive as input', '\x1b[c'],
  ['asks where the cursor is, which arrives as input', '\x1b[6n'],
  ['asks for the answerback message', '\x05'],
  ['sets the window title', '\x1b]0;pwned\x07'],
  ['sets the icon name', '\x1b]1;pwned\x1b\\'],
  ['asks for the window title, which arrives as input', '\x1b[21t'],
  ['resizes the window', '\x1b[8;1;1t'],
  ['makes a hyperlink', '\x1b]8;;http://example.invalid\x1b\\text\x1b]8;;\x1b\\'],
  ['writes to the clipboard', '\x1b]52;c;cm0gLXJmIC8=\x07'],
  ['sends a notification', '\x1b]9;hello\x07'],
  ['shows a file of the reader (iTerm2)', '\x1b]1337;File=inline=1:AAAA\x07'],
  ['programs keys (DECUDK)', '\x1bP1;1|17/72\x1b\\'],
  ['asks for a setting (DECRQSS)', '\x1bP$qm\x1b\\'],
  ['draws in sixel', '\x1bPq#0~\x1b\\'],
  ['sends a privacy message', '\x1b^hidden\x1b\\'],
  ['sends an application command', '\x1b_G\x1b\\'],
  ['switches to the alternate screen', '\x1b[?1049h'],
  ['turns on mouse reports, which arrive as input', '\x1b[?1000h'],
  ['turns on bracketed paste', '\x1b[?2004h'],
  ['limits scrolling', '\x1b[1;2r'],
  ['shifts to the graphic character set', '\x0e'],
  ['shifts it by escape', '\x1b(0'],
  ['introduces a sequence in 8 bits', '\x9b2J'],
  ['introduces a system command in 8 bits', '\x9d0;pwned\x9c'],
  ['introduces a device control string in 8 bits', '\x90q\x9c'],
  ['overprints with a carriage return', 'filtered\ropen    '],
  ['overprints with backspaces', 'open\b\b\b\bshut'],
  ['deletes', 'open\x7f'],
  ['rings', '\x07'],
  ['feeds a form', '\x0c'],
  ['tabs vertically', '\x0b'],
  ['ends a C string', 'open\0shut'],
  ['begins a line of its own', 'x\n22/tcp open'],
  ['turns the direction (RLO)', 'ab\u202etcp\u202c'],
  ['isolates and turns (RLI)', '\u2067abc\u2069'],
  ['marks the direction', '\u200f\u200e\u061c'],
  ['hides characters (zero width)', 'adm\u200bin'],
  ['hides characters (joiner, BOM)', 'ad\u2060m\ufeffin'],
  ['hides characters (soft hyphen)', 'ad\u00admin'],
  ['hides in a letter without a shape', 'adm\u3164in'],
  ['hides in a variation selector', 'adm\ufe0fin'],
  ['hides in a vowel separator', 'adm\u180ein'],
  ['hides text in tags', '\u{e0041}\u{e0042}'],
  ['breaks lines in Unicode', 'a\u2028b\u2029c'],
  ['breaks lines in C1 (NEL)', 'a\u0085b'],
];

/** By Unicode's own properties, not by the ranges of the source. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Format characters that do show: signs put before numbers (U+0600 and its like), joiners of hieroglyphs. */
const SHOWN = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}]/gu;

const isSafe = (text: string): boolean => !UNSAFE.test(printable(text).replace(SHOWN, ''));

describe('printable', () => {
  it.each(ATTACKS)('disarms what %s', (_, text) => {
    const safe = printable(text);
    expect(safe).not.toMatch(UNSAFE);
    expect(safe).not.toBe(text);
  });

  it.each([
    ['\x1b[2J', '\\x1b[2J'],
    ['a\tb', 'a\\x09b'],
    ['\x9b', '\\x9b'],
    ['\u202e', '\\u{202e}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800', '\\u{d800}'],
  ])('%j becomes %s', (text, safe) => expect(printable(text)).toBe(safe));

  it.each(['SSH-2.0-OpenSSH_9.2p1', 'Grüße, 世界 🙂', 'a\u00a0b', '', 'C:\\x1b'])(
    'leaves %j as it is',
    (text) => expect(printable(text)).toBe(text),
  );

  it('leaves no control or format character, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }), isSafe), { numRuns: 500 });
  });

  it('leaves none of all of Unicode', () => {
    const leaking: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (!isSafe(String.fromCodePoint(code))) leaking.push(code.toString(16));
    }
    expect(leaking).toEqual([]);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => printable(printable(text)) === printable(text)),
    );
  });
});

describe('printableLines', () => {
  it('keeps line feeds and nothing else', () => {
    expect(printableLines('a\r\nb\x1b[2J\n')).toBe('a\\x0d\nb\\x1b[2J\n');
  });
});
