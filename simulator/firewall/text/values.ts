/** The small grammars inside iptables arguments. Each gives `undefined` for what real iptables would refuse. */

export const ALL_ONES = 0xffffffff;

/** `17`, `0x11`, `021`: strtoul's grammar, as iptables reads numbers. */
export function readNumber(text: string, least: number, most: number): number | undefined {
  const match = /^(?:0[xX]([0-9a-fA-F]{1,8})|0([0-7]{1,11})|([0-9]{1,10}))$/.exec(text);
  if (!match) return undefined;
  const [, hex, octal, decimal] = match;
  const value = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : Number(decimal);
  return value >= least && value <= most ? value : undefined;
}

/** Dotted decimal, four parts. iptables also resolves names and short forms; those are not for a lab file. */
export function readAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part))) return undefined;
  const [a = 256, b = 256, c = 256, d = 256] = parts.map(Number);
  return Math.max(a, b, c, d) > 255 ? undefined : ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

export const printAddress = (address: number): string =>
  [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.');

/** A prefix length or a dotted mask, which need not be contiguous. */
export function readMask(text: string): number | undefined {
  if (text.includes('.')) return readAddress(text);
  const prefix = /^[0-9]{1,2}$/.test(text) ? Number(text) : 99;
  return prefix > 32 ? undefined : maskOf(prefix);
}

export const maskOf = (prefix: number): number => (prefix === 0 ? 0 : (ALL_ONES << (32 - prefix)) >>> 0);

/** `24` where the mask is contiguous, `255.0.255.0` where not. */
export function printMask(mask: number): string {
  const prefix = Math.clz32(~mask >>> 0);
  return maskOf(prefix) === mask ? String(prefix) : printAddress(mask);
}

/** The service names a student is likely to write for a port; iptables itself asks /etc/services. */
const SERVICES: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  www: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  snmp: 161,
  'snmp-trap': 162,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  syslog: 514,
  imaps: 993,
  pop3s: 995,
  mysql: 3306,
  'ms-wbt-server': 3389,
  postgresql: 5432,
  'http-alt': 8080,
};

export const readPort = (text: string): number | undefined =>
  Object.hasOwn(SERVICES, text) ? SERVICES[text] : readNumber(text, 0, 65535);

/** `22`, `20:25`, `:1023`, `1024:`. */
export function readPortRange(text: string): readonly [number, number] | undefined {
  const [low = '', high, ...rest] = text.split(':');
  if (rest.length > 0 || text === '') return undefined;
  if (high === undefined) {
    const port = readPort(low);
    return port === undefined ? undefined : [port, port];
  }
  const first = low === '' ? 0 : readPort(low);
  const last = high === '' ? 65535 : readPort(high);
  return first === undefined || last === undefined || first > last ? undefined : [first, last];
}

export const printRange = ([low, high]: readonly [number, number]): string =>
  low === high ? String(low) : `${low}:${high}`;

/** Names that iptables knows by itself; rules are printed with these, and with numbers for the rest. */
const OWN_PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  esp: 50,
  ah: 51,
  sctp: 132,
  udplite: 136,
};

/** The other protocols of /etc/protocols, which iptables-save prints by name where it finds that file. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  ...OWN_PROTOCOLS,
  ...{
    all: 0,
    ip: 0,
    hopopt: 0,
    igmp: 2,
    ggp: 3,
    ipencap: 4,
    st: 5,
    egp: 8,
    igp: 9,
    pup: 12,
    hmp: 20,
    'xns-idp': 22,
  },
  ...{
    rdp: 27,
    'iso-tp4': 29,
    dccp: 33,
    xtp: 36,
    ddp: 37,
    'idpr-cmtp': 38,
    ipv6: 41,
    'ipv6-route': 43,
    'ipv6-frag': 44,
  },
  ...{
    idrp: 45,
    rsvp: 46,
    gre: 47,
    skip: 57,
    'ipv6-icmp': 58,
    icmpv6: 58,
    'ipv6-nonxt': 59,
    'ipv6-opts': 60,
    rspf: 73,
  },
  ...{
    vmtp: 81,
    eigrp: 88,
    ospf: 89,
    'ax.25': 93,
    ipip: 94,
    etherip: 97,
    encap: 98,
    pim: 103,
    ipcomp: 108,
    vrrp: 112,
  },
  ...{
    l2tp: 115,
    isis: 124,
    fc: 133,
    mh: 135,
    'ipv6-mh': 135,
    'mobility-header': 135,
    'mpls-in-ip': 137,
    manet: 138,
  },
  ...{ hip: 139, shim6: 140, wesp: 141, rohc: 142, ethernet: 143 },
};

/** Case does not matter to iptables in protocol names. */
export function readProtocol(text: string): number | undefined {
  const name = text.toLowerCase();
  return Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : readNumber(text, 0, 255);
}

export const printProtocol = (number: number): string =>
  Object.entries(OWN_PROTOCOLS).find(([, known]) => known === number)?.[0] ?? String(number);

/** A name where /etc/protocols has one, as iptables lists rules on a system with that file. */
export const systemProtocol = (number: number): string =>
  Object.entries(PROTOCOLS).find(([, known]) => known === number)?.[0] ?? String(number);

/** Names that reach a command line of the real lab: nothing but letters, digits, `_` and `-`. */
export const isPlainName = (text: string, most: number): boolean =>
  text.length >= 1 && text.length <= most && /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(text);
