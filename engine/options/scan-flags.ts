import { complain, ok, type Result } from '../base/result.ts';
import { TCP_FLAG } from '../packet/index.ts';

const NAMES: readonly (readonly [name: string, flags: number])[] = [
  ['FIN', TCP_FLAG.FIN],
  ['SYN', TCP_FLAG.SYN],
  ['RST', TCP_FLAG.RST],
  ['RESET', TCP_FLAG.RST],
  ['PSH', TCP_FLAG.PSH],
  ['PUSH', TCP_FLAG.PSH],
  ['ACK', TCP_FLAG.ACK],
  ['URG', TCP_FLAG.URG],
  ['ECE', TCP_FLAG.ECE],
  ['CWR', TCP_FLAG.CWR],
  ['ALL', 0xff],
];

/**
 * The argument of --scanflags: a number (`0x29`, `051`, `41`) or names run together in any order (`URGPSHFIN`),
 * `ALL` or `NONE`. As in nmap, names are looked for anywhere in the text, in either case. nmap takes a text
 * without any name for no flags, silently; here that is an error.
 */
export function parseScanFlags(text: string): Result<number> {
  const number = parseCNumber(text);
  if (number !== undefined) {
    if (number <= 255) return ok(number);
    return complain('The flags of --scanflags are a number from 0 to 255, or names such as URGPSHFIN.');
  }
  const upper = text.toUpperCase();
  const found = NAMES.filter(([name]) => upper.includes(name));
  if (found.length === 0 && !upper.includes('NONE')) {
    return complain(`"${text}" names no TCP flag.`, {
      remedy: 'Names are FIN SYN RST PSH ACK URG ECE CWR, run together, or ALL or NONE.',
    });
  }
  return ok(found.reduce((flags, [, flag]) => flags | flag, 0));
}

/** As C's strtol reads it: 0x29, 051 (octal), 41. */
function parseCNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]{1,11}$/.test(text)) return Number.parseInt(text, 8);
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined;
}
