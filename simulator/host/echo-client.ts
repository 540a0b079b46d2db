import {
  ICMP_TYPE,
  type IcmpView,
  type Ipv4,
  type Ipv4View,
  icmpPacket,
  PROTOCOL,
  type QuotedPacket,
  u8,
  u16,
} from '../../engine/packet/index.ts';
import type { EventId } from '../../engine/trace/index.ts';
import type { IpIdent } from './ip-ident.ts';
import type { IpOutput, Sending } from './ip-output.ts';
import type { Kernel } from './kernel.ts';

/** What a process hears that has sent echo requests. */
export interface EchoListener {
  /** `bytes` counts the whole ICMP message. */
  reply(from: Ipv4, sequence: number, ttl: number, bytes: number): void;
  /** An ICMP error about one of its requests. */
  error(from: Ipv4, sequence: number, typeNumber: number, code: number): void;
}

/** An ICMP socket of a process, as ping opens it. */
export interface EchoSocket {
  send(sequence: number, ttl: number, data: Uint8Array, because: readonly EventId[]): Sending;
  close(): void;
}

/** Echo requests of this host's own, and what comes back to them. */
export interface EchoClient {
  /** Undefined where no route leads to the destination. */
  open(destination: Ipv4, listener: EchoListener): EchoSocket | undefined;
  /** False where no socket waits for it. */
  reply(ip: Ipv4View, icmp: IcmpView): boolean;
  error(from: Ipv4, icmp: IcmpView, quoted: QuotedPacket): void;
}

interface Open {
  readonly destination: Ipv4;
  readonly listener: EchoListener;
}

export function createEchoClient(
  kernel: Kernel,
  { output, ident }: { readonly output: IpOutput; readonly ident: IpIdent },
): EchoClient {
  const random = kernel.random('ping');
  /** By the identifier of their requests. */
  const sockets = new Map<number, Open>();

  const freeId = (): number => {
    let id = random.below(0x1_0000);
    while (sockets.has(id)) id = (id + 1) & 0xffff;
    return id;
  };
  return {
    open(destination, listener) {
      const source = output.sourceFor(destination);
      if (source === undefined) return undefined;
      const id = freeId();
      sockets.set(id, { destination, listener });
      return {
        send(sequence, ttl, data, because) {
          const number = ident(destination, PROTOCOL.ICMP, kernel.clock.now);
          // The socket looks for the path's MTU as any other does (IP_PMTUDISC_WANT).
          const header = { id: number, dontFragment: true, ttl, source, destination };
          return output.send(icmpPacket(header, { type: 'echo-request', id, sequence, data }), because);
        },
        close: () => {
          sockets.delete(id);
        },
      };
    },
    reply(ip, icmp) {
      const open = sockets.get(icmp.id);
      const { start, end } = icmp.span;
      open?.listener.reply(ip.source, icmp.sequence, ip.ttl, end - start);
      return open !== undefined;
    },
    error(from, icmp, { ip, icmpId, transportBytes }) {
      const { bytes, start } = ip.payload;
      if (icmpId === undefined || transportBytes < 8 || u8(bytes, start) !== ICMP_TYPE.ECHO_REQUEST) return;
      const open = sockets.get(icmpId);
      if (open?.destination !== ip.destination) return;
      open.listener.error(from, u16(bytes, start + 6), icmp.typeNumber, icmp.code);
    },
  };
}
