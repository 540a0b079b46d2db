import { describe, expect, it } from 'vitest';
import { parseCidr } from '../packet/index.ts';
import { isNeighbour, pathTo, sourceOn } from './path.ts';
import { address } from './testing/fake-world.ts';
import { VANTAGE } from './testing/requests.ts';

const network = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe('the path to a target', () => {
  it.each([
    { to: '198.18.10.28', via: 'lan', gateway: undefined, neighbour: true, source: '198.18.10.2' },
    { to: '198.18.20.5', via: 'lan', gateway: '198.18.10.1', neighbour: false, source: '198.18.10.2' },
    // Own addresses and 127/8 stay on the machine; the source of a packet to oneself is oneself.
    { to: '198.18.10.2', via: 'lo', gateway: undefined, neighbour: false, source: '198.18.10.2' },
    { to: '127.0.0.1', via: 'lo', gateway: undefined, neighbour: false, source: '127.0.0.1' },
    { to: '127.3.4.5', via: 'lo', gateway: undefined, neighbour: false, source: '127.0.0.1' },
  ])('to $to goes out of $via', ({ to, via, gateway, neighbour, source }) => {
    const path = pathTo(VANTAGE, address(to));
    if (path === undefined) throw new Error('there is a path');
    expect(path.interface.name).toBe(via);
    expect(path.gateway).toBe(gateway === undefined ? undefined : address(gateway));
    expect(isNeighbour(path)).toBe(neighbour);
    expect(sourceOn(path, address(to))).toBe(address(source));
  });

  it('takes the longest prefix, whatever the order of routes', () => {
    const routes = [
      ...VANTAGE.routes,
      { network: network('198.18.20.0/24'), interface: 'lan', gateway: address('198.18.10.9') },
    ];
    for (const table of [routes, [...routes].reverse()]) {
      expect(pathTo({ ...VANTAGE, routes: table }, address('198.18.20.5'))?.gateway).toBe(
        address('198.18.10.9'),
      );
    }
  });

  it('is none where no route leads, or the interface of the route is gone', () => {
    expect(pathTo(VANTAGE, address('10.0.0.1'))).toBeUndefined();
    const routes = [{ network: network('10.0.0.0/8'), interface: 'tun0' }];
    expect(pathTo({ ...VANTAGE, routes }, address('10.0.0.1'))).toBeUndefined();
  });

  it('leads to an own address also where no loopback interface is listed', () => {
    const interfaces = VANTAGE.interfaces.filter(({ kind }) => kind !== 'loopback');
    const path = pathTo({ ...VANTAGE, interfaces }, address('198.18.10.2'));
    expect(path?.interface).toMatchObject({ name: 'lan', kind: 'loopback' });
    expect(pathTo({ ...VANTAGE, interfaces }, address('127.0.0.1'))).toBeUndefined();
  });
});
