import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asIpv4,
  asMac,
  BROADCAST_MAC,
  formatIpv4,
  formatMac,
  isGroupMac,
  isMulticast,
  parseIpv4,
  parseMac,
  ZERO_MAC,
} from './address.ts';
import { ipv4Arbitrary, macArbitrary } from './testing/arbitraries.ts';

describe('IPv4 addresses', () => {
  it.each([
    ['0.0.0.0', 0],
    ['10.0.0.1', 0x0a000001],
    ['198.18.10.28', 0xc6120a1c],
    ['255.255.255.255', 0xffffffff],
  ])('%s is %i', (text, value) => {
    expect(parseIpv4(text)).toBe(value);
    expect(formatIpv4(asIpv4(value))).toBe(text);
  });

  it.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.1000',
    '01.2.3.4',
    '1.2.3.00',
    '0x1.2.3.4',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.-4',
    '1.2.3.+4',
    '1..3.4',
    '1.2.3.4/24',
    '1.2.3.٤',
  ])('%j is no address', (text) => expect(parseIpv4(text)).toBeUndefined());

  it('come back from their text', () => {
    fc.assert(fc.property(ipv4Arbitrary, (address) => parseIpv4(formatIpv4(address)) === address));
  });

  it('are unsigned', () => expect(asIpv4(-1)).toBe(0xffffffff));

  it.each([
    ['223.255.255.255', false],
    ['224.0.0.1', true],
    ['239.255.255.255', true],
    ['240.0.0.0', false],
  ])('%s is multicast: %s (RFC 5771)', (text, expected) =>
    expect(isMulticast(parseIpv4(text) ?? asIpv4(0))).toBe(expected),
  );
});

describe('Ethernet addresses', () => {
  it.each([
    ['00:00:00:00:00:00', ZERO_MAC],
    ['de:ad:00:00:be:ef', 0xdead_0000_beef],
    ['ff:ff:ff:ff:ff:ff', BROADCAST_MAC],
  ])('%s', (text, value) => {
    expect(parseMac(text)).toBe(value);
    expect(formatMac(asMac(value))).toBe(text);
  });

  it('are read in either case', () => expect(parseMac('DE:AD:00:00:BE:EF')).toBe(0xdead_0000_beef));

  it.each([
    '',
    'de:ad:00:00:be',
    'de:ad:00:00:be:ef:00',
    'de-ad-00-00-be-ef',
    'd:ad:00:00:be:ef',
    'gg:ad:00:00:be:ef',
  ])('%j is no address', (text) => expect(parseMac(text)).toBeUndefined());

  it('come back from their text', () => {
    fc.assert(fc.property(macArbitrary, (mac) => parseMac(formatMac(mac)) === mac));
  });

  it.each([
    ['02:00:00:00:00:0a', false],
    ['01:00:5e:00:00:16', true],
    ['33:33:00:00:00:16', true],
    ['ff:ff:ff:ff:ff:ff', true],
  ])('%s is a group: %s', (text, expected) => expect(isGroupMac(parseMac(text) ?? ZERO_MAC)).toBe(expected));
});
