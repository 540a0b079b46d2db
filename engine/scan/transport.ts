import type { ConnectErrno } from '../base/errno.ts';
import type { Us } from '../base/time.ts';
import type { Ipv4 } from '../packet/index.ts';
import type { EventId } from '../trace/index.ts';

/** What happened to the scanner. */
export type ScanInput =
  | { readonly type: 'start'; readonly at: Us }
  | {
      readonly type: 'captured';
      readonly at: Us;
      /** What `bytes` begins with. Captured bytes are not kept beyond the step. */
      readonly link: 'ethernet' | 'raw';
      readonly bytes: Uint8Array;
      /** The trace event of the frame's arrival. */
      readonly because: EventId;
    }
  /** connect() number `id` ended; without `errno` it is connected (and already closed again by a reset). */
  | {
      readonly type: 'connected';
      readonly at: Us;
      readonly id: number;
      readonly errno?: ConnectErrno;
      readonly because: EventId;
    }
  /** The time asked for by the last `wake` has come. */
  | { readonly type: 'woke'; readonly at: Us }
  /**
   * The way out was away, after `since`, when it was last known to work, and is there again. To the scan no time
   * has passed meanwhile: the loss was noticed at `at`.
   */
  | { readonly type: 'link-back'; readonly at: Us; readonly since: Us; readonly text: string }
  /** The way out is gone for good, after `since`: nothing sent or received since then means anything. */
  | { readonly type: 'interface-lost'; readonly at: Us; readonly since: Us; readonly message: string };

/** What the scanner wants done. */
export type ScanEffect =
  /**
   * A whole IPv4 packet; the system (or the transport in its place) routes it and resolves the neighbour, even
   * one that has just answered an ARP ping: what a packet socket learned, the kernel does not know. nmap's raw
   * IP socket on Linux does likewise (frames with its own header only with --send-eth).
   */
  | { readonly type: 'send-ip'; readonly bytes: Uint8Array; readonly because: EventId }
  /** A whole Ethernet frame, out of that interface. */
  | {
      readonly type: 'send-ethernet';
      readonly interface: string;
      readonly bytes: Uint8Array;
      readonly because: EventId;
    }
  | {
      readonly type: 'connect';
      readonly id: number;
      readonly address: Ipv4;
      readonly port: number;
      readonly because: EventId;
    }
  /** Forget connect() number `id`; its socket is closed, no answer is wanted any more. */
  | { readonly type: 'abandon-connect'; readonly id: number }
  /** Say `woke` at that time, unless a later `wake` replaces it first. */
  | { readonly type: 'wake'; readonly at: Us }
  | { readonly type: 'finished' };

/** The scanner as the transport sees it. */
export type ScanStep = (input: ScanInput) => readonly ScanEffect[];

/**
 * One of the two worlds. It says `start`, carries out effects in their order, delivers what comes of them with
 * its time, and ends when the scanner says `finished`. Inputs of equal time come as: captured, connected, woke.
 */
export interface Transport {
  run(step: ScanStep): void | Promise<void>;
}
