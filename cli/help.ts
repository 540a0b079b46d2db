import { helpText } from '../engine/options/index.ts';

/** Help fits a screen of 80 x 24 and shows by example; the longer story is in the README. */
const MAIN = `Halfopen: see what a port scanner sees.

Usage: halfopen VERB [options]

  scan      scan a lab as nmap would: simulated, or for real with --live
  compare   one lab simulated, live and by real nmap, side by side
  lab       validate, up, down, status, exec: real networks from lab files
  fidelity  every lab under every technique, in both worlds
  grade     replays what learners handed in, and writes a table of grades

Examples:
  halfopen scan -sS --top-ports 10 --lab lessons/labs/first-scan.yaml target
  halfopen scan -sS -p 445 --why 445 --lab lessons/labs/six-states.yaml target
  halfopen compare -sU -p 53,137 --lab lessons/labs/udp.yaml target
  halfopen lab up lessons/labs/six-states.yaml
  halfopen lab exec six-states scanner -- nmap -sS target-address

Exit status: 0 done; 1 the answer is no (a comparison differs); 2 usage or bad
input; 3 a privilege or component is missing.
halfopen VERB --help says more.`;

const VERBS: Readonly<Record<string, string>> = {
  compare: `Usage: halfopen compare [nmap options] --lab FILE TARGETS

Scans the lab three times, each in a fresh copy: simulated; live, with the same
engine on real namespaces and real iptables; and with real nmap, where it is
installed. Prints state and reason of each port side by side. Equal ports are
folded; a difference has a "!" and its likely cause. Builds the real lab and
removes it again.

  --lab FILE     the lab file
  --json         the comparison as JSON
  --seed N       the seed of the scan (default: the lab's)
  --record FILE  keeps what the live scan and nmap found; the site shows it

Every nmap option that scan takes works here: see halfopen scan --help.

Examples:
  halfopen compare -sS -p 22,139,445 --lab lessons/labs/six-states.yaml target
  halfopen compare -sA --lab lessons/labs/table-stateful.yaml target
  halfopen compare --record syn.json -sS -p 22,139 --lab FILE target
Exit: 0 all columns agree; 1 they differ; 2 bad input; 3 no real lab here.`,
  lab: `Usage: halfopen lab validate FILE | up FILE | down LAB | status
       halfopen lab exec LAB HOST -- COMMAND

A lab file describes networks, hosts, services and iptables rules. The same file
is simulated and built for real: network namespaces, veth pairs, real iptables,
without root where the system allows user namespaces. No link and no route leads
out of a lab.

  validate FILE            checks a lab file; names line and column of faults
  up FILE                  builds the lab for real and leaves it running
  down LAB                 removes it; nothing to do is no error
  status                   lists the labs that run
  exec LAB HOST -- COMMAND runs any program in a host's place

Examples:
  halfopen lab up lessons/labs/six-states.yaml
  halfopen lab exec six-states target -- tshark -n -i lan
  halfopen lab exec six-states scanner -- nmap -n -sS 198.18.10.28
  halfopen lab down six-states`,
  fidelity: `Usage: halfopen fidelity [--labs NAMES] [--techniques NAMES] [--jobs N] [--json]
                        [--record FOLDER]

Compares simulated, live and real nmap over all labs of lessons/labs and all
techniques, each scan in a fresh copy of its lab, and counts the cells (one port
of one lab under one technique). A difference that FIDELITY.md explains counts
as known; any other makes the exit status 1.

  --labs NAMES        only these labs, separated by commas
  --techniques NAMES  only these: syn,connect,ack,window,maimon,null,fin,xmas,
                      udp,scanflags
  --jobs N            comparisons at once (default 12)
  --json              the whole matrix as JSON
  --record FOLDER     keeps what was found live, as FOLDER/LAB/TECHNIQUE.json

Examples:
  halfopen fidelity
  halfopen fidelity --labs table-stateful,table-stateless --techniques syn,ack`,
  grade: `Usage: halfopen grade FOLDER [--salt WORD] [--csv FILE] [--json]
                      [--misconceptions FILE]

Replays every receipt (*.json) of a folder in the engine: a result counts where
the replay gives it. Prints CSV, one row a learner, scores in percent; "score"
is the mean of the lessons begun. Flags say what was changed after it was made,
what does not replay, and what is equal to another's. Of several receipts of one
learner the latest counts. A summary of the class goes to stderr.

  --salt WORD            the word of your course; flags receipts with another
  --csv FILE             the CSV into a file (default -: stdout)
  --json                 all of it as JSON on stdout
  --misconceptions FILE  how many learners met each misconception, as CSV

Examples:
  halfopen grade handed-in
  halfopen grade handed-in --salt autumn --csv grades.csv
  halfopen grade handed-in --misconceptions misconceptions.csv > grades.csv
Exit: 0 all receipts are valid; 1 some are not; 2 no such folder, no receipts.`,
};

export const mainHelp = (): string => MAIN;

/** `scan`'s help comes from the table of options; `lab up` and its kind share that of `lab`. */
export function verbHelp(verb: string): string {
  if (verb === 'scan') return helpText();
  return VERBS[verb.split(' ')[0] ?? ''] ?? MAIN;
}
