import { readFileSync } from 'node:fs';

/** What nmap wrote in a situation: `terminal`, `normal`, `grepable` or `xml`, in lines. */
export function realOutput(situation: string, section: 'terminal' | 'normal' | 'grepable' | 'xml'): string[] {
  const text = readFileSync(new URL(`./real/${situation}.txt`, import.meta.url), 'utf8');
  const start = `=== ${section}\n`;
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf('\n===', from);
  return text
    .slice(from, to === -1 ? undefined : to + 1)
    .split('\n')
    .slice(0, -1);
}

/**
 * The same lines as Halfopen must write them. Formats carry over, names and prose do not: the program's own
 * name and address, its notes, its data files and its style sheet.
 */
export const inOurWords = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !line.startsWith('Read data files from:') && !line.startsWith('<?xml-stylesheet'))
    .map(translate);

function translate(line: string): string {
  if (line.startsWith('Note: Host seems down')) {
    return 'Note: the host seems to be down. If it is up but lets no discovery probe through, try -Pn';
  }
  if (line.startsWith('Some closed ports may be reported as filtered')) {
    return 'Note: with --defeat-rst-ratelimit, a closed port whose reset came too late may be listed as filtered';
  }
  return (
    line
      .replace('Starting Nmap 7.93 ( https://nmap.org )', 'Starting Halfopen 0.1.0')
      .replace('Nmap 7.93 scan initiated', 'Halfopen 0.1.0 scan initiated')
      .replace(/(as: |args=")nmap /, '$1halfopen scan ')
      .replace(/\bNmap done/, 'Halfopen done')
      // nmap writes the hint before it has noted the reason of an answered ping.
      .replace('<hosthint><status state="up" reason="unknown-response" reason_ttl="0"/>', HINT)
  );
}

const HINT = '<hosthint><status state="up" reason="echo-reply" reason_ttl="63"/>';
