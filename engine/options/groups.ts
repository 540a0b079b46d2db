import type { OptionGroup } from './option.ts';

/** The headings under which options are listed, in this order. */
export const OPTION_GROUPS: Readonly<Record<OptionGroup, string>> = {
  targets: 'Targets',
  discovery: 'Host discovery',
  techniques: 'Scan techniques',
  ports: 'Ports',
  timing: 'Timing',
  output: 'Output',
  evasion: 'Packets and evasion',
  detection: 'Service and system detection',
  scripts: 'Scripts',
  miscellaneous: 'Miscellaneous',
};
