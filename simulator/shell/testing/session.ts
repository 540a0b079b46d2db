import { UNTRACED } from '../../../engine/trace/index.ts';
import { loadLab } from '../../lab/index.ts';
import { createWorld } from '../../network/index.ts';
import type { ShellSetting } from '../result.ts';
import { runShell } from '../run-shell.ts';

/** A host with services and rules behind a router, and one that runs another stack. */
export const LAB = `lab: shell
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
  dmz: { subnet: 198.18.20.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
  target:
    address: 198.18.10.28
    services:
      - { port: tcp/22, banner: "hello" }
      - { port: udp/53, reply: hi }
    firewall: |
      # what the lesson is about
      iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
      iptables -A INPUT -p tcp --dport 23 -j DROP
  far: { address: 198.18.20.28 }
  old: { address: 198.18.10.9, stack: windows }
`;

export function settingOf(labText = LAB, host = 'scanner'): ShellSetting {
  const lab = loadLab(labText);
  if (!lab.ok) throw new Error(JSON.stringify(lab.error));
  return { lab: lab.value, labText, world: createWorld(lab.value, { trace: UNTRACED }), host };
}

/** What a line prints, both streams; for tests that expect it to print. */
export function printed(line: string, setting: ShellSetting): string {
  const result = runShell(line, setting);
  if (result.kind !== 'output') throw new Error(`${line}: ${JSON.stringify(result)}`);
  return result.stdout + result.stderr;
}
