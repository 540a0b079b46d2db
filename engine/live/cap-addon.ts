import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { complain, ok, type Result } from '../base/result.ts';

/** One open capture of the `cap` addon, as far as it is used here. */
export interface CapHandle {
  /** Gives back the link type; from then on each packet is written to the start of `buffer`. */
  open(device: string, filter: string, kernelBufferBytes: number, buffer: Uint8Array): string;
  send(frame: Uint8Array, length: number): void;
  close(): boolean;
  on(event: 'packet', listener: (length: number, truncated: boolean) => void): unknown;
}

export interface CapAddon {
  readonly Cap: new () => CapHandle;
}

/**
 * Loads the native addon alone: the decoders beside it loop for ever on some packets and are never loaded.
 * Every way in which it can be missing becomes one sentence and the way out.
 */
export function loadCap(load: () => unknown = requireAddon): Result<CapAddon> {
  try {
    const addon = load();
    if (!isAddon(addon)) return complain('The cap package is not what it should be.', { remedy: REBUILD });
    if (!('on' in addon.Cap.prototype)) Object.setPrototypeOf(addon.Cap.prototype, EventEmitter.prototype);
    return ok(addon);
  } catch (error) {
    return complain(...explain(error as NodeJS.ErrnoException));
  }
}

const INSTALL = 'Install libpcap (Debian: apt-get install libpcap-dev), then run: npm rebuild cap';
const REBUILD = 'Run: npm rebuild cap';
const UNPRIVILEGED = 'Everything but raw live scans works without it; -sT scans live.';

function explain(error: NodeJS.ErrnoException): [message: string, more: { remedy: string }] {
  const { message, code } = error;
  if (/libpcap\S*: (?:cannot open shared object|file too short)/.test(message))
    return [`Raw live scans need libpcap, which is not installed. ${UNPRIVILEGED}`, { remedy: INSTALL }];
  if (/NODE_MODULE_VERSION|did not self-register|invalid ELF|wrong ELF/.test(message))
    return ['The cap package was built for another version of Node.', { remedy: REBUILD }];
  if (code === 'MODULE_NOT_FOUND' || code === 'ENOENT')
    return [
      `Raw live scans need the cap package, which is not built here. ${UNPRIVILEGED}`,
      { remedy: INSTALL },
    ];
  return [`The cap package cannot be loaded: ${message.split('\n')[0]}`, { remedy: INSTALL }];
}

function requireAddon(): unknown {
  const require = createRequire(import.meta.url);
  return require(join(dirname(require.resolve('cap/package.json')), 'build', 'Release', 'cap.node'));
}

const isAddon = (value: unknown): value is CapAddon =>
  typeof value === 'object' && value !== null && 'Cap' in value && typeof value.Cap === 'function';

/**
 * Handles and their buffers stay reachable until the process ends. The addon keeps a bare pointer to the
 * buffer, and leaves a closed handle's poll watcher in the event loop's list: collecting either corrupts memory.
 */
const KEPT = Symbol.for('halfopen.cap-handles');

export function keepForever(...things: readonly unknown[]): void {
  const holder = globalThis as { [KEPT]?: unknown[] };
  holder[KEPT] ??= [];
  holder[KEPT].push(...things);
}

/** What libpcap said when a handle could not be opened, with the way out. */
export function explainOpen(error: unknown, device: string): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  if (/permission|not permitted|CAP_NET_RAW/i.test(message))
    return complain('Raw scans need the right to open packet sockets (CAP_NET_RAW), which is missing here.', {
      remedy: 'Scan inside a lab (--lab FILE, no root needed), use -sT, or run with sudo.',
    });
  return complain(`Capturing on ${device} failed: ${message}`);
}
