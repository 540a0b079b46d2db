export { caret } from './caret.ts';
export { type CommandContext, type ParsedCommand, parseCommandLine } from './command-line.ts';
export type { ArgumentComplaint } from './complaint.ts';
export { fullHelpText, helpText } from './help.ts';
export type { Option, OptionGroup } from './option.ts';
export { OPTIONS } from './options.data.ts';
export { type PortProtocol, type PortSelection, parsePorts, printPorts } from './ports.ts';
export { expandTargets, MOST_TARGETS, type Resolve, readExclusions, type TargetList } from './targets.ts';
export { TIMING_TEMPLATES, type TimingTemplate, timingTemplate } from './timing.ts';
