import { printable } from '../base/printable.ts';
import type { WhyLine } from '../trace/index.ts';
import { traceSeconds } from './numbers.ts';

/**
 * An explanation as an indented list, each step with its time and the number of its event:
 *
 *       0.0412 s  [31]  445/tcp on 198.18.10.28 is closed because a TCP RST with TTL 64 came back ...
 *       0.0412 s  [30]    The RST reached scanner.
 */
export function* whyLines(lines: readonly WhyLine[]): Generator<string> {
  const times = lines.map((line) => `${traceSeconds(line.at)} s`);
  const widest = Math.max(0, ...times.map((time) => time.length));
  const ids = lines.map((line) => `[${line.event}]`);
  const idWidth = Math.max(0, ...ids.map((id) => id.length));
  for (const [index, line] of lines.entries()) {
    const time = (times[index] ?? '').padStart(widest);
    const id = (ids[index] ?? '').padStart(idWidth);
    yield `${time}  ${id}  ${'  '.repeat(line.depth)}${printable(line.text)}`;
  }
}

export const writeWhy = (lines: readonly WhyLine[]): string =>
  [...whyLines(lines)].map((line) => `${line}\n`).join('');
