import { type CapAddon, keepForever } from '../../engine/live/index.ts';
import {
  ARP_OPERATION,
  decodeFrame,
  formatIpv4,
  formatMac,
  type Ipv4,
  type Mac,
} from '../../engine/packet/index.ts';
import { completeChecksum } from './offload.ts';

/** One interface of a simulated host on a real wire. */
export interface WirePort {
  readonly name: string;
  readonly mac: Mac;
  readonly address: Ipv4;
}

/** Frames are small in labs; libpcap gives each a slot of the largest packet's size. */
const KERNEL_BUFFER = 8 << 20;
const LARGEST = 65_535;

/** Opens the interface. `take` gets a copy of each frame for the host; what comes back sends one. */
export function openPort(
  { Cap }: CapAddon,
  port: WirePort,
  take: (frame: Uint8Array) => void,
): (frame: Uint8Array) => void {
  const handle = new Cap();
  const buffer = Buffer.alloc(LARGEST);
  keepForever(handle, buffer);
  const link = handle.open(port.name, filterFor(port), KERNEL_BUFFER, buffer);
  if (link !== 'ETHERNET') throw new Error(`${port.name} is not Ethernet but ${link}`);
  handle.on('packet', (length, truncated) => {
    if (truncated || length > buffer.length) return;
    const frame = new Uint8Array(buffer.subarray(0, length));
    if (!isFor(port, frame)) return;
    completeChecksum(frame);
    take(frame);
  });
  return (frame) => handle.send(frame, frame.length);
}

/** To its own address, and ARP questions to all. Its own frames are of no interest. */
function filterFor({ mac, address }: WirePort): string {
  const own = formatMac(mac);
  const asked = `arp and arp[6:2] = 1 and dst host ${formatIpv4(address)}`;
  return `not ether src ${own} and (ether dst ${own} or (ether broadcast and ${asked}))`;
}

/** The same again in our own words: nothing to all is answered but ARP for its own address. */
export function isFor({ mac, address }: WirePort, frame: Uint8Array): boolean {
  const { ethernet, arp } = decodeFrame(frame);
  if (ethernet === undefined || ethernet.source === mac) return false;
  if (ethernet.destination === mac) return true;
  return arp?.operation === ARP_OPERATION.REQUEST && arp.targetIp === address;
}
