import { describe, expect, it } from 'vitest';
import { type Scope, scopeForLoopback } from '../../engine/live/index.ts';
import { asIpv4, type Ipv4 } from '../../engine/packet/index.ts';
import { requestFor } from '../../test/wire/request.ts';
import { withinLimits } from './live.ts';

const limits = { maxPps: 100, maxPpsToOneHost: 50, burst: 10, maxAddresses: 1024, maxSeconds: 3600 };
const limited: Scope = { ...scopeForLoopback(), limits };
const hosts = (count: number): Ipv4[] => Array.from({ length: count }, (_, n) => asIpv4(0x7f000001 + n));

const ratesOf = (count: number, asked: { minRate?: number; maxRate?: number } = {}) => {
  const request = requestFor(hosts(count), [80]);
  const { timing } = withinLimits({ ...request, timing: { ...request.timing, ...asked } }, limited);
  return [timing.minRate, timing.maxRate];
};

describe('the rate of a scan under a scope file', () => {
  it('is no higher than the file allows, to one host and to all', () => {
    expect(ratesOf(1)).toEqual([undefined, 50]);
    expect(ratesOf(2)).toEqual([undefined, 100]);
    expect(ratesOf(9)).toEqual([undefined, 100]);
  });

  it('is lower where the user wants so, and never forced up', () => {
    expect(ratesOf(9, { maxRate: 10 })).toEqual([undefined, 10]);
    expect(ratesOf(9, { minRate: 500 })).toEqual([100, 100]);
  });

  it('is the user s own where nothing is limited', () => {
    const request = requestFor(hosts(1), [80]);
    expect(withinLimits(request, scopeForLoopback())).toBe(request);
  });
});
