import type { ConnectErrno } from '../base/errno.ts';
import type { Reason } from './reasons.ts';

/**
 * What a scan concludes about a port, in the order in which reports list them; nmap's six states. `unknown` is ours:
 * the interface was lost before an answer could come, so that silence means nothing.
 */
export const PORT_STATES = [
  'open',
  'closed',
  'filtered',
  'unfiltered',
  'open|filtered',
  'closed|filtered',
  'unknown',
] as const;
export type PortState = (typeof PORT_STATES)[number];

/** The scan techniques, in the order in which their phases run. */
export type TechniqueName = 'syn' | 'ack' | 'window' | 'fin' | 'xmas' | 'null' | 'maimon' | 'udp' | 'connect';

/** An answer that was matched to a probe, reduced to what a verdict may depend on. */
export type Response =
  | { readonly on: 'tcp'; readonly flags: number; readonly window: number }
  | { readonly on: 'udp' }
  | {
      readonly on: 'icmp';
      readonly type: number;
      readonly code: number;
      /** Whether the scanned host itself sent the error, not a router or firewall before it. */
      readonly fromTarget: boolean;
    }
  /** connect() ended; without `errno` it succeeded. */
  | { readonly on: 'connect'; readonly errno?: ConnectErrno };

/** Which responses a rule speaks about. Every condition given must hold. */
export type Match =
  | {
      readonly on: 'tcp';
      /** All of these flags are set; others may be. */
      readonly has: number;
      /** Not all of these flags are set. */
      readonly lacks?: number;
      readonly window?: 'zero' | 'nonzero';
    }
  | { readonly on: 'udp' }
  | {
      readonly on: 'icmp';
      readonly type: number;
      /** Absent: any code. */
      readonly code?: number;
      readonly from?: 'target';
    }
  | { readonly on: 'connect'; readonly errno: 'none' | readonly ConnectErrno[] }
  /** No answer to any transmission. */
  | { readonly on: 'silence' };

/** If the response is like that, the port is in this state, and this is nmap's word for why. */
export interface Rule {
  readonly when: Match;
  readonly state: PortState;
  readonly reason: Reason;
}

/** What is sent to a port. */
export type ProbeShape =
  | { readonly kind: 'tcp'; readonly flags: number }
  /** The payloads known for the port (`udpPayloads`), or an empty datagram. */
  | { readonly kind: 'udp' }
  /** The operating system's own connect(). */
  | { readonly kind: 'connect' };

/** A scan technique: what it sends and what each answer means. First matching rule wins. */
export interface Technique {
  readonly title: string;
  /** nmap's option, `-sS`. */
  readonly flag: string;
  /** nmap's name of the phase in verbose output. */
  readonly phaseName: string;
  /** `type` of the XML element `scaninfo`. */
  readonly scanInfoType: string;
  /** Whose ports are scanned; the default list is that protocol's top 1000. */
  readonly protocol: 'tcp' | 'udp';
  readonly probe: ProbeShape;
  readonly rules: readonly Rule[];
  /** What the answers of a conforming host follow from. */
  readonly source: string;
  /** One sentence on what a student learns from it. */
  readonly teaches: string;
}

/** The rule that spoke, and its place in the technique's row. */
export interface Classification {
  readonly rule: Rule;
  readonly index: number;
}
