/**
 * The scanner: a pure reducer that behaves like nmap 7.93. It knows no clock, no socket and no chance but the
 * request's seed; a transport feeds it inputs and carries out its effects, in a simulated network or a real one.
 *
 *     input --> step --> effects           scanner.ts   what an input means, in which order
 *                 |
 *              session                     session.ts   phases in sequence: discovery, then techniques by group
 *                 |
 *               phase                      phase.ts     one kind of question to many hosts
 *              /  |  \
 *          lane  lane  lane                lane.ts      one host's part: outstanding probes, window, delay
 *                 |
 *            probe pool                    pool.ts      all probes, in typed arrays
 *
 * Within a phase: `loop.ts` is nmap's main loop, a turn at a time; `permission.ts` says who may send;
 * `transmit.ts` and `probe.ts` send; `match.ts`, `find.ts` and `authenticity.ts` tell which probe a captured
 * packet answers; `port-work.ts` and `discovery-work.ts` what the answer means; `outcome.ts` what becomes of the
 * probe; `rtt.ts`, `congestion.ts` and `pace.ts` what follows for timeouts, windows and delays.
 *
 * It differs from nmap in three things. A TCP answer that does not repeat the 32 bits we sent is ignored. Bad
 * checksums are not trusted. And the reason of a port is kept together with its state, where nmap replaces the
 * reason alone if a late answer may not replace the state.
 */
export { pathTo } from './path.ts';
export type { HostReport, PhaseReport, PortReport, PortTable, Protocol, ScanReport } from './report.ts';
export type {
  DiscoveryOptions,
  OutputFile,
  OutputOptions,
  ReportFormat,
  ScanRequest,
  Target,
  TimingOptions,
} from './request.ts';
export { runScan, runScanNow } from './run.ts';
export {
  createScanner,
  progress,
  type ScanState,
  type ScanSurroundings,
  scanReport,
  step,
} from './scanner.ts';
export type { ConnectErrno, ScanEffect, ScanInput, ScanStep, Transport } from './transport.ts';
export type { Path, Vantage, VantageInterface, VantageRoute } from './vantage.ts';
