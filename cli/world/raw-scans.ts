import { loadCap } from '../../engine/live/index.ts';
import { asIpv4, cidrContains, cidrOf } from '../../engine/packet/index.ts';
import { meansFor, pathTo, type ScanRequest, type Vantage } from '../../engine/scan/index.ts';
import type { Missing } from './missing.ts';

type Availability = { readonly ok: true } | ({ readonly ok: false } & Missing);

/** Whether this machine can send raw packets as the scan needs them; connect() scans need nothing. */
export function rawScansAvailable(request: ScanRequest): Availability {
  if (!needsRaw(request)) return { ok: true };
  const cap = loadCap();
  if (cap.ok) return { ok: true };
  const { message, remedy } = cap.error;
  return { ok: false, reason: message, waysOut: remedy === undefined ? [] : [remedy] };
}

/**
 * connect() alone needs no raw socket, but finding out which hosts are up does, by ARP even with -Pn; a loopback
 * address is up without a question.
 */
export function needsRaw({ privileged, techniques, discovery, targets }: ScanRequest): boolean {
  if (!privileged) return false;
  if (techniques.some((technique) => technique !== 'connect')) return true;
  return (
    (discovery.mode !== 'skip' || discovery.arp) &&
    targets.some(({ address }) => !cidrContains(LOOPBACK, address))
  );
}

/** Whether ARP is all that a scan sends by itself: connect() scans among neighbours, or with -Pn. */
export function needsArpAlone(request: ScanRequest, vantage: Vantage): boolean {
  return (
    request.techniques.every((technique) => technique === 'connect') &&
    request.targets.every(({ address }) => meansFor(request, { path: pathTo(vantage, address) }) !== 'raw')
  );
}

/** How many connect() calls a scan makes, if nothing is asked twice. */
export const connectsOf = ({ techniques, targets, ports }: ScanRequest): number =>
  techniques.includes('connect') ? targets.length * ports.tcp.length : 0;

const LOOPBACK = cidrOf(asIpv4(0x7f000000), 8);
