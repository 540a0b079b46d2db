import fc from 'fast-check';
import { ICMP_NAMES } from '../matches/icmp.ts';
import { BUILT_IN, TABLE_NAMES, type TableName } from '../ruleset.ts';

/** Random iptables texts that are right: every command in them is one that real iptables takes too. */

const words = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(' '));
const maybe = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), part);
const not = fc.constantFrom('', '', '! ');
const signed = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(not, part).map(([sign, text]) => sign + text);
const number = (min: number, max: number) => fc.integer({ min, max }).map(String);

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
const masked = fc.oneof(
  address,
  fc.tuple(address, number(1, 32)).map(([host, prefix]) => `${host}/${prefix}`),
  address.map((host) => `${host}/255.255.0.255`),
);
const range = (separator: string) =>
  fc
    .tuple(octet, octet)
    .map(([a, b]) => (a === b ? `${a + 1}` : `${Math.min(a, b) + 1}${separator}${Math.max(a, b) + 1}`));
const ports = fc.oneof(number(1, 65_535), range(':'), fc.constantFrom('ssh', 'http', 'domain'));
const unit = fc.constantFrom('sec', 'second', 'min', 'm', 'hour', 'day');
const rate = fc.tuple(number(1, 500), unit).map(([packets, of]) => `${packets}/${of}`);
const name = fc.constantFrom('bad', 'a', 'scan-1', 'x_y', 'abcdefghijklmno');
const flags = fc
  .subarray(['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'], { minLength: 1 })
  .map((list) => list.join(','));
const states = fc
  .subarray(['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'], { minLength: 1 })
  .map((list) => list.join(','));

const tcpMatch = words(
  maybe(signed(words('--sport', ports))),
  maybe(signed(words('--dport', ports))),
  maybe(
    signed(fc.oneof(fc.constant('--syn'), words('--tcp-flags', flags, fc.oneof(flags, fc.constant('NONE'))))),
  ),
  maybe(signed(words('--tcp-option', number(2, 30)))),
);
const multiport = words(
  '-m multiport',
  signed(
    words(
      fc.constantFrom('--sports', '--dports', '--ports'),
      fc.array(ports, { minLength: 1, maxLength: 7 }).map(String),
    ),
  ),
);
const protocol = fc.oneof(
  words('-p tcp', maybe(tcpMatch), maybe(multiport)),
  words('-p udp', maybe(signed(words('--dport', ports))), maybe(multiport)),
  words(
    '-p icmp',
    maybe(signed(words('--icmp-type', fc.oneof(fc.constantFrom(...Object.keys(ICMP_NAMES)), number(0, 40))))),
  ),
  signed(words('-p', number(1, 254))),
  fc.constant(''),
);

const recentCheck = words(
  '-m recent',
  signed(fc.constantFrom('--rcheck', '--update')),
  maybe(words('--seconds', number(1, 900))),
  maybe(words('--hitcount', number(1, 20))),
  maybe(fc.constant('--rttl')),
);
const recent = words(
  fc.oneof(recentCheck, words('-m recent', signed(fc.constantFrom('--set', '--remove')))),
  maybe(words('--name', name)),
  maybe(fc.constant('--mask 255.255.255.0')),
  maybe(fc.constantFrom('--rsource', '--rdest')),
);
const hashlimit = words(
  '-m hashlimit',
  words(fc.constantFrom('--hashlimit-upto', '--hashlimit-above', '! --hashlimit-upto'), rate),
  maybe(words('--hashlimit-burst', number(1, 100))),
  maybe(words('--hashlimit-mode', fc.constantFrom('srcip', 'dstip,srcport', 'srcip,dstport', 'dstport'))),
  maybe(words('--hashlimit-srcmask', number(8, 32))),
  words('--hashlimit-name', name),
);
const statistic = fc.oneof(
  words(
    '-m statistic --mode random',
    signed(
      words(
        '--probability',
        number(0, 1000).map((n) => `${Number(n) / 1000}`),
      ),
    ),
  ),
  fc
    .tuple(not, fc.integer({ min: 1, max: 50 }), fc.nat(49))
    .map(
      ([sign, every, packet]) => `-m statistic --mode nth ${sign}--every ${every} --packet ${packet % every}`,
    ),
);
const match = fc.oneof(
  words(
    '-m conntrack',
    fc.oneof(signed(words('--ctstate', states)), fc.constantFrom('--ctdir ORIGINAL', '--ctdir REPLY')),
  ),
  words('-m state', signed(words('--state', states))),
  words('-m limit', maybe(words('--limit', rate)), maybe(words('--limit-burst', number(1, 1000)))),
  hashlimit,
  recent,
  words(
    '-m connlimit',
    signed(words(fc.constantFrom('--connlimit-above', '--connlimit-upto'), number(0, 50))),
    maybe(words('--connlimit-mask', number(1, 32))),
    maybe(fc.constantFrom('--connlimit-saddr', '--connlimit-daddr')),
  ),
  statistic,
  words(
    '-m ttl',
    fc.oneof(
      signed(words('--ttl-eq', number(0, 255))),
      words(fc.constantFrom('--ttl-lt', '--ttl-gt'), number(1, 254)),
    ),
  ),
  words('-m length', signed(words('--length', fc.oneof(number(20, 1500), range(':'))))),
  fc.constant('-m comment --comment "said; by # someone"'),
);

