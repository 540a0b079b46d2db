/** What an option is about; the headings of the full list. */
export type OptionGroup =
  | 'targets'
  | 'discovery'
  | 'techniques'
  | 'ports'
  | 'timing'
  | 'output'
  | 'evasion'
  | 'detection'
  | 'scripts'
  | 'miscellaneous';

/** One option of nmap 7.93, or of ours. The table of them drives parsing, help and the reference page. */
export interface Option {
  /** As written: `-sS`, `-p`, `--open`, `-oN`. */
  readonly name: string;
  /** Other spellings of the same. */
  readonly aliases?: readonly string[];
  /** What to write after it, `<ports>`; absent for none, in brackets where it may be left out. */
  readonly argument?: string;
  /** One line on what it does. */
  readonly help: string;
  readonly group: OptionGroup;
  /** What real nmap does with it, where Halfopen does not model it. */
  readonly notModelled?: string;
}

/** How the option is written, which decides how it is found on a command line. */
export type OptionForm = 'long' | 'letter' | 'scan-letter' | 'ping-letter';

/**
 * `--open` and `-oN` are long names to getopt_long_only; `-sS` is the letter `s` with `S` in its argument, so
 * that `-sSU` is two of them; `-PS22` is `P`, `S` and a value.
 */
export function formOf(name: string): OptionForm {
  if (name.startsWith('--') || /^-(o.|i.|sI)$/.test(name)) return 'long';
  if (/^-s./.test(name)) return 'scan-letter';
  if (/^-P./.test(name)) return 'ping-letter';
  return 'letter';
}
