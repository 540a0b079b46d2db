import { type Random, stream } from '../../engine/base/random.ts';
import { type Difficulty, RULE_TEMPLATES, type RuleTemplate } from './random-rules.data.ts';

/** A lab that nobody has seen before; exercises and the lab editor make it. */
export interface RandomLab {
  readonly title: string;
  /** The lab file. */
  readonly text: string;
}

export const MOST_SEED = 999_999;

interface Service {
  readonly port: string;
  readonly name: string;
  /** The rest of its entry. */
  readonly more?: string;
}

const TCP_SERVICES: readonly Service[] = [
  { port: 'tcp/22', name: 'ssh', more: 'banner: "SSH-2.0-OpenSSH_9.2p1\\r\\n"' },
  { port: 'tcp/23', name: 'telnet' },
  { port: 'tcp/25', name: 'smtp', more: 'banner: "220 mail ESMTP\\r\\n"' },
  { port: 'tcp/80', name: 'http' },
  { port: 'tcp/110', name: 'pop3' },
  { port: 'tcp/143', name: 'imap' },
  { port: 'tcp/443', name: 'https' },
  { port: 'tcp/445', name: 'microsoft-ds' },
  { port: 'tcp/3306', name: 'mysql', more: 'bind: 127.0.0.1' },
  { port: 'tcp/3389', name: 'ms-wbt-server' },
  { port: 'tcp/8080', name: 'http-proxy' },
];
const UDP_SERVICES: readonly Service[] = [
  { port: 'udp/53', name: 'domain', more: 'reply: hex:000090040000000000000000' },
  { port: 'udp/123', name: 'ntp', more: 'silent: true' },
  { port: 'udp/161', name: 'snmp', more: 'silent: true' },
];
const SCANNER = '198.18.10.2';
const HOST_NAMES = ['target', 'web', 'mail'];
/** At least so many rules, and at most. */
const FEWEST_RULES = 2;
const MOST_RULES = 6;

const REACH: Readonly<Record<Difficulty, readonly Difficulty[]>> = {
  easy: ['easy'],
  middle: ['easy', 'middle'],
  hard: ['middle', 'hard'],
};

interface Host {
  readonly name: string;
  readonly address: string;
  readonly tcp: readonly Service[];
  readonly udp: readonly Service[];
  /** Lines of its rules, comments among them. */
  readonly rules: string[];
}

/** The same seed and difficulty give the same text, on every machine. `seed` is 0 to `MOST_SEED`. */
export function randomLab(seed: number, difficulty: Difficulty): RandomLab {
  const random = stream(seed, `random-lab:${difficulty}`);
  const hasRouter = difficulty === 'hard' || (difficulty === 'middle' && random.below(2) === 1);
  const network = hasRouter ? '198.18.20' : '198.18.10';
  const addresses = drawn(
    random,
    Array.from({ length: 100 }, (_, index) => index + 20),
    3,
  );
  const hosts = HOST_NAMES.slice(0, 1 + random.below(3)).map((name, index) => ({
    name,
    address: `${network}.${addresses[index]}`,
    tcp: drawn(random, TCP_SERVICES, 3 + random.below(3)),
    udp: drawn(random, UDP_SERVICES, 1 + random.below(2)),
    rules: [],
  }));
  const gateway: Host = { name: 'gateway', address: `${network}.1`, tcp: [], udp: [], rules: [] };
  addRules(random, difficulty, hosts, hasRouter ? gateway : undefined);
  const count = hosts.length === 1 ? 'one host' : `${hosts.length} hosts`;
  const title = `Random lab ${seed}, ${difficulty}: ${count}${hasRouter ? ' behind a router' : ''}`;
  const lines = [
    `lab: random-${seed}-${difficulty}`,
    `title: "${title}"`,
    'note: Made by chance from its seed. Scan it, and say which rules it has before you look.',
    `scan: { ${scanHint(random, hosts)} }`,
    `seed: ${seed}`,
    'networks:',
    `  lan: { subnet: 198.18.10.0/24, rtt: ${2 + random.below(20)}ms }`,
    ...(hasRouter ? [`  dmz: { subnet: 198.18.20.0/24, rtt: ${1 + random.below(5)}ms }`] : []),
    `scanner: { address: ${SCANNER} }`,
    'hosts:',
    ...(hasRouter ? routerLines(gateway) : []),
    ...hosts.flatMap(hostLines),
  ];
  return { title, text: `${lines.join('\n')}\n` };
}

