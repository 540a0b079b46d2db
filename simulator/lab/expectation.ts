/**
 * What the schema may expect somewhere, by a short code that travels through zod as its error text, and what
 * is said where the expectation is not met: `VALUE is not ${is}`, and the remedy.
 */
export const EXPECTED = {
  'lab-name': {
    is: 'a lab name',
    remedy:
      'Use 1 to 24 letters a-z, digits and hyphens, not beginning with a hyphen; quotes if it is a number.',
  },
  name: { is: 'a name', remedy: 'Use 1 to 15 letters a-z, digits and hyphens, beginning with a letter.' },
  title: { is: 'a title', remedy: 'Write a text of at most 120 characters.' },
  note: { is: 'a note', remedy: 'Write a text of at most 2000 characters.' },
  seed: { is: 'a seed', remedy: 'Write a whole number from 0 on.' },
  mapping: { is: 'a mapping', remedy: 'Write "key: value" lines, indented, or { key: value }.' },
  list: { is: 'a list', remedy: 'Write "- item" lines, or [ item, item ].' },
  flag: { is: 'true or false', remedy: 'Write true or false, without quotes.' },
  address: {
    is: 'an IPv4 address',
    remedy: 'Write four numbers of 0 to 255 without leading zeros: 198.18.10.28.',
  },
  subnet: { is: 'a network', remedy: 'Write its first address and prefix length: 198.18.10.0/24.' },
  mac: { is: 'a MAC address', remedy: 'Write six pairs of hex digits: de:ad:00:00:be:ef.' },
  duration: {
    is: 'a duration',
    remedy: 'Write a number with its unit, at most a minute: 14ms, 200us or 1s.',
  },
  percentage: { is: 'a percentage', remedy: 'Write 0% to 100%: 5% or 0.5%.' },
  port: { is: 'a port', remedy: 'Write protocol and number, tcp/22 or udp/53, 1 to 65535.' },
  'port-list': { is: 'a list of ports', remedy: 'Write numbers and ranges in quotes: "22,80,8000-8010".' },
  target: { is: 'a target', remedy: 'Write the name of a host, or an address.' },
  attachment: {
    is: 'an address on this network',
    remedy: 'Write 198.18.10.1, or { address: 198.18.10.1, mac: ... }.',
  },
  stack: { is: 'a stack that is modelled', remedy: 'Write linux, windows, bsd or split-handshake.' },
  firewall: {
    is: 'a text of iptables commands',
    remedy: 'Write "firewall: |" and the commands below it, indented.',
  },
  'service-name': { is: 'a service name', remedy: 'Write a text of at most 32 characters.' },
  banner: {
    is: 'a banner',
    remedy: 'Write a text of at most 4096 bytes in double quotes: "220 ready\\r\\n".',
  },
  reply: { is: 'a reply', remedy: 'Write a text, or hex: and pairs of hex digits; at most 1472 bytes.' },
  'too-many-routes': { is: 'a list of at most 64 routes', remedy: 'Join routes into wider networks.' },
  'too-many-services': {
    is: 'a list of at most 256 services',
    remedy: 'Spread the services over several hosts.',
  },
} as const satisfies Record<string, { readonly is: string; readonly remedy: string }>;

export type Expectation = keyof typeof EXPECTED;

export const isExpectation = (code: string): code is Expectation => Object.hasOwn(EXPECTED, code);
