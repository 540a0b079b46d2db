import { describe, expect, it } from 'vitest';
import { loadCap } from '../../engine/live/index.ts';
import {
  asMac,
  checkTcp,
  decodeFrame,
  ETHERTYPE,
  ethernetFrame,
  type Ipv4,
  setU16,
  tcpPacket,
} from '../../engine/packet/index.ts';
import { builtProgram } from '../support/built-program.ts';
import { fillChecksum } from './checksums.ts';
import { type Faults, fateOf, spoilt } from './faults.ts';
import type { FaultyOrder, FaultyOutcome } from './programs/faulty-wire.ts';
import { runInSandbox, whyNoSandbox } from './sandbox.ts';

const source = 0xc6120a02 as Ipv4;
const destination = 0xc6120a1c as Ipv4;

describe('the faults of a wire', () => {
  const all: Faults = { loss: 0.1, duplicate: 0.2, corrupt: 0.1, truncate: 0.1, reorder: 0.3 };
  const fates = (faults: Faults, seed: number) =>
    Array.from({ length: 5000 }, (_, n) => fateOf(faults, seed, 'to-target', n));

  it('are the same for the n-th frame of a direction whenever the seed is', () => {
    expect(fates(all, 7)).toEqual(fates(all, 7));
    expect(fates(all, 8)).not.toEqual(fates(all, 7));
    expect(fateOf(all, 7, 'to-scanner', 1)).not.toEqual(fateOf(all, 7, 'to-target', 1));
  });

  it('come as often as they should', () => {
    const seen = fates(all, 1);
    const copies = seen.flat();
    const share = (count: number, of: number) => Math.round((count / of) * 100) / 100;
    expect(share(seen.filter((one) => one.length === 0).length, 5000)).toBeCloseTo(0.1, 1);
    expect(share(seen.filter((one) => one.length === 2).length, 5000)).toBeCloseTo(0.18, 1);
    expect(share(copies.filter((copy) => copy.flip !== undefined).length, copies.length)).toBeCloseTo(0.1, 1);
    expect(share(copies.filter((copy) => copy.delayMs > 0).length, copies.length)).toBeCloseTo(0.3, 1);
  });

  it('do not move each other: switching one on leaves the others where they were', () => {
    const lost = (faults: Faults) => fates(faults, 3).map((copies) => copies.length === 0);
    expect(lost({ loss: 0.2, corrupt: 0.5, reorder: 1 })).toEqual(lost({ loss: 0.2 }));
  });

  it('flip exactly one bit, and cut anywhere', () => {
    const frame = new Uint8Array(60);
    for (let n = 0; n < 200; n++) {
      const [copy] = fateOf({ corrupt: 1 }, 1, 'to-target', n);
      if (copy === undefined) throw new Error('lost');
      const bits = spoilt(frame, copy).reduce(
        (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
        0,
      );
      expect(bits).toBe(1);
      expect(spoilt(frame, { delayMs: 0, cut: n / 200 }).length).toBe(Math.floor((n / 200) * 60));
    }
    expect(frame.every((byte) => byte === 0)).toBe(true);
  });
});

describe('the checksums that a kernel leaves to the card', () => {
  it('are filled in by the wire', () => {
    const packet = tcpPacket(
      { id: 1, ttl: 64, source, destination },
      { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgment: 0, flags: 2, window: 5 },
    );
    const frame = ethernetFrame(
      { source: asMac(2), destination: asMac(4), etherType: ETHERTYPE.IPV4 },
      packet,
    );
    const right = frame.slice();
    setU16(frame, 14 + 20 + 16, 0x1234);
    fillChecksum(frame);
    expect(frame).toEqual(right);
    const { tcp, ip } = decodeFrame(frame);
    expect(tcp === undefined || ip === undefined ? 'nothing' : checkTcp(tcp, ip)).toEqual([]);
  });

  it('leave other bytes and other protocols alone', () => {
    for (const bytes of [
      new Uint8Array(14),
      new Uint8Array(60),
      Uint8Array.from({ length: 33 }, () => 0x45),
    ]) {
      const copy = bytes.slice();
      fillChecksum(copy);
      expect(copy).toEqual(bytes);
    }
  });
});

const addon = loadCap();
const reason = whyNoSandbox() ?? (addon.ok ? undefined : addon.error.message);

describe('our scan over a faulty wire', () => {
  it.skipIf(reason !== undefined).each<[string, Faults]>([
    ['half of all frames doubled', { duplicate: 0.5 }],
    ['frames held back and overtaken', { reorder: 0.3, holdMs: 50 }],
    ['5 % lost', { loss: 0.05 }],
    ['10 % with a flipped bit', { corrupt: 0.1 }],
    ['10 % cut', { truncate: 0.1 }],
  ])(
    `is right about every port: %s${reason === undefined ? '' : ` (skipped: ${reason})`}`,
    async (_what, faults) => {
      const order: FaultyOrder = { faults, seed: 1, with: 'ours', traced: true };
      const ran = await runInSandbox('test/wire/programs/faulty-wire.ts', [
        JSON.stringify(order),
        builtProgram('test/wire/programs/scan.ts'),
      ]);
      if (ran.stdout === '') throw new Error(ran.stderr);
      const { ours, wire, strays } = JSON.parse(ran.stdout) as FaultyOutcome;
      expect([ours?.wrong, ours?.scan.ports.length, ours?.scan.lost, strays]).toEqual([
        [],
        300,
        undefined,
        [],
      ]);
      // The wire did something: the run shows more than a good day.
      const { lost, duplicated, corrupted, truncated, held } = wire['to-scanner'];
      expect(lost + duplicated + corrupted + truncated + held).toBeGreaterThan(5);
    },
  );
});
