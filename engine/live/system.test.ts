import { describe, expect, it } from 'vitest';
import { formatCidr, formatIpv4, formatMac } from '../packet/index.ts';
import { type Ask, readSystem } from './system.ts';

/** As iproute2 6.1 prints it: loopback, a veth with two addresses, a tun device, a bridge without address. */
const ADDRESSES = [
  {
    ifname: 'lo',
    link_type: 'loopback',
    address: '00:00:00:00:00:00',
    addr_info: [
      { family: 'inet', local: '127.0.0.1', prefixlen: 8 },
      { family: 'inet6', local: '::1', prefixlen: 128 },
    ],
  },
  {
    ifname: 's0',
    link_type: 'ether',
    address: '2a:84:65:52:46:0b',
    addr_info: [
      { family: 'inet', local: '198.18.10.2', prefixlen: 24, label: 's0' },
      { family: 'inet', local: '198.18.10.3', prefixlen: 32 },
    ],
  },
  {
    ifname: 'tun0',
    link_type: 'none',
    addr_info: [{ family: 'inet', local: '10.8.0.1', address: '10.8.0.2', prefixlen: 32 }],
  },
  { ifname: 'br0', link_type: 'ether', address: 'da:00:00:00:00:01', addr_info: [] },
  { ifname: 'gre0', link_type: 'gre', addr_info: [{ family: 'inet', local: '10.7.0.1', prefixlen: 32 }] },
  { link_type: 'ether', addr_info: 'nonsense' },
  7,
];
const ROUTES = [
  { dst: 'default', gateway: '198.18.10.1', dev: 's0', flags: [] },
  { dst: '198.18.10.0/24', dev: 's0', protocol: 'kernel', scope: 'link', prefsrc: '198.18.10.2' },
  { dst: '10.8.0.2', dev: 'tun0', scope: 'link', flags: ['linkdown'] },
  { type: 'blackhole', dst: '10.9.0.0/16', flags: [] },
  { type: 'unreachable', dst: '10.10.0.0/16', dev: 'lo' },
  { dst: '10.11.0.0/16', nexthops: [{ gateway: '198.18.10.7', dev: 's0' }] },
  { dst: 'what?', dev: 's0' },
];
const NEIGHBOURS = [
  { dst: '198.18.10.9', dev: 's0', lladdr: 'de:ad:00:00:be:ef', state: ['PERMANENT'] },
  { dst: '198.18.10.28', dev: 's0', lladdr: 'de:ad:00:00:be:01', state: ['REACHABLE'] },
  { dst: '198.18.10.29', dev: 's0', lladdr: 'de:ad:00:00:be:02', state: ['STALE'] },
  { dst: '198.18.10.30', dev: 's0', state: ['FAILED'] },
];

const answering =
  (words: Readonly<Record<string, string>>): Ask =>
  async (_program, args) =>
    words[args.find((arg) => arg in words) ?? ''] ?? '';
const read = (changes: Readonly<Record<string, string>> = {}) =>
  readSystem(
    answering({
      address: JSON.stringify(ADDRESSES),
      route: JSON.stringify(ROUTES),
      neigh: JSON.stringify(NEIGHBOURS),
      ...changes,
    }),
  );

describe('reading the system', () => {
  it('finds interfaces of the kinds it can scan from, one entry an address', async () => {
    const system = await read();
    const found = system.ok ? system.value.vantage.interfaces : [];
    expect(
      found.map(({ name, address, prefix, kind, mac }) =>
        [name, formatIpv4(address), prefix, kind, mac === undefined ? '-' : formatMac(mac)].join(' '),
      ),
    ).toEqual([
      'lo 127.0.0.1 8 loopback -',
      's0 198.18.10.2 24 ethernet 2a:84:65:52:46:0b',
      's0 198.18.10.3 32 ethernet 2a:84:65:52:46:0b',
      'tun0 10.8.0.1 32 raw -',
    ]);
  });

  it('finds the routes that lead somewhere, and loopback', async () => {
    const system = await read();
    const found = system.ok ? system.value.vantage.routes : [];
    expect(
      found.map(({ network, interface: out, gateway }) =>
        [formatCidr(network), out, gateway === undefined ? '-' : formatIpv4(gateway)].join(' '),
      ),
    ).toEqual(['0.0.0.0/0 s0 198.18.10.1', '198.18.10.0/24 s0 -', '10.8.0.2/32 tun0 -', '127.0.0.0/8 lo -']);
  });

  it('believes only neighbours that are sure, and knows what must not be scanned by accident', async () => {
    const system = await read();
    const known = system.ok ? system.value.neighbours : [];
    expect(known.map(({ address }) => formatIpv4(address))).toEqual(['198.18.10.9', '198.18.10.28']);
    const around = system.ok ? system.value.surroundings : undefined;
    expect(around?.gateways.map(formatIpv4)).toEqual(['198.18.10.1']);
    expect(around?.connected.map(formatCidr)).toEqual(['198.18.10.0/24', '10.8.0.2/32']);
  });

  it('takes empty answers for empty lists', async () => {
    const system = await read({ address: '', route: '', neigh: '[]' });
    expect(system.ok && system.value.vantage).toEqual({ interfaces: [], routes: [] });
  });

  it('says what is missing or wrong in one line', async () => {
    const missing = await readSystem(() =>
      Promise.reject(Object.assign(new Error('spawn ip'), { code: 'ENOENT' })),
    );
    expect(missing.ok ? '' : missing.error.message).toBe(
      'The command `ip` is missing; live scans read interfaces and routes from it.',
    );
    const garbled = await read({ route: 'Error: no such table\nand more' });
    expect(garbled.ok ? '' : garbled.error.message).toMatch(
      /^Interfaces and routes could not be read: [^\n]+$/,
    );
  });
});
