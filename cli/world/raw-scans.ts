import { loadCap } from '../../engine/live/index.ts';
import type { ScanRequest } from '../../engine/scan/index.ts';
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

/** connect() alone needs no raw socket: only if nothing else is scanned and no probe of discovery is raw. */
export const needsRaw = ({ privileged, techniques, discovery }: ScanRequest): boolean =>
  privileged &&
  (techniques.some((technique) => technique !== 'connect') || discovery.mode !== 'skip' || discovery.arp);
