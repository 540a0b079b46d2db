import type { PortState } from '../../engine/technique/index.ts';

/** A stretch of the console's output: plain, or the state of a port that was scanned. */
export type Stretch =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'state';
      readonly text: PortState;
      readonly address: string;
      readonly protocol: 'tcp' | 'udp';
      readonly port: number;
    };

/** `Nmap scan report for target (198.18.10.28)` or the address alone; `-v` adds what was received. */
const HOST = /^Nmap scan report for (?:.*\()?(\d+\.\d+\.\d+\.\d+)\)?/;
const ROW =
  /^(\d{1,5})\/(tcp|udp)( +)(open\|filtered|closed\|filtered|open|closed|filtered|unfiltered|unknown)(?= |$)/;

/** The output in stretches. Put together again they are the output, character for character. */
export function stretchesOf(output: string): Stretch[] {
  const stretches: Stretch[] = [];
  let plain = '';
  let address = '';
  for (const line of output.split(/(?<=\n)/)) {
    address = HOST.exec(line)?.[1] ?? address;
    const row = address === '' ? null : ROW.exec(line);
    if (row === null) {
      plain += line;
      continue;
    }
    const [whole = '', port, protocol, blanks, state] = row;
    stretches.push({ kind: 'text', text: `${plain}${port}/${protocol}${blanks}` });
    const about = { address, protocol: protocol as 'tcp' | 'udp', port: Number(port) };
    stretches.push({ kind: 'state', text: state as PortState, ...about });
    plain = line.slice(whole.length);
  }
  if (plain !== '') stretches.push({ kind: 'text', text: plain });
  return stretches;
}

/** More lines than anybody wants to be read aloud unasked. */
const MOST_SPOKEN_LINES = 8;

/** What a screen reader says of an output: all of it if it is short, else what it is. */
export function spokenOutput(line: string, output: string): string {
  const lines = output.split('\n').filter((text) => text.trim() !== '');
  if (lines.length === 0) return `${line}: done.`;
  if (lines.length <= MOST_SPOKEN_LINES) return output;
  const counts = new Map<string, number>();
  for (const stretch of stretchesOf(output)) {
    if (stretch.kind === 'state') counts.set(stretch.text, (counts.get(stretch.text) ?? 0) + 1);
  }
  const ports = [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
  const found = ports === '' ? '' : ` Listed ports: ${ports}.`;
  return `${line}: ${lines.length} lines of output.${found}`;
}
