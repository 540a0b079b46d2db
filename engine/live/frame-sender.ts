import { type CapAddon, type CapHandle, keepForever } from './cap-addon.ts';
import { type Refusal, refusalOf } from './destination.ts';
import type { Scope } from './scope.ts';

/** What became of a frame. */
export type Sending =
  | { readonly type: 'sent' }
  /** The guard held it back; it never reached the kernel. */
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** A queue is full (ENOBUFS, EAGAIN): the same frame may go later. */
  | { readonly type: 'busy' }
  /** The interface is down or gone (ENETDOWN, ENXIO, ENODEV). */
  | { readonly type: 'lost'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

const SENT: Sending = { type: 'sent' };
const BUSY: Sending = { type: 'busy' };

/** Not a filter: libpcap's compiler refuses it. See `openSendOnly`. */
const UNCOMPILABLE = '(';
/** The least that libpcap accepts: a send-only handle reads nothing. */
const SMALLEST_RING = 65_536;

/**
 * Owns the sending handles; nothing else can reach them. `send` is the one place where bytes leave, and it asks
 * the guard about the bytes themselves.
 */
export class FrameSender {
  readonly #addon: CapAddon;
  readonly #scope: Scope;
  readonly #handles = new Map<string, CapHandle>();

  constructor(addon: CapAddon, scope: Scope) {
    this.#addon = addon;
    this.#scope = scope;
  }

  /** Sends the first `length` bytes of `frame`. */
  send(device: string, link: 'ethernet' | 'raw', frame: Uint8Array, length: number): Sending {
    const refusal = refusalOf(this.#scope, link, frame, length);
    if (refusal !== undefined) return { type: 'refused', refusal };
    try {
      (this.#handles.get(device) ?? this.#open(device)).send(frame, length);
      return SENT;
    } catch (error) {
      return sendingOf(error);
    }
  }

  /** Opens the handle of an interface ahead of its first frame. */
  prepare(device: string): Sending {
    try {
      this.#open(device);
      return SENT;
    } catch (error) {
      return sendingOf(error);
    }
  }

  /**
   * Opens every interface anew at its next frame: a socket whose interface was down tells so once more when it is
   * up again. The old handles stay open (see below); each outage costs a descriptor.
   */
  reopen(): void {
    this.#handles.clear();
  }

  /**
   * A handle that only sends. When a packet socket's interface goes down, its poll reports an error, and on
   * that the addon's own read callback aborts the whole process (an assert on the poll's status). A filter that
   * does not compile makes the addon's open() fail after the handle is active and before it is polled: sending
   * then works, with ENETDOWN as an ordinary error, and nothing is read. Such a handle must never be closed
   * (its poll watcher was never set up): it costs one file descriptor until the process ends.
   */
  #open(device: string): CapHandle {
    const handle = new this.#addon.Cap();
    const buffer = Buffer.alloc(64);
    keepForever(handle, buffer);
    try {
      handle.open(device, UNCOMPILABLE, SMALLEST_RING, buffer);
    } catch (error) {
      if (!/syntax error|parse/.test(textOf(error))) throw error;
    }
    this.#handles.set(device, handle);
    return handle;
  }
}

function sendingOf(error: unknown): Sending {
  const message = textOf(error);
  if (/No buffer space|temporarily unavailable/.test(message)) return BUSY;
  return { type: /Network is down|No such device/.test(message) ? 'lost' : 'failed', message };
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
