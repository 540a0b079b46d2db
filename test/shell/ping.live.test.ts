import { describe, expect, it } from 'vitest';
import { labAvailability } from '../../cli/lab/index.ts';
import { findTool } from '../../cli/lab/tools.ts';
import { inFreshLab } from '../../cli/world/real.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import { createWorld } from '../../simulator/network/index.ts';
import { runShell } from '../../simulator/shell/index.ts';
import { labFrom } from '../support/simulate.ts';

/** `ping` of iputils prints the same lines in a real lab as ours in the simulated one; only times differ. */
const LAB = `lab: pings
networks:
  lan: { subnet: 198.18.10.0/24 }
  dmz: { subnet: 198.18.20.0/24 }
scanner:
  address: 198.18.10.2
  routes: [ { to: 198.18.30.0/24, via: 198.18.10.1 } ]
  firewall: |
    iptables -A OUTPUT -d 198.18.10.31 -j DROP
    iptables -A OUTPUT -d 198.18.10.32 -j REJECT
hosts:
  gateway:
    interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }
    forward: true
    firewall: |
      iptables -A FORWARD -d 198.18.20.40 -j REJECT --reject-with icmp-net-unreachable
      iptables -A FORWARD -d 198.18.20.41 -j REJECT --reject-with icmp-proto-unreachable
      iptables -A FORWARD -d 198.18.20.42 -j REJECT
      iptables -A FORWARD -d 198.18.20.43 -j REJECT --reject-with icmp-net-prohibited
      iptables -A FORWARD -d 198.18.20.44 -j REJECT --reject-with icmp-host-prohibited
      iptables -A FORWARD -d 198.18.20.45 -j REJECT --reject-with icmp-admin-prohibited
  near: { address: 198.18.10.5 }
  target: { address: 198.18.20.28 }
  mute:
    address: 198.18.20.29
    firewall: iptables -A INPUT -p icmp -j DROP
`;

/** Each in a lab of its own: a host sends six ICMP errors at once to another, and then one a second. */
const GROUPS: readonly (readonly string[])[] = [
  [
    'ping -c 2 198.18.10.5',
    'ping -n -c 3 -i 0.2 198.18.20.28',
    'ping -q -c 2 -i 0.2 198.18.20.28',
    'ping -c 1 -t 1 198.18.20.28',
    'ping -c 1 198.18.10.2',
    'ping -c 1 127.0.0.1',
    'ping -c 2 -i 0.2 -W 1 198.18.20.29',
    'ping -c 1 1.1.1.1',
    'ping -c 1 198.18.10.255',
    'ping -c 1 198.18.30.7',
  ],
  ['ping -c 2 198.18.10.77', 'ping -c 4 198.18.10.78', 'ping -c 3 -i 0.5 198.18.20.77'],
  [
    ...[40, 41, 42, 43, 44, 45].map((last) => `ping -c 1 198.18.20.${last}`),
    'ping -c 2 -i 0.2 -W 0.5 198.18.10.31',
    'ping -c 2 -i 0.2 -W 0.5 198.18.10.32',
  ],
];

const available = labAvailability();
const why = available.ok ? 'no ping is installed' : available.reason;
const possible = available.ok && findTool('ping') !== undefined;

describe.skipIf(!possible)(`ping${possible ? '' : ` (skipped: ${why})`}`, () => {
  const lab = labFrom(LAB);
  it.concurrent.each(GROUPS.map((lines) => [lines.length, lines] as const))(
    'prints the same %i times in one lab',
    async (_, lines) => {
      const world = createWorld(lab, { trace: UNTRACED });
      await inFreshLab(lab, async (real) => {
        for (const line of lines) {
          const ours = runShell(line, { lab, labText: LAB, world, host: 'scanner' });
          if (ours.kind !== 'output') throw new Error(JSON.stringify(ours));
          const { code, stdout, stderr } = await real.run('scanner', line.split(' '));
          expect([line, shape(ours.stdout), ours.stderr, ours.status]).toEqual([
            line,
            shape(stdout),
            stderr,
            code,
          ]);
        }
      });
    },
  );
});

const shape = (text: string): string =>
  text
    .replace(/time=[0-9.]+ ms/g, 'time=T ms')
    .replace(/time [0-9]+ms/g, 'time Tms')
    .replace(/= [0-9./]+ ms/g, '= T ms');
