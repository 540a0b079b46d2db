import type { Watch } from '../../cli/world/compare-worlds.ts';
import { decodeFrame, type Ipv4, toHex } from '../../engine/packet/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';
import { capture } from './capture.ts';

/** What second captures saw. */
export interface Seen {
  frames: number;
  /** Frames that the scanner must not have sent, as hex. */
  readonly strays: string[];
}

/**
 * A second capture in the place of a lab's first target, beside a live scan: everything that comes from the scanner must
 * be for an address of the lab.
 */
export const watchForStrays =
  (seen: Seen): Watch =>
  async (running, lab) => {
    const target = lab.hosts.find(({ name }) => name === lab.scan?.targets?.[0]) ?? lab.hosts[1];
    const second = await capture(running, target?.name ?? '', target?.interfaces[0]?.network ?? '');
    return async () => {
      const frames = await second.end();
      seen.frames += frames.length;
      seen.strays.push(...frames.filter((frame) => isStray(frame, lab)).map((frame) => toHex(frame)));
    };
  };

function isStray(frame: Uint8Array, lab: Lab): boolean {
  const { arp, ip } = decodeFrame(frame);
  const source = arp?.senderIp ?? ip?.source;
  const destination = arp?.targetIp ?? ip?.destination;
  if (source === undefined || destination === undefined) return true;
  return isOf(lab, 'scanner', source) && !lab.hosts.some(({ name }) => isOf(lab, name, destination));
}

const isOf = (lab: Lab, name: string, address: Ipv4): boolean =>
  lab.hosts.some((host) => host.name === name && host.interfaces.some((one) => one.address === address));
