import { describe, expect, it } from 'vitest';
import { formatMac, parseIpv4 } from '../../engine/packet/index.ts';
import { complaints, hostOf, load, SMALL_LAB, withTarget } from './testing/lab-text.ts';

describe('a lab file', () => {
  it('gives its network in plain units', () => {
    expect(load(SMALL_LAB).networks).toEqual([
      {
        name: 'lan',
        subnet: { network: parseIpv4('198.18.10.0'), prefix: 24 },
        rttUs: 14_000,
        jitterUs: 1_000,
        loss: 0.05,
        duplicate: 0.01,
        reorder: 0.005,
      },
    ]);
  });

  it('gives the services of a host by protocol and port', () => {
    const { services } = hostOf(load(SMALL_LAB), 'target');
    expect(services).toEqual([
      { protocol: 'tcp', port: 22, name: 'ssh', banner: new TextEncoder().encode('SSH-2.0-x\r\n') },
      { protocol: 'tcp', port: 8080, bind: parseIpv4('127.0.0.1') },
      { protocol: 'udp', port: 68 },
      { protocol: 'udp', port: 137, reply: Uint8Array.of(0x80, 0x45) },
    ]);
  });

  it('gives the scanner first, then the hosts by name, whatever their order in the file', () => {
    const host = (name: string, last: number) => `  ${name}: { address: 198.18.10.${last} }\n`;
    const head = SMALL_LAB.slice(0, SMALL_LAB.indexOf('  target:'));
    const one = load(head + host('zebra', 9) + host('ant', 8));
    const other = load(head + host('ant', 8) + host('zebra', 9));
    expect(one.hosts.map(({ name }) => name)).toEqual(['scanner', 'ant', 'zebra']);
    expect(other).toEqual(one);
  });

  it('takes a MAC as given, and makes the same local unicast one from the same names', () => {
    const [scanner, target] = load(SMALL_LAB).hosts.map(
      ({ interfaces: [first] }) => first && formatMac(first.mac),
    );
    expect(target).toBe('de:ad:00:00:be:ef');
    expect(scanner).toMatch(/^02:/);
    expect(load(SMALL_LAB).hosts[0]).toEqual(load(SMALL_LAB.replace('seed: 7', 'seed: 8')).hosts[0]);
  });

  it('fills in what is left out', () => {
    const lab = load('lab: bare\nnetworks: { n: { subnet: 10.0.0.0/8 } }\nscanner: { address: 10.0.0.1 }\n');
    expect(lab).toMatchObject({ title: 'bare', seed: 1, networks: [{ rttUs: 1_000, jitterUs: 0, loss: 0 }] });
    expect(lab.hosts[0]).toMatchObject({ stack: 'linux', forward: false, services: [], routes: [] });
  });

  it.each(['linux', 'windows', 'bsd', 'split-handshake'])('may have a host with the stack %s', (stack) => {
    const text = 'lab: x\nnetworks: { n: { subnet: 10.0.0.0/8 } }\nscanner: { address: 10.0.0.1 }\n';
    const lab = load(`${text}hosts: { target: { address: 10.0.0.2, stack: ${stack} } }\n`);
    expect(hostOf(lab, 'target').stack).toBe(stack);
  });

  it.each([
    ['address: 10.0.0.2, forward: true', /only Linux hosts forward/],
    ['address: 10.0.0.2, firewall: "iptables -P INPUT DROP"', /iptables is Linux's/],
  ])('may not give to a stack that is not Linux what only Linux has: %s', (more, expected) => {
    const text = 'lab: x\nnetworks: { n: { subnet: 10.0.0.0/8 } }\nscanner: { address: 10.0.0.1 }\n';
    const [complaint] = complaints(`${text}hosts: { target: { ${more}, stack: windows } }\n`);
    expect(complaint).toMatchObject({ line: 4, message: expect.stringMatching(expected) });
  });

  it('has a scanner that is a Linux machine', () => {
    const text = 'lab: x\nnetworks: { n: { subnet: 10.0.0.0/8 } }\n';
    const [complaint] = complaints(`${text}scanner: { address: 10.0.0.1, stack: bsd }\n`);
    expect(complaint).toMatchObject({
      line: 3,
      message: expect.stringMatching(/the scanner is a Linux machine/),
    });
  });

  it('keeps note and scan hint', () => {
    const extra =
      'note: Two words.\nscan: { ports: "22,80-90", udp: "137", targets: [target, 198.18.10.99] }\n';
    const lab = load(SMALL_LAB + extra);
    expect(lab.note).toBe('Two words.');
    expect(lab.scan).toEqual({ ports: '22,80-90', udp: '137', targets: ['target', '198.18.10.99'] });
  });

  it('may be written with Windows line ends and a document mark', () => {
    expect(load(`---\n${SMALL_LAB}`.replaceAll('\n', '\r\n'))).toEqual(load(SMALL_LAB));
  });
});

describe('a complaint', () => {
  it.each<[name: string, text: string, line: number, column: number, message: RegExp, remedy: RegExp]>([
    [
      'a misspelt key',
      SMALL_LAB.replace('rtt:', 'rt:'),
      5,
      34,
      /networks\.lan knows no key "rt"/,
      /Did you mean "rtt"/,
    ],
    ['a strange key', `${SMALL_LAB}colour: red\n`, 16, 1, /knows no key "colour"/, /lab, title, note/],
    [
      'a missing key',
      SMALL_LAB.replace('subnet: 198.18.10.0/24, ', ''),
      5,
      3,
      /networks\.lan has no "subnet"/,
      /10\.0\/24/,
    ],
    ['no lab at all', '', 1, 1, /nothing is not a mapping/, /key: value/],
    [
      'a lab without a scanner',
      'lab: x\nnetworks: { n: { subnet: 10.0.0.0/8 } }',
      1,
      1,
      /has no "scanner"/,
      /./,
    ],
    [
      'a wrong unit',
      SMALL_LAB.replace('14ms', '14'),
      5,
      39,
      /networks\.lan\.rtt: 14 is not a duration/,
      /14ms/,
    ],
    ['a wrong share', SMALL_LAB.replace('5%', '500%'), 5, 64, /"500%" is not a percentage/, /0% to 100%/],
    [
      'a bad lab name',
      SMALL_LAB.replace('small', 'Small Lab'),
      1,
      6,
      /"Small Lab" is not a lab name/,
      /letters a-z/,
    ],
    [
      'a bad host name',
      SMALL_LAB.replace('  target:', '  Target_1:'),
      8,
      3,
      /"Target_1" is not a name/,
      /15 letters/,
    ],
    ['a bad seed', SMALL_LAB.replace('seed: 7', 'seed: -7'), 3, 7, /seed: -7 is not a seed/, /whole number/],
    [
      'a bad address',
      SMALL_LAB.replace('198.18.10.28', '198.18.10.028'),
      9,
      14,
      /is not an IPv4 address/,
      /leading zeros/,
    ],
    ['a stack of another kind', withTarget('stack: plan9'), 9, 12, /"plan9" is not a stack/, /linux/],
    [
      'a port without protocol',
      withTarget('address: 198.18.10.3', 'services: [ { port: 22 } ]'),
      10,
      25,
      /22 is not a port/,
      /tcp\/22/,
    ],
    ['a key there twice', `${SMALL_LAB}seed: 8\n`, 16, 1, /"seed" is there twice/, /Keep one/],
    [
      'a list where a mapping belongs',
      SMALL_LAB.replace(/hosts:[\s\S]*/, 'hosts: [a]'),
      7,
      8,
      /a list is not a mapping/,
      /./,
    ],
  ])('about %s names its place and the way out', (_, text, line, column, message, remedy) => {
    const [first] = complaints(text);
    expect(first?.message).toMatch(message);
    expect(first?.remedy).toMatch(remedy);
    expect([first?.line, first?.column]).toEqual([line, column]);
  });

  it.each<[line: string, message: RegExp]>([
    ['address: 198.18.11.28', /is a host of no network/],
    ['address: 198.18.10.0', /is a host of no network/],
    ['address: 198.18.10.255', /is a host of no network/],
    ['address: 198.18.10.2', /scanner has this address already/],
    ['forward: true', /it has no address/],
    ['interfaces: {}', /there is none/],
    ['interfaces: { lam: 198.18.10.3 }', /there is no such network/],
    ['interfaces: { lan: 198.18.11.3 }', /no host's address on network lan/],
    ['interfaces: { lan: { address: 198.18.10.3, mac: 01:00:5e:00:00:01 } }', /is no MAC of a host/],
    ['interfaces: { lan: { adress: 198.18.10.3 } }', /knows no key "adress"/],
    ['interfaces: { lan: { mac: 02:00:00:00:00:01 } }', /interfaces\.lan has no "address"/],
    ['interfaces: { lan: 3 }', /3 is not an address on this network/],
    ['address: 198.18.10.3.4', /is not an IPv4 address/],
  ])('is made about the host line %s', (line, message) => {
    expect(complaints(withTarget(line))[0]?.message).toMatch(message);
    expect(complaints(withTarget(line))[0]?.line).toBeGreaterThan(7);
  });

  it('is made where both forms of addresses are mixed, and where MACs are the same', () => {
    const mixed = withTarget('address: 198.18.10.3', 'interfaces: { lan: 198.18.10.3 }');
    expect(complaints(mixed)[0]?.message).toMatch(/stands beside "interfaces"/);
    const same = `${SMALL_LAB}  twin: { address: 198.18.10.4, mac: de:ad:00:00:be:ef }\n`;
    expect(complaints(same)[0]?.message).toMatch(/target has this MAC already/);
  });

  it.each<[service: string, message: RegExp]>([
    ['{ port: tcp/22, reply: hi }', /reply: it is for udp services/],
    ['{ port: tcp/22, silent: true }', /silent: it is for udp services/],
    ['{ port: udp/53, banner: hi }', /banner: it is for tcp services/],
    ['{ port: udp/53, silent: true, reply: hi }', /a silent service has no reply/],
    ['{ port: udp/53, reply: hex:8 }', /not pairs of hex digits/],
    ['{ port: tcp/22, bind: 198.18.10.9 }', /no address of this host/],
    ['{ port: tcp/22 }, { port: tcp/22, bind: 127.0.0.1 }', /another service listens there/],
    [`{ port: udp/53, reply: "${'x'.repeat(1_473)}" }`, /1473 bytes are more than 1472/],
    [`{ port: tcp/22, banner: "${'é'.repeat(2_049)}" }`, /4098 bytes are more than 4096/],
    [`{ port: tcp/22, banner: "${'x'.repeat(4_097)}" }`, /is not a banner/],
    ['{ port: tcp/22, silent: "yes" }', /"yes" is not true or false/],
  ])('is made about the service %.60s', (service, message) => {
    const found = complaints(withTarget('address: 198.18.10.3', `services: [ ${service} ]`));
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.line).toBe(10);
  });

  it('lets one port be bound apart', () => {
    const services =
      'services: [ { port: tcp/22, bind: 198.18.10.3 }, { port: tcp/22, bind: 127.0.0.1 }, { port: udp/22 } ]';
    expect(complaints(withTarget('address: 198.18.10.3', services))).toEqual([]);
  });

  it.each<[change: readonly [from: string, to: string], message: RegExp]>([
    [['198.18.10.0/24', '8.8.8.0/24'], /8\.8\.8\.0\/24 is not a network for labs/],
    [['198.18.10.0/24', '198.0.0.0/8'], /is not a network for labs/],
    [['198.18.10.0/24', '127.0.0.0/8'], /is not a network for labs/],
    [['198.18.10.0/24', '224.0.0.0/24'], /is not a network for labs/],
    [['198.18.10.0/24', '169.254.0.0/16'], /is not a network for labs/],
    [['198.18.10.0/24', '198.18.10.0/31'], /no room for two hosts/],
    [['  lan:', '  lo:'], /Linux uses this name/],
    [['  lan:', '  all:'], /Linux uses this name/],
    [['scanner:', '  dmz: { subnet: 198.18.0.0/16 }\nscanner:'], /overlaps network dmz/],
    [['  target:', '  scanner:'], /the scanner has an entry of its own/],
  ])('is made about the change %j', ([from, to], message) => {
    expect(complaints(SMALL_LAB.replace(from, to))[0]?.message).toMatch(message);
  });

  it.each([
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.1.0/24',
    '192.0.2.0/24',
    '198.51.100.0/25',
    '203.0.113.0/24',
    '100.64.0.0/10',
  ])('is not made about %s, a private or test network', (subnet) => {
    const scanner = subnet.replace(/0\/\d+$/, '1');
    const text = `lab: x\nnetworks: { n: { subnet: ${subnet} } }\nscanner: { address: ${scanner} }\n`;
    expect(complaints(text)).toEqual([]);
  });

  it.each<[hint: string, message: RegExp]>([
    ['{ ports: 22 }', /22 is not a list of ports/],
    ['{ ports: "22; rm -rf /" }', /is not a list of ports/],
    [`{ ports: "${'22,'.repeat(1400)}80" }`, /is not a list of ports/],
    ['{ targets: [tagret] }', /there is no such host/],
    ['{ targets: [8.8.8.8] }', /there is no such host/],
    ['{ targets: [scanner] }', /there is no such host/],
    ['{ port: "22" }', /scan knows no key "port"/],
  ])('is made about the scan hint %s', (hint, message) => {
    expect(complaints(`${SMALL_LAB}scan: ${hint}\n`)[0]?.message).toMatch(message);
  });

  it('comes in the order of the file, and not more than twenty at once', () => {
    const hosts = Array.from({ length: 40 }, (_, i) => `  h${i}: { adress: 198.18.10.${i + 10} }\n`).join('');
    const found = complaints(SMALL_LAB.replace('rtt:', 'rt:') + hosts);
    expect(found).toHaveLength(20);
    const lines = found.map(({ line }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});
