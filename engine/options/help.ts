import { OPTION_GROUPS } from './groups.ts';
import type { Option } from './option.ts';
import { OPTIONS } from './options.data.ts';

/** How times are written, beside the heading they are written under. */
const TIMES = ' (times: 250ms, 1.5s, 2m; a bare number is seconds)';

/** The help of `scan`: one screen of 80 x 24. Every option in it is modelled; a test compares it with the table. */
export const helpText = (): string => `Usage: halfopen scan [nmap options] --lab FILE TARGETS

TARGETS   name  198.18.10.28  198.18.10.0/24  198.18.10.1-20   --exclude LIST
SCANS     -sS SYN (default)  -sT connect  -sU UDP  -sA ACK  -sW Window
          -sM Maimon  -sN NULL  -sF FIN  -sX Xmas  -sn hosts only  --scanflags F
PORTS     -p 22,80,1000-2000  -p-  -p T:80,U:53  -F  --top-ports N  -r
          --exclude-ports LIST
HOSTS     -Pn take all hosts for up  --disable-arp-ping  -n
TIMING    -T0 to -T5  --max-retries N  --min-rate N  --max-rate N
          --scan-delay TIME  --max-rtt-timeout TIME
OUTPUT    -v  --reason  --open  --packet-trace  -oN -oG -oX -oJ -oM FILE
          J: JSON with the trace; M: Mermaid diagram; "-": standard output
HALFOPEN  --lab FILE scans a simulated lab, --live the same lab built for real
          --why PORT shows what led to a port's state  --seed N  --scope FILE
          --record FILE keeps what --live found, for the site to show
Examples:
  halfopen scan -sS -p 22,139,445 --lab lessons/labs/six-states.yaml target
  halfopen scan -sU -p 53,137 --reason --packet-trace --lab FILE target
  halfopen scan -sS -p 445 --why 445 --lab FILE target
  halfopen scan --live --record syn.json -sS -p 22 --lab FILE target
Options mean what they mean in nmap. One that is not modelled is refused, with a
sentence on what nmap does. halfopen scan --help-all lists every one.`;

/** Every option of nmap with what it is for, the ones that are not modelled apart. */
export function fullHelpText(): string {
  const groups = Object.entries(OPTION_GROUPS).map(([group, title]) => {
    const heading = `${title.toUpperCase()}${group === 'timing' ? TIMES : ''}`;
    const options = OPTIONS.filter((option) => option.group === group);
    const modelled = options.filter(({ notModelled }) => notModelled === undefined).map(line);
    const others = options.filter(({ notModelled }) => notModelled !== undefined).map(line);
    const notice = others.length > 0 ? ['  not modelled:'] : [];
    return [heading, ...modelled, ...notice, ...others].join('\n');
  });
  return groups.join('\n\n');
}

function line(option: Option): string {
  const names = [option.name, ...(option.aliases ?? [])].join(', ');
  const usage = option.argument === undefined ? names : `${names} ${option.argument}`;
  return `  ${usage.padEnd(34)} ${option.help}`;
}
