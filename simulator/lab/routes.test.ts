import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../engine/packet/index.ts';
import type { Lab } from './model.ts';
import { complaints, hostOf, load } from './testing/lab-text.ts';

describe('routes', () => {
  const ROUTED = `lab: routed
networks:
  a: { subnet: 10.0.1.0/24 }
  b: { subnet: 10.0.2.0/24 }
  c: { subnet: 10.0.3.0/24 }
scanner: { address: 10.0.1.2 }
hosts:
  left: { interfaces: { a: 10.0.1.1, b: 10.0.2.1 }, forward: true }
  right: { interfaces: { b: 10.0.2.2, c: 10.0.3.1 }, forward: true }
  both: { interfaces: { a: 10.0.1.9, c: 10.0.3.9 } }
  target: { address: 10.0.3.7 }
`;
  const routesOf = (lab: Lab, name: string) =>
    hostOf(lab, name).routes.map(
      (route) => `${formatIpv4(route.destination.network)} ${formatIpv4(route.gateway)}`,
    );

  it('lead over hosts that forward, and over no others', () => {
    const lab = load(ROUTED);
    expect(routesOf(lab, 'scanner')).toEqual(['10.0.2.0 10.0.1.1', '10.0.3.0 10.0.1.1']);
    expect(routesOf(lab, 'left')).toEqual(['10.0.3.0 10.0.2.2']);
    expect(routesOf(lab, 'target')).toEqual(['10.0.1.0 10.0.3.1', '10.0.2.0 10.0.3.1']);
    expect(routesOf(lab, 'both')).toEqual(['10.0.2.0 10.0.1.1']);
  });

  it('take the fewest hops', () => {
    const lab = load(ROUTED.replace('c: 10.0.3.9 }', 'c: 10.0.3.9 }, forward: true'));
    expect(routesOf(lab, 'scanner')).toEqual(['10.0.2.0 10.0.1.1', '10.0.3.0 10.0.1.9']);
  });

  it('that are given win, and may lead to networks that are not there', () => {
    const routes = 'routes: [{ to: 10.0.3.0/24, via: 10.0.1.9 }, { to: 10.9.0.0/16, via: 10.0.1.77 }]';
    const lab = load(ROUTED.replace('address: 10.0.1.2 }', `address: 10.0.1.2, ${routes} }`));
    expect(routesOf(lab, 'scanner')).toEqual([
      '10.0.2.0 10.0.1.1',
      '10.0.3.0 10.0.1.9',
      '10.9.0.0 10.0.1.77',
    ]);
  });

  it.each([
    ['{ to: 8.0.0.0/8, via: 10.0.1.1 }', 'not a network for labs'],
    ['{ to: 0.0.0.0/0, via: 10.0.1.1 }', 'not a network for labs'],
    ['{ to: 10.0.3.0/24, via: 10.0.3.1 }', "on none of this host's networks"],
    ['{ to: 10.0.3.0/24, via: 10.0.1.2 }', 'this host itself'],
    ['{ to: 10.0.1.0/24, via: 10.0.1.1 }', 'this host is on 10.0.1.0/24 itself'],
    ['{ to: 10.0.3.0/24, via: 10.0.1.1 }, { to: 10.0.3.0/24, via: 10.0.1.9 }', 'already'],
    ['{ to: 10.0.3.1/24, via: 10.0.1.1 }', 'is not a network'],
    ['{ to: 10.0.3.0/24 }', 'has no "via"'],
  ])('%s is refused: %s', (route, why) => {
    const text = ROUTED.replace('address: 10.0.1.2 }', `address: 10.0.1.2, routes: [${route}] }`);
    expect(complaints(text)[0]?.message).toContain(why);
    expect(complaints(text)[0]?.line).toBe(6);
  });
});
