import { printableLines } from '../engine/base/printable.ts';

/**
 * The one way to the terminal. Whatever is printed may hold text from outside (names, banners, rules), so all
 * of it passes through `printable`; Halfopen itself uses no control character but the line feed.
 */
export const terminal = {
  print(text: string): void {
    process.stdout.write(`${printableLines(text)}\n`);
  },
  /** For what is not the answer: errors, notices, progress. */
  note(text: string): void {
    process.stderr.write(`${printableLines(text)}\n`);
  },
  /** A line that the next one replaces, where somebody is watching; nothing elsewhere. */
  progress(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${printableLines(text)}`);
  },
};

/** A reader that went away (`| head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
