import { asMac, parseCidr } from '../../packet/index.ts';
import type { ScanRequest } from '../request.ts';
import type { Vantage } from '../vantage.ts';
import { address } from './fake-world.ts';

const cidr = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no network`);
  return parsed;
};

/** 198.18.10.2 on a LAN, and a router on it that leads everywhere else. */
export const VANTAGE: Vantage = {
  interfaces: [
    { name: 'lo', address: address('127.0.0.1'), prefix: 8, kind: 'loopback' },
    {
      name: 'lan',
      address: address('198.18.10.2'),
      prefix: 24,
      kind: 'ethernet',
      mac: asMac(0x0200_0000_0002),
    },
  ],
  routes: [
    { network: cidr('198.18.10.0/24'), interface: 'lan' },
    { network: cidr('198.18.0.0/15'), interface: 'lan', gateway: address('198.18.10.1') },
  ],
};

export const NEIGHBOUR = address('198.18.10.28');
export const FAR = address('198.18.20.5');

type Changes = Partial<Omit<ScanRequest, 'timing' | 'discovery' | 'output' | 'ports'>> & {
  readonly timing?: Partial<ScanRequest['timing']>;
  readonly discovery?: Partial<ScanRequest['discovery']>;
  readonly output?: Partial<ScanRequest['output']>;
  readonly ports?: Partial<ScanRequest['ports']>;
};

/** `nmap -sS 198.18.10.28` with nmap's T3, changed as told. */
export function scanOf(changes: Changes = {}): ScanRequest {
  const { timing, discovery, output, ports, ...rest } = changes;
  return {
    args: [],
    targets: [{ address: NEIGHBOUR }],
    unresolved: [],
    techniques: ['syn'],
    discovery: { mode: 'probe', arp: true, ...discovery },
    ports: { tcp: [22, 1000, 1001], udp: [], ...ports },
    timing: {
      template: 3,
      initialRttTimeoutUs: 1_000_000,
      minRttTimeoutUs: 100_000,
      maxRttTimeoutUs: 10_000_000,
      maxRetries: 10,
      scanDelayUs: 0,
      maxTcpScanDelayUs: 1_000_000,
      maxUdpScanDelayUs: 1_000_000,
      defeatRstRatelimit: false,
      ...timing,
    },
    sequentialPorts: false,
    output: { verbosity: 0, reason: false, openOnly: false, packetTrace: false, files: [], ...output },
    privileged: true,
    seed: 7,
    ...rest,
  };
}
