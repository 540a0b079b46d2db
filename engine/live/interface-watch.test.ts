import { describe, expect, it } from 'vitest';
import { asIpv4, parseIpv4 } from '../packet/index.ts';
import type { VantageInterface } from '../scan/index.ts';
import { type InterfaceFacts, lossOf, systemFacts } from './interface-watch.ts';

const lan: VantageInterface = {
  name: 'lan0',
  address: parseIpv4('198.18.10.2') ?? asIpv4(0),
  prefix: 24,
  kind: 'ethernet',
};
const facts = (running: Record<string, string[]>, existing: string[] = []): InterfaceFacts => ({
  running: () => new Map(Object.entries(running)),
  exists: (name) => existing.includes(name),
  routingTable: () => '',
});

describe('watching interfaces', () => {
  it.each([
    ['all is well', facts({ lan0: ['198.18.10.9', '198.18.10.2'] }), undefined],
    [
      'it is down',
      facts({ lo: ['127.0.0.1'] }, ['lan0']),
      'Interface lan0 went down or lost its address.',
      true,
    ],
    ['it is gone', facts({ lo: ['127.0.0.1'] }), 'Interface lan0 was removed.', false],
    [
      'its address is gone',
      facts({ lan0: ['198.18.10.9'] }),
      'Interface lan0 lost its address 198.18.10.2.',
      true,
    ],
  ])('tells that %s', (_what, world, message, mayReturn = false) => {
    expect(lossOf([lan], world)).toEqual(message === undefined ? undefined : { message, mayReturn });
  });

  it('finds loopback running on this machine, and no interface of a made-up name', () => {
    const lo = { ...lan, name: 'lo', address: parseIpv4('127.0.0.1') ?? asIpv4(0) };
    expect(lossOf([lo], systemFacts)).toBeUndefined();
    expect(lossOf([{ ...lan, name: 'nosuch0' }], systemFacts)?.message).toBe(
      'Interface nosuch0 was removed.',
    );
    expect(systemFacts.exists('lo')).toBe(true);
  });
});
