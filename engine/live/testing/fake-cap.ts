import type { CapAddon, CapHandle } from '../cap-addon.ts';

/** A stand-in for the addon: records what is sent, and delivers frames as the native code does. */
export class FakeCap {
  readonly opened: { device: string; filter: string; kernelBufferBytes: number }[] = [];
  readonly sent: { device: string; frame: Uint8Array }[] = [];
  /** What `send`, `open` of a capture, and `open` of a sender throw. */
  sendError: string | undefined;
  openError: string | undefined;
  openSenderError: string | undefined;
  linkType = 'LINKTYPE_LINUX_SLL';
  closed = 0;
  #deliver: ((frame: Uint8Array, truncated: boolean) => void) | undefined;

  readonly addon: CapAddon = { Cap: this.#handleClass() };

  /** Hands a captured frame (with its cooked header) to the capturing handle. */
  deliver(frame: Uint8Array, truncated = false): void {
    this.#deliver?.(frame, truncated);
  }

  #handleClass(): new () => CapHandle {
    const world = this;
    return class implements CapHandle {
      #device = '';
      #buffer: Uint8Array = new Uint8Array(0);
      #listener: (length: number, truncated: boolean) => void = () => {};

      open(device: string, filter: string, kernelBufferBytes: number, buffer: Uint8Array): string {
        world.opened.push({ device, filter, kernelBufferBytes });
        this.#device = device;
        this.#buffer = buffer;
        if (world.openError !== undefined) throw new Error(world.openError);
        // As libpcap does on an unbalanced parenthesis, after the handle has become active.
        if (filter === '(' && world.openSenderError !== undefined) throw new Error(world.openSenderError);
        if (filter === '(') throw new Error("can't parse filter expression: syntax error");
        world.#deliver = (frame, truncated) => {
          this.#buffer.set(frame.subarray(0, this.#buffer.length));
          this.#listener(Math.min(frame.length, this.#buffer.length), truncated);
        };
        return world.linkType;
      }

      send(frame: Uint8Array, length: number): void {
        if (world.sendError !== undefined) throw new Error(world.sendError);
        world.sent.push({ device: this.#device, frame: frame.slice(0, length) });
      }

      close(): boolean {
        world.closed++;
        return true;
      }

      on(_event: 'packet', listener: (length: number, truncated: boolean) => void): void {
        this.#listener = listener;
      }
    };
  }
}

/** A frame as the `any` device gives it: the cooked header, then the payload. */
export function cooked(
  payload: Uint8Array,
  { packetType = 0, etherType = 0x0800, source = [2, 0, 0, 0, 0, 0x28] }: Partial<CookedFields> = {},
): Uint8Array {
  const header = [0, packetType, 0, 1, 0, 6, ...source, 0, 0, etherType >>> 8, etherType & 0xff];
  return Uint8Array.from([...header, ...payload]);
}

export interface CookedFields {
  readonly packetType: number;
  readonly etherType: number;
  readonly source: readonly number[];
}
