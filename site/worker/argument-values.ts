import type { Lab } from '../../simulator/lab/index.ts';
import type { CompletionItem } from './protocol.ts';

/** What is usual behind an option that takes a value. */
export const ARGUMENTS: Readonly<Record<string, (lab: Lab | undefined) => readonly CompletionItem[]>> = {
  '-p': portLists,
  '--exclude-ports': portLists,
  '--top-ports': () => [
    { text: '10', meaning: 'the ten that are open most often' },
    { text: '100', meaning: 'as many as -F' },
    { text: '1000', meaning: 'as many as without -p' },
  ],
  '--scanflags': () => [
    { text: 'SYN', meaning: 'as -sS' },
    { text: 'ACK', meaning: 'as -sA' },
    { text: 'SYNFIN', meaning: 'two flags that never meet' },
    { text: 'RST', meaning: 'which nobody answers' },
    { text: 'URGPSHFIN', meaning: 'as -sX' },
  ],
  '--max-retries': () => [
    { text: '0', meaning: 'send every probe once' },
    { text: '1', meaning: 'once more where nothing answers' },
    { text: '10', meaning: 'the most that nmap sends by default, where packets get lost' },
  ],
  '--max-rtt-timeout': times,
  '--initial-rtt-timeout': times,
  '--min-rtt-timeout': times,
  '--scan-delay': times,
  '--max-scan-delay': times,
  '-oN': () => files('scan.nmap'),
  '-oG': () => files('scan.gnmap'),
  '-oX': () => files('scan.xml'),
  '-oA': () => [{ text: 'scan', meaning: 'scan.nmap, scan.gnmap and scan.xml, to save' }],
  '-oJ': () => files('scan.json'),
  '-oM': () => files('scan.mmd'),
};

function portLists(lab: Lab | undefined): readonly CompletionItem[] {
  const { ports, udp } = lab?.scan ?? {};
  return [
    ...(ports === undefined ? [] : [{ text: ports, meaning: 'what this lab is about (TCP)' }]),
    ...(udp === undefined ? [] : [{ text: udp, meaning: 'what this lab is about (UDP, with -sU)' }]),
    ...(ports === undefined || udp === undefined
      ? []
      : [{ text: `T:${ports},U:${udp}`, meaning: 'both, with -sSU' }]),
    { text: '-', meaning: 'all 65,535' },
    { text: '1-1024', meaning: 'the well-known ports' },
    { text: '22,80,443', meaning: 'three of the most usual' },
    { text: 'http*', meaning: 'all whose service begins so' },
  ];
}

function times(): readonly CompletionItem[] {
  return [
    { text: '100ms', meaning: 'a tenth of a second' },
    { text: '500ms', meaning: 'half a second' },
    { text: '1s', meaning: 'a second' },
  ];
}

const files = (name: string): readonly CompletionItem[] => [
  { text: name, meaning: 'a file to save' },
  { text: '-', meaning: 'show it in the console' },
];
