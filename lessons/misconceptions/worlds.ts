import { ruleBlock } from '../exercise/lab-text.ts';

/** One host beside the scanner. Most cards need no more. */
export interface OneHost {
  /** Lines of a lab file, `{ port: tcp/22, name: ssh }`. */
  readonly services?: readonly string[];
  readonly rules?: readonly string[];
  readonly stack?: 'linux' | 'windows' | 'bsd' | 'split-handshake';
  /** Further keys of the network, `loss: 20%`. */
  readonly network?: string;
  /** Rules of the scanner's own firewall. */
  readonly ownRules?: readonly string[];
}

/** The lab of a card: the target at 198.18.10.28, the scanner beside it. */
export function oneHost(
  name: string,
  { services = [], rules = [], stack, network, ownRules = [] }: OneHost,
): string {
  return `lab: ${name}
title: A card, ${name}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms${network === undefined ? '' : `, ${network}`} }
scanner:
  address: 198.18.10.2
${ownRules.length === 0 ? '' : `  firewall: |\n${ruleBlock(ownRules, 4)}\n`}hosts:
  target:
    address: 198.18.10.28
${stack === undefined ? '' : `    stack: ${stack}\n`}${services.length === 0 ? '' : `    services:\n${services.map((line) => `      - ${line}`).join('\n')}\n`}${
  rules.length === 0 ? '' : `    firewall: |\n${ruleBlock(rules)}\n`
}`;
}

export interface BehindRouter {
  readonly target?: Pick<OneHost, 'services' | 'rules' | 'stack'>;
  readonly router?: Pick<OneHost, 'services' | 'rules'>;
}

/** A target behind a router: the scanner on one side, 198.18.20.28 on the other. */
export function behindRouter(name: string, { target = {}, router = {} }: BehindRouter): string {
  const servicesOf = ({ services = [] }: Pick<OneHost, 'services'>): string =>
    services.length === 0 ? '' : `    services:\n${services.map((line) => `      - ${line}`).join('\n')}\n`;
  const rulesOf = ({ rules = [] }: Pick<OneHost, 'rules'>): string =>
    rules.length === 0 ? '' : `    firewall: |\n${ruleBlock(rules)}\n`;
  const stack = target.stack === undefined ? '' : `    stack: ${target.stack}\n`;
  return `lab: ${name}
title: A card, ${name}
networks:
  lan: { subnet: 198.18.10.0/24, rtt: 14ms }
  inside: { subnet: 198.18.20.0/24, rtt: 2ms }
scanner: { address: 198.18.10.2 }
hosts:
  router:
    interfaces: { lan: 198.18.10.1, inside: 198.18.20.1 }
    forward: true
${servicesOf(router)}${rulesOf(router)}  target:
    interfaces: { inside: 198.18.20.28 }
${stack}${servicesOf(target)}${rulesOf(target)}`;
}
