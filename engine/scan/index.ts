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
 * Within a phase: `loop.ts` is nmap's main loop, a turn at a time: `stock.ts` sees what timed out, `sending.ts`
 * and `timing-pings.ts` choose what to send, `permission.ts` and `tries.ts` say what may be sent, `transmit.ts`
 * and `probe.ts` send it. `match.ts`, `find.ts` and `authenticity.ts` tell which probe a captured packet answers,
 * `port-work.ts` and `discovery-work.ts` what that means, `answered.ts` what becomes of the probe; `rtt.ts`,
 * `congestion.ts` and `pace.ts` what follows for timeouts, windows and delays.
 *
 * It differs from nmap on purpose in these things:
 * - a TCP answer that does not repeat the 32 bits we sent is ignored (`authenticity.ts`), and so is a packet with
 *   a wrong checksum;
 * - silence is not believed too early where answers are seen to get lost, and the tries that this takes have a pace
 *   of their own; with -Pn a silent neighbour is asked by ARP up to eight times (`deservesAnother` in `tries.ts`);
 * - the reason of a port stays with its state, where nmap replaces the reason alone if a late answer may not
 *   replace the state;
 * - ports without answer are `unknown` if the interface was lost; if it came back, what it may have kept from being
 *   answered is asked anew (`outage.ts`);
 * - where so much is lost that a silent port may be one that answers, a notice says so (`loss.ts`).
 */
export { meansFor } from './batches.ts';
export { progress, scanReport } from './conclusions.ts';
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
export { createScanner, type ScanState, type ScanSurroundings, step } from './scanner.ts';
export type { ScanEffect, ScanInput, ScanStep, Transport } from './transport.ts';
export type { Path, Vantage, VantageInterface, VantageRoute } from './vantage.ts';
