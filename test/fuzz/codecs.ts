import { stream } from '../../engine/base/random.ts';
import * as packet from '../../engine/packet/index.ts';
import { hostileFrames } from './frames.ts';

/** What a run of hostile frames through every codec came to. */
export interface Figures {
  readonly frames: number;
  /** How many were read to the end of a transport header, or of an ARP packet: a measure of how deep they went. */
  readonly readable: number;
  /** Each frame on which something threw, or a span lay outside; at most ten are kept. */
  readonly failures: readonly Failure[];
  readonly failed: number;
  /** Making the frames included. */
  readonly seconds: number;
  readonly slowestMicroseconds: number;
  readonly slowestHex: string;
}

export interface Failure {
  readonly hex: string;
  readonly error: string;
}

/** `nanoseconds` reads a clock; `use` says whether it could read the frame. */
export function fuzzCodecs(
  count: number,
  seed: number,
  nanoseconds: () => bigint,
  use: (frame: Uint8Array) => boolean = exercise,
): Figures {
  const next = hostileFrames(stream(seed, 'fuzz:frames'));
  const failures: Failure[] = [];
  const timed = (frame: Uint8Array): bigint => {
    const began = nanoseconds();
    use(frame);
    return nanoseconds() - began;
  };
  let [failed, readable, slowest, slowestHex] = [0, 0, 0n, ''];
  const began = nanoseconds();
  for (let i = 0; i < count; i++) {
    const frame = next();
    try {
      const start = nanoseconds();
      if (use(frame)) readable += 1;
      const took = nanoseconds() - start;
      if (took <= slowest) continue;
      // The machine may have been busy elsewhere: a frame is slow when it is slow each time.
      const again = [took, timed(frame), timed(frame)].reduce((least, time) => (time < least ? time : least));
      if (again > slowest) [slowest, slowestHex] = [again, packet.toHex(frame)];
    } catch (error) {
      failed += 1;
      if (failures.length < 10) failures.push({ hex: packet.toHex(frame), error: String(error) });
    }
  }
  const seconds = Number(nanoseconds() - began) / 1e9;
  const slowestMicroseconds = Number(slowest) / 1e3;
  return { frames: count, readable, failures, failed, seconds, slowestMicroseconds, slowestHex };
}

/** Reads the bytes as every kind of header at every layer's place, and writes again what could be read. */
export function exercise(bytes: Uint8Array): boolean {
  const whole = packet.decodeFrame(bytes);
  show(whole);
  show(packet.decodeIp(bytes));
  if (bytes.length > 14) show(packet.decodeIp(bytes, 14));
  for (const start of [0, 14, 34]) {
    if (start > bytes.length) break;
    const span = packet.spanOf(bytes, start);
    for (const read of READERS) read(span);
  }
  return (whole.tcp ?? whole.udp ?? whole.icmp ?? whole.arp) !== undefined;
}

function show(decoded: packet.Packet): void {
  packet.notation(decoded);
  const { ip, tcp, udp, icmp } = decoded;
  if (ip === undefined) return;
  if (tcp !== undefined) packet.checkTcp(tcp, ip);
  if (udp !== undefined) packet.checkUdp(udp, ip);
  if (icmp !== undefined) packet.checkIcmp(icmp);
}

const INTO = new Uint8Array(4096);

const READERS: readonly ((span: packet.Span) => void)[] = [
  reader(packet.parseEthernet, (view, span) => {
    inside(view.payload, span);
    packet.checkEthernet(view);
    packet.emitEthernet(view.fields(), INTO, 3);
  }),
  reader(packet.parseArp, (view) => {
    packet.checkArp(view);
    packet.emitArp(view.fields(), INTO, 3);
  }),
  reader(packet.parseIpv4Packet, (view, span) => {
    inside(view.payload, span);
    inside(view.optionsSpan, span);
    packet.checkIpv4(view);
    packet.emitIpv4(view.fields(), INTO, 3, view.totalLength - view.headerLength);
  }),
  reader(packet.parseTcp, (view, span) => {
    inside(view.payload, span);
    const fields = view.fields();
    if (fields.ok) same(packet.emitTcp(fields.value, INTO, 3), packet.tcpLength(fields.value));
  }),
  reader(packet.parseUdp, (view, span) => {
    inside(view.payload, span);
    same(packet.emitUdp(view.fields(), INTO, 3), view.length);
  }),
  reader(packet.parseIcmp, (view, span) => {
    inside(view.quoted(), span);
    const fields = view.fields();
    if (fields.ok) same(packet.emitIcmp(fields.value, INTO, 3), packet.icmpLength(fields.value));
  }),
  reader(packet.parseQuoted, ({ ip }, span) => inside(ip.payload, span)),
];

function reader<T>(
  parse: (span: packet.Span) => packet.Decoded<T>,
  use: (value: T, span: packet.Span) => void,
): (span: packet.Span) => void {
  return (span) => {
    const parsed = parse(span);
    if (parsed.ok) use(parsed.value, span);
    else packet.describeProblem(parsed.problem);
  };
}

function inside(part: packet.Span, whole: packet.Span): void {
  if (part.start < whole.start || part.end > whole.end || part.start > part.end)
    throw new Error(`${part.start} to ${part.end} is outside ${whole.start} to ${whole.end}`);
}

function same(written: number, announced: number): void {
  if (written !== announced) throw new Error(`${written} bytes written, ${announced} announced`);
}
