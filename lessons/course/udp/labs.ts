import { type Draw, nameOf } from '../../exercise/draw.ts';
import { ruleBlock } from '../../exercise/lab-text.ts';

/** UDP services that a student may meet. For each of them nmap has a name. */
const UDP_PORTS = [53, 67, 68, 69, 111, 123, 137, 138, 161, 500, 514, 520, 631, 1900, 4500, 5353];

/** A host behind a router, each of whose ports has its state for another cause. */
export interface Island {
  /** A service answers here. */
  readonly answers: number;
  /** A service takes what comes, and says nothing. */
  readonly silent: number;
  readonly closed: number;
  /** Nobody listens, and a rule of the host drops. */
  readonly dropped: number;
  /** The router rejects what is for this port; nobody listens there either. */
  readonly rejected: number;
  readonly labText: string;
}

export function island(draw: Draw): Island {
  const [answers = 137, silent = 138, closed = 111, dropped = 161, rejected = 514] = draw.shuffled(UDP_PORTS);
  const [lan, dmz] = twoNetworks(draw);
  const labText = `lab: island
title: A host behind a router
seed: ${draw.seed % 1000}
networks:
  lan: { subnet: ${lan}.0/24, rtt: 8ms }
  dmz: { subnet: ${dmz}.0/24, rtt: 4ms }
scanner: { address: ${lan}.2 }
hosts:
  gateway:
    interfaces: { lan: ${lan}.1, dmz: ${dmz}.1 }
    forward: true
    firewall: |
${ruleBlock([rejectOn('FORWARD', rejected)])}
  target:
    address: ${dmz}.${draw.host()}
    services:
      - { port: udp/${answers}, name: ${nameOf(answers, 'udp')}, reply: hex:80f0840000000001 }
      - { port: udp/${silent}, name: ${nameOf(silent, 'udp')}, silent: true }
    firewall: |
${ruleBlock([drop(dropped)])}
`;
  return { answers, silent, closed, dropped, rejected, labText };
}

/** Two networks that are not the same. */
function twoNetworks(draw: Draw): readonly [string, string] {
  const lan = draw.network();
  const last = Number(lan.slice('198.18.'.length));
  return [lan, `198.18.${last < 200 ? last + 20 : last - 20}`];
}

export const rejectOn = (chain: 'INPUT' | 'FORWARD', port: number): string =>
  `iptables -A ${chain} -p udp --dport ${port} -j REJECT`;
export const drop = (port: number): string => `iptables -A INPUT -p udp --dport ${port} -j DROP`;

export const lineFor = ({ answers, silent, closed, dropped, rejected }: Omit<Island, 'labText'>): string =>
  `nmap -sU -p ${[answers, silent, closed, dropped, rejected].sort((a, b) => a - b).join(',')} --reason target`;

/** The lab that the prose and the worked example speak of: its numbers are always the same. */
export const EXAMPLE = `lab: three-datagrams
title: An answer, an error, and silence
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner: { address: 198.18.10.2 }
hosts:
  target:
    address: 198.18.10.28
    services:
      - { port: udp/137, name: netbios-ns, reply: hex:80f0840000000001 }
      - { port: udp/138, name: netbios-dgm, silent: true }
    firewall: |
      iptables -A INPUT -p udp --dport 161 -j DROP
`;
