import { stream } from '../../engine/base/random.ts';
import { openLive, scopeForLab } from '../../engine/live/index.ts';
import { cooked, FakeCap } from '../../engine/live/testing/fake-cap.ts';
import { asIpv4, asMac, parseIpv4, setU32, u16 } from '../../engine/packet/index.ts';
import { runScan, type Vantage } from '../../engine/scan/index.ts';
import { UNTRACED } from '../../engine/trace/index.ts';
import { requestFor } from '../wire/request.ts';
import { hostileFrames } from './frames.ts';

/** What hostile frames did to a live scan in progress. */
export interface LiveFigures {
  readonly frames: number;
  /** How many were for us, and so reached the scanner. */
  readonly received: number;
  readonly ended: boolean;
  /** Ports that a hostile frame made look open or closed: the real target never answers. */
  readonly forgedStates: readonly string[];
  readonly seconds: number;
  /** Bytes of heap in use in the middle and at the end, after collection where the process allows it. */
  readonly heapInTheMiddle: number;
  readonly heapAtTheEnd: number;
}

const ME = parseIpv4('198.18.10.2') ?? asIpv4(0);
const TARGET = parseIpv4('198.18.10.28') ?? asIpv4(0);
const VANTAGE: Vantage = {
  interfaces: [{ name: 'lan0', address: ME, prefix: 24, kind: 'ethernet', mac: asMac(0x0200_0000_0002) }],
  routes: [{ network: { network: asIpv4(0xc6120a00), prefix: 24 }, interface: 'lan0' }],
};
const AT_ONCE = 500;

/** Runs a scan of silent ports (a thousand last 20 s) whose addon delivers nothing but hostile frames, most of them addressed to us. */
export async function fuzzLive(count: number, seed: number, ports = 1000): Promise<LiveFigures> {
  const cap = new FakeCap();
  const live = openLive(
    {
      vantage: VANTAGE,
      scope: scopeForLab([TARGET]),
      trace: UNTRACED,
      raw: true,
      neighbours: [{ interface: 'lan0', address: TARGET, mac: asMac(0x0200_0000_0028) }],
    },
    {
      load: () => ({ ok: true, value: cap.addon }),
      facts: {
        running: () => new Map([['lan0', ['198.18.10.2']]]),
        exists: () => true,
        routingTable: () => '',
      },
    },
  );
  if (!live.ok) throw new Error(live.error.message);
  const request = requestFor(
    [TARGET],
    Array.from({ length: ports }, (_, n) => n + 1),
    { discovery: { mode: 'skip', arp: false }, seed },
  );
  const random = stream(seed, 'fuzz:live');
  const next = hostileFrames(random);
  const began = performance.now();
  const heaps: number[] = [];
  const feeding = feed(cap, count, () => toUs(next(), random.below(8)), heaps);
  const report = await runScan(
    { ...request, timing: { ...request.timing, maxRetries: 1, initialRttTimeoutUs: 100_000 } },
    { vantage: VANTAGE, trace: UNTRACED },
    live.value,
  );
  await feeding;
  const forgedStates = report.hosts.flatMap((host) =>
    [...host.ports].filter(({ state }) => state === 'open' || state === 'closed').map((row) => `${row.port}`),
  );
  return {
    frames: count,
    received: live.value.counts.received,
    ended: report.lost === undefined,
    forgedStates,
    seconds: (performance.now() - began) / 1000,
    heapInTheMiddle: heaps[0] ?? 0,
    heapAtTheEnd: heaps.at(-1) ?? 0,
  };
}

/** Delivers in turns of the event loop, as a capture does, for as long as frames are left. */
async function feed(cap: FakeCap, count: number, next: () => Uint8Array, heaps: number[]): Promise<void> {
  for (let fed = 0; fed < count; fed += AT_ONCE) {
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = fed; i < Math.min(count, fed + AT_ONCE); i++) cap.deliver(next());
    if (fed % (Math.ceil(count / 2 / AT_ONCE) * AT_ONCE) === 0 && fed > 0) heaps.push(heapInUse());
  }
  heaps.push(heapInUse());
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** The frame as the `any` device would give it; seven of eight are made to be for our address. */
function toUs(frame: Uint8Array, draw: number): Uint8Array {
  if (frame.length < 14) return frame;
  const etherType = u16(frame, 12);
  const bytes = cooked(frame.subarray(14), { etherType, packetType: draw === 7 ? 4 : 0 });
  const at = 16 + (etherType === 0x0806 ? 24 : 16);
  if (draw > 0 && bytes.length >= at + 4) setU32(bytes, at, ME);
  if (draw > 3 && bytes.length >= at && etherType === 0x0800) setU32(bytes, at - 4, TARGET);
  return bytes;
}
