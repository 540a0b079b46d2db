import { describe, expect, it } from 'vitest';
import { asIpv4, cidrOf, type Ipv4, parseMac } from '../../engine/packet/index.ts';
import type { ScanRequest, Vantage } from '../../engine/scan/index.ts';
import { requestFor } from '../../test/wire/request.ts';
import { needsArpAlone } from './raw-scans.ts';

const NEIGHBOUR = asIpv4(0xc612_0a1c);
const BEYOND = asIpv4(0xc612_141c);
const own = asIpv4(0xc612_0a02);
const gateway = asIpv4(0xc612_0a01);
const mac = parseMac('02:00:00:00:00:02');

const vantage: Vantage = {
  interfaces: [
    { name: 'lan', address: own, prefix: 24, kind: 'ethernet', ...(mac === undefined ? {} : { mac }) },
  ],
  routes: [
    { network: cidrOf(own, 24), interface: 'lan' },
    { network: cidrOf(asIpv4(0), 0), interface: 'lan', gateway },
  ],
};

const scan = (
  target: Ipv4,
  techniques: ScanRequest['techniques'],
  mode: ScanRequest['discovery']['mode'],
): ScanRequest => requestFor([target], [80], { techniques, discovery: { mode, arp: true } });

describe('ARP is all that is sent raw', () => {
  it.each([
    ['by a connect() scan of a neighbour', NEIGHBOUR, ['connect'], 'probe', true],
    ['by a connect() scan beyond a gateway that is not pinged', BEYOND, ['connect'], 'skip', true],
    ['not by one that is pinged', BEYOND, ['connect'], 'probe', false],
    ['not by a SYN scan', NEIGHBOUR, ['syn'], 'skip', false],
    ['not by a connect() scan with a UDP scan after it', NEIGHBOUR, ['connect', 'udp'], 'skip', false],
  ] as const)('%s', (_, target, techniques, mode, alone) => {
    expect(needsArpAlone(scan(target, techniques, mode), vantage)).toBe(alone);
  });
});
