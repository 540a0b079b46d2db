import { ruleBlock } from '../exercise/lab-text.ts';

/** What a host has, beside its address. */
export interface HostSettings {
  /** Lines of a lab file, `{ port: tcp/22, name: ssh }`. */
  readonly services?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly stack?: 'linux' | 'windows' | 'bsd' | 'split-handshake' | undefined;
}

/** One host beside the scanner. Most cards need no more. */
export interface OneHost extends HostSettings {
  /** A second place to scan from, at 198.18.10.77. */
  readonly guest?: boolean;
  /** The target is not there at all; in its stead there is a guest, since a lab is never empty. */
  readonly absent?: boolean;
  /** Rules of the scanner's own firewall. */
  readonly ownRules?: readonly string[];
}

/** The lab of a card: the target at 198.18.10.28, the scanner beside it. */
export function oneHost(
  name: string,
  { services, rules, stack, ownRules = [], guest = false, absent = false }: OneHost,
): string {
  return `lab: ${name}
title: A card, ${name}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
scanner:
  address: 198.18.10.2
${ownRules.length === 0 ? '' : `  firewall: |\n${ruleBlock(ownRules, 4)}\n`}hosts:
${absent ? '' : hostBlock('target', 'address: 198.18.10.28', { services, rules, stack })}${
  guest || absent ? hostBlock('guest', 'address: 198.18.10.77', {}) : ''
}`;
}

export interface BehindRouter {
  readonly target?: HostSettings;
  readonly router?: HostSettings;
  /** The target is not there at all. */
  readonly absent?: boolean;
}

/** A target behind a router: the scanner on one side, 198.18.20.28 on the other. */
export function behindRouter(
  name: string,
  { target = {}, router = {}, absent = false }: BehindRouter,
): string {
  return `lab: ${name}
title: A card, ${name}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
  inside: { subnet: 198.18.20.0/24, rtt: 2ms }
scanner: { address: 198.18.10.2 }
hosts:
${hostBlock('router', 'interfaces: { lan: 198.18.10.1, inside: 198.18.20.1 }\n    forward: true', router)}${
  absent ? '' : hostBlock('target', 'interfaces: { inside: 198.18.20.28 }', target)
}`;
}

/** A router that takes what is for port 80, whoever it is for; a proxy on it answers in that name. */
export const PROXY: HostSettings = {
  services: ['{ port: tcp/8080, name: proxy }'],
  rules: ['iptables -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080'],
};

function hostBlock(name: string, where: string, { services = [], rules = [], stack }: HostSettings): string {
  const lines = [
    `  ${name}:`,
    `    ${where}`,
    ...(stack === undefined ? [] : [`    stack: ${stack}`]),
    ...(services.length === 0 ? [] : ['    services:', ...services.map((line) => `      - ${line}`)]),
    ...(rules.length === 0 ? [] : ['    firewall: |', ruleBlock(rules)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