/** Some of a list, none twice, in its order. */
function drawn<Item>(random: Random, items: readonly Item[], count: number): readonly Item[] {
  const keys = items.map((item, index) => ({ item, index, key: random.uint32() }));
  const chosen = keys.sort((a, b) => a.key - b.key).slice(0, count);
  return chosen.sort((a, b) => a.index - b.index).map(({ item }) => item);
}

const one = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[random.below(items.length)];

const portOf = (service: Service | undefined, otherwise: number): number =>
  service === undefined ? otherwise : Number(service.port.slice(4));

function addRules(
  random: Random,
  difficulty: Difficulty,
  hosts: readonly Host[],
  gateway: Host | undefined,
): void {
  const unused = new Set(
    RULE_TEMPLATES.filter((template) => REACH[difficulty].includes(template.difficulty)),
  );
  let left = FEWEST_RULES + random.below(MOST_RULES - FEWEST_RULES + 1);
  // One of the difficulty that is stated comes first; the others are what fits.
  let wanted = (template: RuleTemplate): boolean => template.difficulty === difficulty;
  for (;;) {
    const host = one(random, hosts);
    const isRouters = gateway !== undefined && random.below(3) === 0;
    const subject = {
      open: portOf(host && one(random, host.tcp), 80),
      other: one(random, [21, 113, 139, 8443]) ?? 21,
      udp: portOf(host && one(random, host.udp), 53),
      chain: isRouters ? ('FORWARD -i lan' as const) : ('INPUT' as const),
      scanner: SCANNER,
    };
    const fitting = [...unused].filter((one) => wanted(one) && one.rules(subject).length <= left);
    const template = one(random, fitting);
    if (template === undefined || host === undefined) return;
    const rules = template.rules(subject);
    const owner = isRouters ? gateway : host;
    owner.rules.push(`# ${template.purpose}`, ...rules.map((rule) => `iptables ${rule}`));
    unused.delete(template);
    left -= rules.length;
    wanted = () => true;
  }
}

/** All that listens, and a few ports where nothing does. */
function scanHint(random: Random, hosts: readonly Host[]): string {
  const listed = (services: readonly Service[], more: readonly number[]): string =>
    [...new Set([...services.map((service) => portOf(service, 0)), ...more])].sort((a, b) => a - b).join(',');
  const tcp = listed(
    hosts.flatMap((host) => host.tcp),
    drawn(random, [21, 113, 139, 8443], 3),
  );
  const udp = listed(
    hosts.flatMap((host) => host.udp),
    [one(random, [69, 137, 500]) ?? 69],
  );
  return `ports: "${tcp}", udp: "${udp}", targets: [${hosts.map(({ name }) => name).join(', ')}]`;
}

const hostLines = ({ name, address, tcp, udp, rules }: Host): readonly string[] => [
  `  ${name}:`,
  `    address: ${address}`,
  '    services:',
  ...[...tcp, ...udp].map(
    (service) =>
      `      - { port: ${service.port}, name: ${service.name}${service.more ? `, ${service.more}` : ''} }`,
  ),
  ...ruleLines(rules),
];

const routerLines = ({ name, address, rules }: Host): readonly string[] => [
  `  ${name}:`,
  `    interfaces: { lan: 198.18.10.1, dmz: ${address} }`,
  '    forward: true',
  ...ruleLines(rules),
];

const ruleLines = (rules: readonly string[]): readonly string[] =>
  rules.length === 0 ? [] : ['    firewall: |', ...rules.map((rule) => `      ${rule}`)];
