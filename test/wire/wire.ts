import { type CapHandle, loadCap } from '../../engine/live/index.ts';
import { decodeFrame, parseIpv4, toHex } from '../../engine/packet/index.ts';
import { fillChecksum } from './checksums.ts';
import { type Copy, type Direction, type Faults, fateOf, spoilt } from './faults.ts';
import { ADDRESS, ip, ipIn, makeNamespaces, must } from './namespaces.ts';

export interface WireCounts {
  frames: number;
  lost: number;
  duplicated: number;
  corrupted: number;
  truncated: number;
  held: number;
}

export interface Wire {
  readonly counts: Readonly<Record<Direction, WireCounts>>;
  /** What the scanner sent to others than the target, in hexadecimal, as it was before the wire did anything to it. */
  readonly strays: readonly string[];
  stop(): void;
}

const HANDLES: unknown[] = [];
const SMALLEST_FRAME = 14;

/**
 * scanner (s0) - (m0) this process (m1) - target (t0): two cables whose inner ends are joined by this process
 * alone, so that every frame between scanner and target passes through it.
 */
export function makeWire(addresses: { scanner: string; target: string }): void {
  makeNamespaces('scanner', 'target');
  must('sysctl', ['-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1']);
  ip(
    'link add m0 type veth peer name s0 netns scanner',
    'link add m1 type veth peer name t0 netns target',
    'link set m0 up',
    'link set m1 up',
  );
  ipIn('scanner', `address add ${addresses.scanner}/24 dev s0`, 'link set s0 up');
  ipIn('target', `address add ${addresses.target}/24 dev t0`, 'link set t0 up');
}

/** Joins the two inner ends. The same seed does the same to the n-th frame of each direction. */
export function startWire({ faults, seed }: { faults: Faults; seed: number }): Wire {
  const counts = { 'to-target': noCounts(), 'to-scanner': noCounts() };
  const ends = { m0: openEnd('m0'), m1: openEnd('m1') };
  const strays: string[] = [];
  let isStopped = false;
  const join = (from: keyof typeof ends, to: keyof typeof ends, direction: Direction): void => {
    const count = counts[direction];
    ends[from].handle.on('packet', (length) => {
      if (isStopped) return;
      const frame = Uint8Array.from(ends[from].buffer.subarray(0, length));
      if (direction === 'to-target' && isStray(frame)) strays.push(toHex(frame));
      fillChecksum(frame);
      const copies = fateOf(faults, seed, direction, count.frames++);
      note(count, copies);
      for (const copy of copies) {
        const bytes = spoilt(frame, copy);
        const leave = (): void => {
          if (!isStopped && bytes.length >= SMALLEST_FRAME) put(ends[to].handle, bytes);
        };
        if (copy.delayMs > 0) setTimeout(leave, copy.delayMs);
        else leave();
      }
    });
  };
  join('m0', 'm1', 'to-target');
  join('m1', 'm0', 'to-scanner');
  return {
    counts,
    strays,
    stop() {
      isStopped = true;
      ends.m0.handle.close();
      ends.m1.handle.close();
    },
  };
}

/** What nobody at the other end takes, since the cable is out there, is gone: ENOBUFS from a link without carrier. */
function put(handle: CapHandle, bytes: Uint8Array): void {
  try {
    handle.send(bytes, bytes.length);
  } catch (error) {
    if (!/No buffer space/.test(String(error))) throw error;
  }
}

function isStray(frame: Uint8Array): boolean {
  const { ip, arp } = decodeFrame(frame);
  return (ip?.destination ?? arp?.targetIp) !== parseIpv4(ADDRESS.target);
}

const noCounts = (): WireCounts => ({
  frames: 0,
  lost: 0,
  duplicated: 0,
  corrupted: 0,
  truncated: 0,
  held: 0,
});

function note(count: WireCounts, copies: readonly Copy[]): void {
  if (copies.length === 0) count.lost++;
  if (copies.length > 1) count.duplicated++;
  for (const copy of copies) {
    if (copy.flip !== undefined) count.corrupted++;
    if (copy.cut !== undefined) count.truncated++;
    if (copy.delayMs > 0) count.held++;
  }
}

/** A packet socket does not see what it sends itself, so that nothing goes round in circles. */
function openEnd(name: string): { handle: CapHandle; buffer: Buffer } {
  const addon = loadCap();
  if (!addon.ok) throw new Error(addon.error.message);
  const handle = new addon.value.Cap();
  const buffer = Buffer.alloc(65_535);
  HANDLES.push(handle, buffer);
  handle.open(name, 'ip or arp', 16 << 20, buffer);
  return { handle, buffer };
}
