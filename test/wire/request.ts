import { fromMs } from '../../engine/base/time.ts';
import type { Ipv4 } from '../../engine/packet/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';

/** A request as nmap's defaults (T3) make it, with -Pn; `changes` replace what a test is about. */
export function requestFor(
  targets: readonly Ipv4[],
  tcp: readonly number[],
  changes: Partial<ScanRequest> = {},
): ScanRequest {
  return {
    args: [],
    targets: targets.map((address) => ({ address })),
    unresolved: [],
    techniques: ['syn'],
    ports: { tcp, udp: [] },
    discovery: { mode: 'skip', arp: true },
    timing: {
      template: 3,
      initialRttTimeoutUs: fromMs(1000),
      minRttTimeoutUs: fromMs(100),
      maxRttTimeoutUs: fromMs(10_000),
      maxRetries: 10,
      scanDelayUs: 0,
      maxTcpScanDelayUs: fromMs(1000),
      maxUdpScanDelayUs: fromMs(1000),
      defeatRstRatelimit: false,
    },
    sequentialPorts: false,
    output: { verbosity: 0, reason: true, openOnly: false, packetTrace: false, files: [] },
    privileged: true,
    seed: 1,
    ...changes,
  };
}
