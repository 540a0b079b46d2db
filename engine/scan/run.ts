import { invariant } from '../base/invariant.ts';
import { scanReport } from './conclusions.ts';
import type { ScanReport } from './report.ts';
import type { ScanRequest } from './request.ts';
import { createScanner, type ScanSurroundings, step } from './scanner.ts';
import type { ScanStep, Transport } from './transport.ts';

/** Scans through a transport that takes its time: the real network. */
export async function runScan(
  request: ScanRequest,
  surroundings: ScanSurroundings,
  transport: Transport,
): Promise<ScanReport> {
  const { steps, report } = prepare(request, surroundings);
  await transport.run(steps);
  return report();
}

/** Scans through a transport that runs in virtual time and returns when all is over. */
export function runScanNow(
  request: ScanRequest,
  surroundings: ScanSurroundings,
  transport: Transport,
): ScanReport {
  const { steps, report } = prepare(request, surroundings);
  const running = transport.run(steps);
  invariant(running === undefined, 'a transport that is run at once does not wait');
  return report();
}

function prepare(
  request: ScanRequest,
  surroundings: ScanSurroundings,
): { readonly steps: ScanStep; readonly report: () => ScanReport } {
  const state = createScanner(request, surroundings);
  return { steps: (input) => step(state, input)[1], report: () => scanReport(state) };
}
