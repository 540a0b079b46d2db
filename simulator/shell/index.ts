/** What a student types on a host of the simulated lab, beside nmap. */
export { COMMANDS, type CommandHelp, type Example } from './commands.data.ts';
export { type FirewallText, firewallIn } from './iptables/firewall-text.ts';
export type { LineComplaint, ShellResult, ShellSetting } from './result.ts';
export { runShell } from './run-shell.ts';
