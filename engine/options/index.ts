/** nmap's command line: from words to what is to be scanned, or a complaint that names the word. */
export { complaintText } from './caret.ts';
export { type CommandContext, type ParsedCommand, parseCommandLine } from './command-line.ts';
export type { ArgumentComplaint } from './complaint.ts';
export { OPTION_GROUPS } from './groups.ts';
export { fullHelpText, helpText } from './help.ts';
export type { Option, OptionGroup } from './option.ts';
export { OPTIONS } from './options.data.ts';
export { TIMING_TEMPLATES, type TimingTemplate } from './timing.ts';
