import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { HostPlan, LabPlan } from './plan.ts';
import { runTool } from './run-tool.ts';

// Runs inside the holder's namespaces: everything made here ends with them.

/** All namespaces, bridges and cables, in one call of `ip`. Every interface is still down. */
export async function buildCables(plan: LabPlan): Promise<void> {
  // Where br_netfilter is loaded, bridged frames would pass the holder's own iptables.
  for (const name of ['iptables', 'ip6tables', 'arptables'])
    await setIfPresent(`bridge/bridge-nf-call-${name}`, '0');
  await setIfPresent('ipv6/conf/all/disable_ipv6', '1');
  await setIfPresent('ipv6/conf/default/disable_ipv6', '1');
  const lines = plan.hosts.map((host) => `netns add ${host.name}`);
  for (const bridge of plan.bridges) {
    lines.push(
      `link add name ${bridge} type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
      `link set dev ${bridge} up`,
    );
  }
  for (const host of plan.hosts)
    for (const { name, port, bridge, mac } of host.interfaces)
      lines.push(
        `link add name ${port} type veth peer name ${name} netns ${host.name} address ${mac}`,
        `link set dev ${port} master ${bridge} up`,
      );
  await runTool('ip', ['-batch', '-'], `${lines.join('\n')}\n`);
}

/** Settings, rules, addresses and routes of one host, in this order: no packet passes before the rules stand. */
export async function buildHost(host: HostPlan): Promise<void> {
  const inside = (program: string, args: readonly string[], input = ''): Promise<void> =>
    runTool('nsenter', [`--net=/run/netns/${host.name}`, '--', program, ...args], input);
  const { on, off } = settingsOf(host);
  await inside('tee', off.map(settingPath), '0');
  if (on.length > 0) await inside('tee', on.map(settingPath), '1');
  if (host.stack !== undefined) await inside('tee', [settingPath('ipv4/conf/all/arp_ignore')], '8');
  for (const command of host.commands) await inside('iptables', ['-w', '10', ...command]);
  await runTool('ip', ['-n', host.name, '-batch', '-'], `${addressLines(host).join('\n')}\n`);
}

function addressLines(host: HostPlan): readonly string[] {
  // A simulated host has the cables alone: a kernel without an address is silent.
  if (host.stack !== undefined) return host.interfaces.map(({ name }) => `link set dev ${name} up`);
  const lines = ['link set dev lo up'];
  for (const { name, address } of host.interfaces)
    lines.push(`address add ${address} broadcast + dev ${name}`, `link set dev ${name} up`);
  for (const { to, via } of host.routes) lines.push(`route add ${to} via ${via}`);
  return lines;
}

/**
 * A host as a plain Linux machine has it, whatever the machine underneath prefers: no reverse path filter, no
 * IPv6 chatter, forwarding only where the lab says so. ICMP and TCP settings stay the kernel's own.
 */
function settingsOf(host: HostPlan): { on: readonly string[]; off: readonly string[] } {
  const names = ['all', 'default', ...host.interfaces.map(({ name }) => name)];
  const off = names.map((name) => `ipv4/conf/${name}/rp_filter`);
  const on = host.forward ? ['ipv4/ip_forward'] : [];
  if (!host.forward) off.push('ipv4/ip_forward');
  const silent = ['all', 'default'].map((name) => `ipv6/conf/${name}/disable_ipv6`);
  return { off, on: [...on, ...silent.filter((setting) => existsSync(settingPath(setting)))] };
}

const settingPath = (setting: string): string => `/proc/sys/net/${setting}`;

async function setIfPresent(setting: string, value: string): Promise<void> {
  if (existsSync(settingPath(setting))) await writeFile(settingPath(setting), value);
}
