import { complain, ok, type Result } from '../base/result.ts';
import { ETHERTYPE, formatIpv4, type Ipv4, type Mac, u16, u32, ZERO_MAC } from '../packet/index.ts';
import type { Vantage, VantageInterface } from '../scan/index.ts';
import { type CapAddon, type CapHandle, explainOpen, keepForever } from './cap-addon.ts';

/** A frame for one of this machine's addresses. `bytes` is only good until the callback returns. */
export type OnFrame = (at: VantageInterface, link: 'ethernet' | 'raw', bytes: Uint8Array) => void;

/** What may answer a scan: ARP alone where it sends nothing else by itself, any packet otherwise. */
export type Awaited = 'arp' | 'any';

/**
 * The cooked header of Linux (LINKTYPE_LINUX_SLL): packet type, hardware type, address length, address (8
 * bytes), EtherType. It ends with the EtherType as an Ethernet header does, so that one fits inside it.
 */
const COOKED = { LENGTH: 16, ADDRESS: 6, ETHERTYPE: 14, ETHERNET_AT: 2 } as const;
const PACKET_TYPE = { HOST: 0, BROADCAST: 1 } as const;

/**
 * Room for frames that arrive while JavaScript is busy. On a cooked capture libpcap gives every frame a slot of
 * the largest packet's size (64 KiB and a little), so that this is about 500 frames: the largest congestion
 * window is 300, and a turn of the scanner sends 50. More memory takes long to get: 64 MiB up to 0.3 s.
 */
const KERNEL_BUFFER = 32 << 20;
/** The largest packet the addon hands over, and the cooked header. */
const LARGEST = 65_535 + COOKED.LENGTH;

/**
 * Captures what arrives for the machine's own addresses, on all interfaces at once: the handle of one interface
 * aborts the process when that interface goes down (see FrameSender), the `any` device has none to lose. The
 * Ethernet header is put back exactly: packet type HOST means that the destination was our own address.
 */
export class FrameCapture {
  readonly #handle: CapHandle;
  readonly #buffer: Buffer;
  readonly #byAddress = new Map<number, VantageInterface>();
  #onFrame: OnFrame | undefined;
  #isOpen = true;

  private constructor(handle: CapHandle, buffer: Buffer, vantage: Vantage) {
    this.#handle = handle;
    this.#buffer = buffer;
    for (const one of vantage.interfaces) this.#byAddress.set(one.address, one);
    handle.on('packet', (length, truncated) => {
      if (!truncated) this.#take(length);
    });
  }

  static open(addon: CapAddon, vantage: Vantage, awaited: Awaited = 'any'): Result<FrameCapture> {
    const handle = new addon.Cap();
    const buffer = Buffer.alloc(LARGEST);
    keepForever(handle, buffer);
    try {
      const link = handle.open('any', filterFor(vantage, awaited), KERNEL_BUFFER, buffer);
      if (link === 'LINKTYPE_LINUX_SLL') return ok(new FrameCapture(handle, buffer, vantage));
      handle.close();
      return complain(`Capturing gives frames of type ${link}; only Linux's cooked frames are known.`);
    } catch (error) {
      return explainOpen(error, 'any');
    }
  }

  /** Nothing is handed over before; the kernel keeps what arrives. */
  start(onFrame: OnFrame): void {
    this.#onFrame = onFrame;
  }

  close(): void {
    if (this.#isOpen) this.#handle.close();
    this.#isOpen = false;
  }

  #take(length: number): void {
    const bytes = this.#buffer;
    if (this.#onFrame === undefined || !this.#isOpen || length < COOKED.LENGTH || length > bytes.length)
      return;
    const packetType = u16(bytes, 0);
    if (packetType !== PACKET_TYPE.HOST && packetType !== PACKET_TYPE.BROADCAST) return;
    const at = this.#interfaceOf(bytes, length);
    if (at === undefined) return;
    if (at.kind === 'raw') {
      this.#onFrame(at, 'raw', bytes.subarray(COOKED.LENGTH, length));
      return;
    }
    restoreEthernet(bytes, packetType === PACKET_TYPE.HOST ? (at.mac ?? ZERO_MAC) : undefined);
    this.#onFrame(at, 'ethernet', bytes.subarray(COOKED.ETHERNET_AT, length));
  }

  /** A cooked frame does not say where it arrived; the address it is for does. */
  #interfaceOf(bytes: Uint8Array, length: number): VantageInterface | undefined {
    const etherType = u16(bytes, COOKED.ETHERTYPE);
    const offset = etherType === ETHERTYPE.IPV4 ? 16 : etherType === ETHERTYPE.ARP ? 24 : -1;
    if (offset < 0 || length < COOKED.LENGTH + offset + 4) return undefined;
    return this.#byAddress.get(u32(bytes, COOKED.LENGTH + offset));
  }
}

/** Moves the sender's address behind the destination's, which is all ones where it is undefined. */
function restoreEthernet(bytes: Uint8Array, destination: Mac | undefined): void {
  bytes.copyWithin(COOKED.ETHERNET_AT + 6, COOKED.ADDRESS, COOKED.ADDRESS + 6);
  let rest: number = destination ?? 0xffff_ffff_ffff;
  for (let i = COOKED.ETHERNET_AT + 5; i >= COOKED.ETHERNET_AT; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

const ARP_REPLY = 'arp and arp[6:2] = 2';

/** Only what can be an answer: ARP replies, ICMP, TCP and UDP for our own addresses. */
export function filterFor(vantage: Vantage, awaited: Awaited = 'any'): string {
  const addresses = [...new Set(vantage.interfaces.map((one) => one.address))];
  const hosts = addresses.map((address: Ipv4) => `dst host ${formatIpv4(address)}`).join(' or ');
  return `(${hosts}) and (${awaited === 'arp' ? ARP_REPLY : `icmp or tcp or udp or (${ARP_REPLY})`})`;
}
