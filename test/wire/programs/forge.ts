/**
 * Sends forged answers to a scanner, as somebody on its network could who sees none of its packets but knows
 * everything else: addresses, scanned ports, source port. Argument: the order as JSON.
 */
import { type Random, stream } from '../../../engine/base/random.ts';
import { FrameSender } from '../../../engine/live/frame-sender.ts';
import { loadCap, scopeForLab } from '../../../engine/live/index.ts';
import {
  asIpv4,
  asMac,
  ETHERTYPE,
  ethernetFrame,
  type Ipv4,
  icmpPacket,
  type Mac,
  parseIpv4,
  parseMac,
  TCP_FLAG,
  tcpPacket,
  udpPacket,
} from '../../../engine/packet/index.ts';
import { ADDRESS } from '../namespaces.ts';

export interface ForgeOrder {
  readonly count: number;
  /** Frames every 10 ms. */
  readonly batch: number;
  readonly ports: readonly number[];
  /** Source port of the scanner's first tries. */
  readonly basePort: number;
  readonly scannerMac: string;
}

/** TTL of all that is forged, so that an accepted one could be told. */
const FORGED_TTL = 99;

const order = JSON.parse(process.argv[2] ?? '') as ForgeOrder;
const scanner = parseIpv4(ADDRESS.scanner) ?? asIpv4(0);
const target = parseIpv4(ADDRESS.target) ?? asIpv4(0);
const destination: Mac = parseMac(order.scannerMac) ?? asMac(0);
const source = asMac(0x0200_0000_0066);
const addon = loadCap();
if (!addon.ok) throw new Error(addon.error.message);
const sender = new FrameSender(addon.value, scopeForLab([scanner]));
const random = stream(5, 'forged');

let sent = 0;
const timer = setInterval(() => {
  for (let i = 0; i < order.batch && sent < order.count; i++) {
    const frame = ethernetFrame({ destination, source, etherType: ETHERTYPE.IPV4 }, forged(sent, random));
    const { type } = sender.send('f0', 'ethernet', frame, frame.length);
    if (type === 'busy') return;
    if (type !== 'sent') throw new Error(type);
    sent++;
  }
  if (sent < order.count) return;
  clearInterval(timer);
  process.stdout.write(`${sent}\n`);
}, 10);

/** Every kind of answer in turn, each with numbers that were never sent. */
function forged(n: number, chance: Random): Uint8Array {
  const { ports, basePort } = order;
  const port = ports[chance.below(ports.length)] ?? 0;
  const ours = basePort + 2 * chance.below(2);
  /** A number of 32 bits, by somebody who has not seen the probe's. */
  const blindGuess = (): number => chance.below(0x1_0000_0000);
  const head = { id: chance.below(0x1_0000), ttl: FORGED_TTL, source: target, destination: scanner };
  const segment = (flags: number): Uint8Array =>
    tcpPacket(head, {
      sourcePort: port,
      destinationPort: ours,
      sequence: blindGuess(),
      acknowledgment: blindGuess(),
      flags,
      window: 1024,
    });
  const { SYN, ACK, RST } = TCP_FLAG;
  switch (n % 6) {
    case 0:
      return segment(SYN | ACK);
    case 1:
      return segment(RST);
    case 2:
      return segment(RST | ACK);
    case 3:
      return icmpPacket(head, { type: 'unreachable', code: 3, quoted: probeLike(ours, port, blindGuess()) });
    case 4:
      return icmpPacket(head, {
        type: 'unreachable',
        code: 13,
        quoted: probeLike(ours, port, blindGuess()).slice(0, 28),
      });
    default:
      return udpPacket(head, { sourcePort: port, destinationPort: ours, payload: new Uint8Array(4) });
  }
}

/** What our SYN looks like to somebody who does not know its sequence number. */
function probeLike(sourcePort: number, destinationPort: number, sequence: number): Uint8Array {
  const head: { id: number; ttl: number; source: Ipv4; destination: Ipv4 } = {
    id: 1,
    ttl: 40,
    source: scanner,
    destination: target,
  };
  const options = [{ kind: 'mss', value: 1460 }] as const;
  return tcpPacket(head, {
    sourcePort,
    destinationPort,
    sequence,
    acknowledgment: 0,
    flags: TCP_FLAG.SYN,
    window: 1024,
    options,
  });
}
