import { type Endpoints, internetChecksum, pseudoHeaderSum } from './checksum.ts';
import { type Finding, finding } from './finding.ts';
import { TCP_FLAG } from './flags.ts';
import type { IcmpView } from './icmp.ts';
import { PROTOCOL } from './numbers.ts';
import type { HeaderName } from './problem.ts';
import type { TcpView } from './tcp.ts';
import type { UdpView } from './udp.ts';

/**
 * What is wrong with the meaning of a segment. `ip` (a view of the IP header serves) gives the addresses, which
 * the checksum covers. Not for fragments: the checksum is over the whole segment.
 */
export function checkTcp(view: TcpView, ip: Endpoints): Finding[] {
  const { start, end } = view.span;
  const seed = pseudoHeaderSum(ip.source, ip.finalDestination ?? ip.destination, PROTOCOL.TCP, end - start);
  const found = checkSum('tcp', view, 16, end, seed);
  if (view.reserved !== 0) found.push(finding('tcp', 'reserved-bits-set', start + 12, view.reserved, 0));
  const options = view.options();
  if (!options.ok)
    found.push(finding('tcp', 'options-malformed', options.problem.offset, options.problem.found));
  found.push(...checkPorts('tcp', view), ...checkFlags(view));
  return found;
}

/** Such flags are what FIN, Xmas and NULL probes and fingerprinting send; no conversation of two TCPs has them. */
function checkFlags(view: TcpView): Finding[] {
  const { flags } = view;
  const { start } = view.span;
  const found: Finding[] = [];
  const has = (flag: number): boolean => (flags & flag) !== 0;
  if (flags === 0) found.push(finding('tcp', 'flags-none', start + 13, flags));
  // RFC 9293 section 3.10.7: after SYN, every segment but a bare RST carries ACK; SYN goes with neither FIN nor RST.
  const alone = !has(TCP_FLAG.ACK) && !has(TCP_FLAG.SYN) && !has(TCP_FLAG.RST) && flags !== 0;
  if (alone || (has(TCP_FLAG.SYN) && (has(TCP_FLAG.FIN) || has(TCP_FLAG.RST))))
    found.push(finding('tcp', 'flags-contradict', start + 13, flags));
  if (!has(TCP_FLAG.URG) && view.urgentPointer !== 0)
    found.push(finding('tcp', 'urgent-pointer-unused', start + 18, view.urgentPointer, 0));
  if (!has(TCP_FLAG.ACK) && view.acknowledgment !== 0)
    found.push(finding('tcp', 'acknowledgment-unused', start + 8, view.acknowledgment, 0));
  return found;
}

/** What is wrong with the meaning of a datagram. Not for fragments. */
export function checkUdp(view: UdpView, ip: Endpoints): Finding[] {
  const { start } = view.span;
  const ports = checkPorts('udp', view);
  if (view.checksum === 0) return [finding('udp', 'checksum-absent', start + 6, 0), ...ports];
  const seed = pseudoHeaderSum(ip.source, ip.finalDestination ?? ip.destination, PROTOCOL.UDP, view.length);
  return [...checkSum('udp', view, 6, view.payload.end, seed), ...ports];
}

/** What is wrong with the meaning of a message. Not for fragments. */
export const checkIcmp = (view: IcmpView): Finding[] => checkSum('icmp', view, 2, view.span.end, 0);

function checkPorts(header: HeaderName, view: TcpView | UdpView): Finding[] {
  const found: Finding[] = [];
  const { start } = view.span;
  if (view.sourcePort === 0) found.push(finding(header, 'port-zero', start, 0));
  if (view.destinationPort === 0) found.push(finding(header, 'port-zero', start + 2, 0));
  return found;
}

type Checked = TcpView | UdpView | IcmpView;

/** `expected` is the sum over all bytes but the checksum field itself, which subtracting it leaves out. */
function checkSum(header: HeaderName, view: Checked, field: number, end: number, seed: number): Finding[] {
  const { bytes, start } = view.span;
  if (internetChecksum(bytes, start, end, seed) === 0) return [];
  const expected = internetChecksum(bytes, start, end, seed + (0xffff - view.checksum));
  return [finding(header, 'checksum-wrong', start + field, view.checksum, expected)];
}
