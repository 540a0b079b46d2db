import type { Random } from '../../engine/base/random.ts';
import { fromHex } from '../../engine/packet/index.ts';
import { CAPTURED } from '../../engine/packet/testing/captured.ts';

/** Where real frames come from: each test of hostile bytes begins with good ones and spoils them. */
export const GOOD_FRAMES: readonly Uint8Array[] = CAPTURED.map(({ hex }) => fromHex(hex) ?? new Uint8Array());

const IP_AT = 14;
const MOST_BYTES = 2048;

/**
 * A source of frames that are random, good, or good ones spoilt in one to three ways. The same stream of chance
 * gives the same frames.
 */
export function hostileFrames(random: Random, good: readonly Uint8Array[] = GOOD_FRAMES): () => Uint8Array {
  const pick = (): Uint8Array => good[random.below(good.length)] ?? new Uint8Array();
  return () => {
    const kind = random.below(16);
    if (kind === 0) return randomBytes(random, random.below(120));
    if (kind === 1) return pick().slice();
    let frame: Uint8Array = pick().slice();
    for (let times = 1 + random.below(3); times > 0; times--) frame = spoil(frame, random, pick);
    return frame;
  };
}

/** One way of spoiling a frame. Gives back the same bytes, changed, or others. */
export function spoil(frame: Uint8Array, random: Random, pick: () => Uint8Array): Uint8Array {
  switch (random.below(7)) {
    case 0:
      return flipBits(frame, random);
    case 1:
      return frame.slice(0, random.below(frame.length + 1));
    case 2:
      return splice(frame, pick(), random);
    case 3:
      return corruptLengths(frame, random);
    case 4:
      return setBytes(frame, random);
    case 5:
      return append(frame, randomBytes(random, random.below(64)));
    default:
      return corruptOptions(frame, random);
  }
}

function randomBytes(random: Random, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = random.below(256);
  return bytes;
}

const append = (frame: Uint8Array, tail: Uint8Array): Uint8Array => {
  const longer = new Uint8Array(Math.min(MOST_BYTES, frame.length + tail.length));
  longer.set(frame.subarray(0, longer.length));
  longer.set(
    tail.subarray(0, longer.length - Math.min(frame.length, longer.length)),
    Math.min(frame.length, longer.length),
  );
  return longer;
};

function flipBits(frame: Uint8Array, random: Random): Uint8Array {
  if (frame.length === 0) return frame;
  for (let times = 1 + random.below(8); times > 0; times--) {
    const at = random.below(frame.length);
    frame[at] = (frame[at] ?? 0) ^ (1 << random.below(8));
  }
  return frame;
}

const TELLING = [0x00, 0x01, 0x02, 0x04, 0x05, 0x0f, 0x40, 0x45, 0x4f, 0x7f, 0x80, 0xf0, 0xfe, 0xff] as const;

/** Bytes at the edges of what fields mean, anywhere. */
function setBytes(frame: Uint8Array, random: Random): Uint8Array {
  if (frame.length === 0) return frame;
  for (let times = 1 + random.below(4); times > 0; times--)
    frame[random.below(frame.length)] = TELLING[random.below(TELLING.length)] ?? 0;
  return frame;
}

/** The beginning of one frame and the end of another. */
function splice(frame: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const head = frame.slice(0, random.below(frame.length + 1));
  return append(head, other.subarray(random.below(other.length + 1)));
}

/** The fields that say where things begin and end. */
function corruptLengths(frame: Uint8Array, random: Random): Uint8Array {
  const transport = IP_AT + ((frame[IP_AT] ?? 0x45) & 0x0f) * 4;
  const fields = [
    12, // EtherType
    IP_AT, // version and header length
    IP_AT + 2, // total length
    IP_AT + 3,
    IP_AT + 4, // address lengths of ARP
    IP_AT + 5,
    IP_AT + 6, // flags and fragment offset
    IP_AT + 7,
    IP_AT + 9, // protocol
    transport, // type of ICMP
    transport + 4, // length of UDP
    transport + 5,
    transport + 8, // a quoted header's length
    transport + 10, // a quoted total length
    transport + 12, // data offset of TCP
  ];
  const at = fields[random.below(fields.length)] ?? 0;
  if (at >= frame.length) return frame;
  const near = (frame[at] ?? 0) + random.below(9) - 4;
  frame[at] = random.below(2) === 0 ? near : random.below(256);
  return frame;
}

/** Kinds and lengths of IP or TCP options, made room for by a longer header. */
function corruptOptions(frame: Uint8Array, random: Random): Uint8Array {
  const transport = IP_AT + ((frame[IP_AT] ?? 0x45) & 0x0f) * 4;
  const inIp = random.below(2) === 0;
  const lengthAt = inIp ? IP_AT : transport + 12;
  const optionsAt = inIp ? IP_AT + 20 : transport + 20;
  if (optionsAt >= frame.length) return frame;
  if (random.below(2) === 0) frame[lengthAt] = inIp ? 0x45 + random.below(11) : (5 + random.below(11)) << 4;
  for (let at = optionsAt, times = 1 + random.below(6); times > 0 && at < frame.length; times--) {
    frame[at] = random.below(4) === 0 ? random.below(256) : random.below(10);
    if (at + 1 < frame.length) frame[at + 1] = random.below(12);
    at += 1 + random.below(10);
  }
  return frame;
}
