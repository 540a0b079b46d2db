import { type Draw, nameOf } from '../exercise/draw.ts';
import { ruleBlock } from '../exercise/lab-text.ts';

/** A server with three services: one works, one should and does not, one must not be reached. */
export interface Network {
  /** The server's name. */
  readonly host: string;
  readonly address: string;
  readonly scannerAddress: string;
  readonly works: number;
  readonly broken: number;
  readonly hidden: number;
  /** `nmap` for the three ports of the server. */
  readonly line: string;
}

/** Everybody in one network; another host stands beside the server. */
export interface FlatNetwork extends Network {
  readonly other: string;
  readonly otherAddress: string;
  lab(rules: readonly string[], brokenBind?: string): string;
}

/** The server in a network of its own, behind a router. */
export interface RoutedNetwork extends Network {
  readonly router: string;
  lab(rules: { readonly router: readonly string[]; readonly server?: readonly string[] }): string;
}

const SERVERS = ['web', 'mail', 'shop', 'wiki', 'files', 'intranet'];
const OTHERS = ['office', 'desk', 'laptop', 'printer'];
const ROUTERS = ['gateway', 'router', 'edge'];

export function flatNetwork(draw: Draw): FlatNetwork {
  const net = draw.network();
  const address = `${net}.${draw.host()}`;
  const otherAddress = `${net}.${200 + draw.below(50)}`;
  const common = drawCommon(draw, address, `${net}.2`);
  const other = draw.pick(OTHERS);
  return {
    ...common,
    other,
    otherAddress,
    lab: (rules, brokenBind) => `${head(draw)}
networks:
  lan: { subnet: ${net}.0/24, rtt: 14ms }
scanner: { address: ${net}.2 }
hosts:
  ${common.host}:
    address: ${address}
${services(common, brokenBind)}
    firewall: |
${ruleBlock(rules)}
  ${other}:
    address: ${otherAddress}
`,
  };
}

export function routedNetwork(draw: Draw): RoutedNetwork {
  const [lan, dmz] = [draw.network(), `198.19.${10 + draw.below(200)}`];
  const address = `${dmz}.${draw.host()}`;
  const common = drawCommon(draw, address, `${lan}.2`);
  const router = draw.pick(ROUTERS);
  return {
    ...common,
    router,
    lab: (rules) => `${head(draw)}
networks:
  lan: { subnet: ${lan}.0/24, rtt: 4ms }
  dmz: { subnet: ${dmz}.0/24, rtt: 2ms }
scanner: { address: ${lan}.2 }
hosts:
  ${router}:
    interfaces: { lan: ${lan}.1, dmz: ${dmz}.1 }
    forward: true
    firewall: |
${ruleBlock(rules.router)}
  ${common.host}:
    address: ${address}
${services(common)}
    firewall: |
${ruleBlock(rules.server ?? ['iptables -A INPUT -p tcp -j ACCEPT'])}
`,
  };
}

function drawCommon(draw: Draw, address: string, scannerAddress: string): Network {
  const [works = 22, broken = 443, hidden = 3306] = draw.ports(3);
  const host = draw.pick(SERVERS);
  const ports = [works, broken, hidden].sort((a, b) => a - b).join(',');
  return {
    host,
    address,
    scannerAddress,
    works,
    broken,
    hidden,
    line: `nmap -sS -p ${ports} --reason ${host}`,
  };
}

const head = (draw: Draw): string => `lab: fault
title: Something is not as it should be
seed: ${draw.seed % 1000}`;

const services = ({ works, broken, hidden }: Network, brokenBind?: string): string =>
  [
    '    services:',
    `      - { port: tcp/${works}, name: ${nameOf(works)} }`,
    `      - { port: tcp/${broken}, name: ${nameOf(broken)}${brokenBind === undefined ? '' : `, bind: ${brokenBind}`} }`,
    `      - { port: tcp/${hidden}, name: ${nameOf(hidden)} }`,
  ].join('\n');

/** Rules that many firewalls have, as commands. */
export const RULES = {
  known: (chain: string) => `iptables -A ${chain} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT`,
  /** Without it, nmap would take the host for down. */
  ping: (chain: string) => `iptables -A ${chain} -p icmp -j ACCEPT`,
  allow: (chain: string, port: number) => `iptables -A ${chain} -p tcp --dport ${port} -j ACCEPT`,
  first: (chain: string, port: number) => `iptables -I ${chain} -p tcp --dport ${port} -j ACCEPT`,
  dropRest: (chain: string) => `iptables -A ${chain} -p tcp -j DROP`,
  policy: (chain: string, target: 'ACCEPT' | 'DROP') => `iptables -P ${chain} ${target}`,
} as const;