const LEVELS = ['info', 'debug', '3', 'warning'];
const logging = words(
  '-j LOG',
  maybe(fc.constant('--log-prefix "in: "')),
  maybe(words('--log-level', fc.constantFrom(...LEVELS))),
);
const REJECT_WITH = [
  'net-unreachable',
  'host-unreachable',
  'proto-unreachable',
  'port-unreachable',
  'admin-prohibited',
];
const rejecting = words(
  '-j REJECT',
  maybe(words('--reject-with', fc.constantFrom(...REJECT_WITH.map((how) => `icmp-${how}`)))),
);

function target(table: TableName, chain: string): fc.Arbitrary<string> {
  const plain = fc.constantFrom('', '-j ACCEPT', '-j RETURN');
  if (table === 'raw')
    return fc.oneof(plain, logging, fc.constantFrom('-j NOTRACK', '-j CT --notrack', '-j DROP'));
  if (table === 'filter')
    return fc.oneof(plain, logging, rejecting, fc.constantFrom('-j DROP', '-j later', '-g later'));
  return chain === 'PREROUTING' || chain === 'OUTPUT' ? fc.oneof(plain, fc.constant('-j REDIRECT')) : plain;
}

function interfaces(chain: string): fc.Arbitrary<string> {
  const [inward, outward] = [
    signed(fc.constantFrom('-i lan', '-i eth+')),
    signed(fc.constantFrom('-o lan', '-o dmz')),
  ];
  if (chain === 'INPUT' || chain === 'PREROUTING') return maybe(inward);
  return chain === 'FORWARD' ? words(maybe(inward), maybe(outward)) : maybe(outward);
}

const rule = (table: TableName, chain: string): fc.Arbitrary<string> =>
  words(
    `iptables -t ${table} -A ${chain}`,
    protocol,
    maybe(signed(words('-s', masked))),
    maybe(signed(words('-d', masked))),
    interfaces(chain),
    fc.constantFrom('', '', '', '-f', '! -f'),
    fc.array(match, { maxLength: 2 }).map((list) => list.join(' ')),
    target(table, chain),
  );

const resetting = fc.constant('iptables -A INPUT -p tcp --dport 445 -j REJECT --reject-with tcp-reset');
const redirecting = words('iptables -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports', range('-'));
const anyRule = fc
  .constantFrom(...TABLE_NAMES.flatMap((table) => BUILT_IN[table].map((chain) => [table, chain] as const)))
  .chain(([table, chain]) => rule(table, chain));
const policy = words(
  'iptables -P',
  fc.constantFrom('INPUT', 'FORWARD', 'OUTPUT'),
  fc.constantFrom('DROP', 'ACCEPT'),
);

/** A text of up to `most` commands; the chain `later` is there to jump to. */
export const firewallText = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 8, arbitrary: anyRule }, resetting, redirecting, policy), { maxLength: most })
    .map((commands) => ['iptables -N later', 'iptables -A later -j DROP', ...commands].join('\n'));
