import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, parseIpv4 } from '../packet/index.ts';
import { expandTargets, MOST_TARGETS, readExclusions } from './targets.ts';

const resolve = (name: string) => (name === 'web' ? parseIpv4('198.18.5.6') : undefined);

function expand(expressions: readonly string[], exclude = '') {
  const excluded = readExclusions(exclude, resolve);
  if (!excluded.ok) throw new Error(excluded.error.message);
  const expanded = expandTargets(expressions, excluded.value, resolve);
  if (!expanded.ok) throw new Error(expanded.error.message);
  return expanded.value;
}

const shown = (expressions: readonly string[], exclude?: string): string =>
  expand(expressions, exclude)
    .targets.map(({ address, name }) => (name ? `${name}=${formatIpv4(address)}` : formatIpv4(address)))
    .join(' ');

describe('expandTargets', () => {
  it.each([
    ['198.18.5.1', '198.18.5.1'],
    ['198.18.5.-2', '198.18.5.0 198.18.5.1 198.18.5.2'],
    ['198.18.5.254-', '198.18.5.254 198.18.5.255'],
    ['198.18.4,5.1', '198.18.4.1 198.18.5.1'],
    ['198.18.5.3,1', '198.18.5.1 198.18.5.3'],
    ['198.18.5.1,1', '198.18.5.1'],
    ['198.18.5.1,3/31', '198.18.5.0 198.18.5.1 198.18.5.2 198.18.5.3'],
    ['198.18.5.6/30', '198.18.5.4 198.18.5.5 198.18.5.6 198.18.5.7'],
    ['198.18.5.0000000001', '198.18.5.1'],
    ['web', 'web=198.18.5.6'],
    ['web/31', 'web=198.18.5.6 198.18.5.7'],
    ['198.18.5', '198.18.5=198.18.0.5'],
    ['0x7f.1', '0x7f.1=127.0.0.1'],
    ['012.0.0.0x1', '012.0.0.0x1=10.0.0.1'],
    ['3232235777', '3232235777=192.168.1.1'],
  ])('reads %s as nmap does', (expression, addresses) => {
    expect(shown([expression])).toBe(addresses);
  });

  it.each([
    ['198.18.5.300', 'Failed to resolve "198.18.5.300".'],
    ['198.18.5.5-3', 'Failed to resolve "198.18.5.5-3".'],
    ['198.18.5.1,', 'Failed to resolve "198.18.5.1,".'],
    ['1.2.3.4.5', 'Failed to resolve "1.2.3.4.5".'],
    ['4294967296', 'Failed to resolve "4294967296".'],
    ['256.1', 'Failed to resolve "256.1".'],
    ['', 'Failed to resolve "".'],
    ['::1', '"::1" looks like an IPv6 address; IPv6 (-6) is not modelled.'],
    ['198.18.5.1/x', 'The network mask in "198.18.5.1/x" is not a number from 0 to 32.'],
    ['198.18.5.1/', 'The network mask in "198.18.5.1/" is not a number from 0 to 32.'],
  ])('goes on without %s', (expression, sentence) => {
    const { targets, unresolved } = expand([expression, '10.0.0.1']);
    expect(unresolved).toEqual([sentence]);
    expect(targets).toHaveLength(1);
  });

  it('keeps the order given, and scans twice what is named twice', () => {
    expect(shown(['10.0.0.2', '10.0.0.1', '10.0.0.2'])).toBe('10.0.0.2 10.0.0.1 10.0.0.2');
  });

  it('takes a mask that is too long for one host, and says so', () => {
    expect(expand(['10.0.0.1/33'])).toMatchObject({
      targets: [{ address: 0x0a000001 }],
      notices: ['There is no mask of 33 bits; "10.0.0.1/33" is taken for one host.'],
    });
  });

  it('refuses more addresses than fit, before it makes one of them', () => {
    expect(expandTargets(['0.0.0.0/0'], [], resolve)).toMatchObject({ ok: false, error: { column: 1 } });
    expect(expandTargets(['10.0.0.1', '*.*.*.*'], [], resolve)).toMatchObject({
      ok: false,
      error: { column: 2 },
    });
    expect(expand(['10.0.0.0/12']).targets).toHaveLength(MOST_TARGETS);
  });

  it.each([
    ['198.18.5.2', '198.18.5.1 198.18.5.3'],
    ['198.18.5.0/31,198.18.5.3', '198.18.5.2'],
    ['198.18.5.0/24', ''],
    ['web', '198.18.5.1 198.18.5.2 198.18.5.3'],
    [' 198.18.5.1 ,,', '198.18.5.2 198.18.5.3'],
  ])('leaves out %s', (exclude, rest) => {
    expect(shown(['198.18.5.1-3'], exclude)).toBe(rest);
  });

  it('names for every network its addresses: as many as the mask leaves, all with its prefix', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 22, max: 32 }), (address, prefix) => {
        const { targets } = expand([`${address}/${prefix}`]);
        const size = 2 ** (32 - prefix);
        const base = Math.floor((parseIpv4(address) ?? 0) / size) * size;
        expect(targets.map((target) => target.address)).toEqual(
          Array.from({ length: size }, (_, i) => base + i),
        );
      }),
    );
  });
});
