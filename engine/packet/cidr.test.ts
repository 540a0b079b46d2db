import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asIpv4, formatIpv4, parseIpv4 } from './address.ts';
import { broadcastOf, cidrContains, cidrOf, formatCidr, parseCidr } from './cidr.ts';
import { ipv4Arbitrary } from './testing/arbitraries.ts';

const ip = (text: string) => parseIpv4(text) ?? asIpv4(0);

describe('networks', () => {
  it.each([
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['128.0.0.0/1', '128.0.0.0', '255.255.255.255'],
    ['198.18.0.0/15', '198.18.0.0', '198.19.255.255'],
    ['198.18.10.0/24', '198.18.10.0', '198.18.10.255'],
    ['198.18.10.252/30', '198.18.10.252', '198.18.10.255'],
    ['198.18.10.1/32', '198.18.10.1', '198.18.10.1'],
  ])('%s is %s to %s', (text, first, last) => {
    const cidr = parseCidr(text);
    if (cidr === undefined) return expect.unreachable();
    expect(formatCidr(cidr)).toBe(text);
    expect(formatIpv4(cidr.network)).toBe(first);
    expect(formatIpv4(broadcastOf(cidr))).toBe(last);
    expect([first, last].every((address) => cidrContains(cidr, ip(address)))).toBe(true);
  });

  it.each([
    '198.18.10.1/24', // a host in a network
    '198.18.10.0',
    '198.18.10.0/',
    '198.18.10.0/33',
    '198.18.10.0/024',
    '198.18.10.0/24/1',
    '198.18.10/24',
    '/24',
    '',
    '198.18.10.0/-1',
    '198.18.10.0/2 4',
  ])('%j is no network', (text) => expect(parseCidr(text)).toBeUndefined());

  it.each([
    ['198.18.10.0/24', '198.18.9.255', false],
    ['198.18.10.0/24', '198.18.11.0', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['198.18.10.1/32', '198.18.10.2', false],
  ])('%s contains %s: %s', (text, address, expected) => {
    const cidr = parseCidr(text);
    expect(cidr && cidrContains(cidr, ip(address))).toBe(expected);
  });

  it('made of an address contain it, their first and their last, and nothing behind', () => {
    fc.assert(
      fc.property(ipv4Arbitrary, fc.nat(32), (address, prefix) => {
        const cidr = cidrOf(address, prefix);
        const last = broadcastOf(cidr);
        expect(cidrContains(cidr, address)).toBe(true);
        expect(last - cidr.network + 1).toBe(2 ** (32 - prefix));
        expect(last === 0xffffffff || !cidrContains(cidr, asIpv4(last + 1))).toBe(true);
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });
});
