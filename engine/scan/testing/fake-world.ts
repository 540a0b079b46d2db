import type { ConnectErrno } from '../../base/errno.ts';
import { stream } from '../../base/random.ts';
import type { Us } from '../../base/time.ts';
import {
  arpFrame,
  asIpv4,
  asMac,
  decode,
  type Ipv4,
  icmpPacket,
  type Packet,
  TCP_FLAG,
  tcpPacket,
  udpPacket,
} from '../../packet/index.ts';
import type { ScanEffect, ScanInput, ScanStep, Transport } from '../transport.ts';

/** A world for tests: a function from what is sent to what comes back, and when. Nothing is simulated. */
export interface FakeReply {
  /** Absent: at once. */
  readonly afterUs?: Us;
  readonly bytes?: Uint8Array;
  readonly link?: 'ethernet' | 'raw';
  /** Result of a connect(). */
  readonly connected?: { readonly errno?: ConnectErrno };
}

export interface Sent {
  readonly at: Us;
  readonly effect: ScanEffect;
  readonly bytes: Uint8Array;
  readonly packet: Packet;
}

export type Answerer = (sent: Sent) => readonly FakeReply[];

interface Pending {
  readonly at: Us;
  /** Inputs of equal time come as: captured, connected, woke. */
  readonly rank: number;
  readonly order: number;
  readonly input: ScanInput;
}

export class FakeWorld implements Transport {
  readonly sent: Sent[] = [];
  readonly abandoned: number[] = [];
  steps = 0;
  wakes = 0;
  now = 0;
  readonly #answer: Answerer;
  readonly #queue: Pending[] = [];
  /** Inputs that come whatever is sent. */
  readonly #script: readonly ScanInput[];
  #wake: Us | undefined;
  #order = 0;
  #keep: boolean;

  constructor(answer: Answerer, script: readonly ScanInput[] = [], keep = true) {
    this.#answer = answer;
    this.#script = script;
    this.#keep = keep;
  }

  run(step: ScanStep): void {
    for (const input of this.#script) this.#push(input.at, 0, input);
    let finished = this.#carryOut(step({ type: 'start', at: 0 }));
    while (!finished) {
      this.steps++;
      if (this.steps > 5_000_000) throw new Error('the scan does not end');
      const input = this.#next();
      if (input === undefined) throw new Error('the scan waits for nothing');
      this.now = input.at;
      finished = this.#carryOut(step(input));
    }
  }

  #next(): ScanInput | undefined {
    const next = this.#queue[0];
    if (this.#wake !== undefined && (next === undefined || this.#wake < next.at)) {
      const at = this.#wake;
      this.#wake = undefined;
      this.wakes++;
      return { type: 'woke', at };
    }
    return pop(this.#queue)?.input;
  }

  #carryOut(effects: readonly ScanEffect[]): boolean {
    for (const effect of effects) {
      if (effect.type === 'finished') return true;
      if (effect.type === 'wake') this.#wake = effect.at;
      else if (effect.type === 'abandon-connect') this.abandoned.push(effect.id);
      else this.#send(effect);
    }
    return false;
  }

  #send(effect: Exclude<ScanEffect, { type: 'finished' | 'wake' | 'abandon-connect' }>): void {
    const bytes = 'bytes' in effect ? effect.bytes : new Uint8Array(0);
    const packet =
      effect.type === 'connect' ? {} : decode(effect.type === 'send-ip' ? 'raw' : 'ethernet', bytes);
    const sent: Sent = { at: this.now, effect, bytes, packet };
    if (this.#keep) this.sent.push(sent);
    for (const reply of this.#answer(sent)) {
      const at = this.now + (reply.afterUs ?? 0);
      if (reply.bytes) {
        const { bytes: answer, link = 'raw' } = reply;
        this.#push(at, 0, { type: 'captured', at, link, bytes: answer, because: 0 });
      } else if (reply.connected && effect.type === 'connect') {
        this.#push(at, 1, { type: 'connected', at, id: effect.id, because: 0, ...reply.connected });
      }
    }
  }

  #push(at: Us, rank: number, input: ScanInput): void {
    push(this.#queue, { at, rank, order: this.#order++, input });
  }
}

const before = (a: Pending, b: Pending): boolean =>
  a.at !== b.at ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.order < b.order;

function push(heap: Pending[], entry: Pending): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(entry, heap[parent] as Pending)) break;
    heap[at] = heap[parent] as Pending;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: Pending[]): Pending | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Pending, heap[child] as Pending)) child++;
    if (!before(heap[child] as Pending, last)) break;
    heap[at] = heap[child] as Pending;
    at = child;
  }
  heap[at] = last;
  return top;
}

// --- what real hosts answer, field by field as RFC 9293 and Linux have it ------------------------------------

const { SYN, ACK, RST } = TCP_FLAG;

/** A TCP answer to a captured probe, with addresses and ports swapped. */
export function tcpAnswer(
  { packet }: Sent,
  fields: { flags: number; sequence?: number; acknowledgment?: number; window?: number; ttl?: number },
): Uint8Array {
  const { ip, tcp } = packet;
  if (!ip || !tcp) throw new Error('only a TCP probe has a TCP answer');
  return tcpPacket(
    { id: 0, dontFragment: true, ttl: fields.ttl ?? 64, source: ip.destination, destination: ip.source },
    {
      sourcePort: tcp.destinationPort,
      destinationPort: tcp.sourcePort,
      sequence: fields.sequence ?? 0,
      acknowledgment: fields.acknowledgment ?? 0,
      flags: fields.flags,
      window: fields.window ?? 0,
    },
  );
}

/** What a closed port answers: RFC 9293 3.10.7.1. */
export function reset(sent: Sent): Uint8Array {
  const { tcp } = sent.packet;
  if (!tcp) throw new Error('only a TCP probe is reset');
  if (tcp.flags & ACK) return tcpAnswer(sent, { flags: RST, sequence: tcp.acknowledgment });
  const length = (tcp.flags & SYN ? 1 : 0) + (tcp.flags & TCP_FLAG.FIN ? 1 : 0);
  return tcpAnswer(sent, { flags: RST | ACK, acknowledgment: (tcp.sequence + length) >>> 0 });
}

export function synAck(sent: Sent): Uint8Array {
  const { tcp } = sent.packet;
  if (!tcp) throw new Error('only a TCP probe is accepted');
  const acknowledgment = (tcp.sequence + 1) >>> 0;
  return tcpAnswer(sent, { flags: SYN | ACK, sequence: 1000, acknowledgment, window: 64_240 });
}

/** An ICMP error about what was sent; from the target itself unless told. */
export function unreachable(
  sent: Sent,
  code: number,
  more: { from?: Ipv4; quote?: number; type?: 'time-exceeded' } = {},
): Uint8Array {
  const { ip } = sent.packet;
  if (!ip) throw new Error('only an IP packet is unreachable');
  return icmpPacket(
    { id: 1, ttl: 64, source: more.from ?? ip.destination, destination: ip.source },
    { type: more.type ?? 'unreachable', code, quoted: sent.bytes.slice(0, more.quote ?? sent.bytes.length) },
  );
}

export function udpAnswer({ packet }: Sent): Uint8Array {
  const { ip, udp } = packet;
  if (!ip || !udp) throw new Error('only a UDP probe has a UDP answer');
  return udpPacket(
    { id: 7, ttl: 64, source: ip.destination, destination: ip.source },
    { sourcePort: udp.destinationPort, destinationPort: udp.sourcePort, payload: new Uint8Array([1, 2, 3]) },
  );
}

export function pingReply({ packet }: Sent): Uint8Array {
  const { ip, icmp } = packet;
  if (!ip || !icmp) throw new Error('only an ICMP query is answered');
  const head = { id: 9, ttl: 64, source: ip.destination, destination: ip.source };
  if (icmp.typeNumber === 8)
    return icmpPacket(head, { type: 'echo-reply', id: icmp.id, sequence: icmp.sequence });
  const times = { originate: 0, receive: 1, transmit: 1 };
  return icmpPacket(head, { type: 'timestamp-reply', id: icmp.id, sequence: icmp.sequence, ...times });
}

export const TARGET_MAC = asMac(0xdead_0000_beef);

export function arpReply({ packet }: Sent): Uint8Array {
  const { arp } = packet;
  if (!arp) throw new Error('only an ARP request is answered by ARP');
  return arpFrame(
    { destination: arp.senderMac, source: TARGET_MAC },
    {
      operation: 2,
      senderMac: TARGET_MAC,
      senderIp: arp.targetIp,
      targetMac: arp.senderMac,
      targetIp: arp.senderIp,
    },
  );
}

/** How a host treats a port: a function of the port. */
export type PortNature = 'open' | 'closed' | 'dropped';

/** A host that answers ARP, pings and TCP after `rttUs`, each port by its nature. */
export const lanHost =
  (nature: (port: number) => PortNature, rttUs: Us = 200): Answerer =>
  (sent) => {
    const { packet } = sent;
    if (packet.arp) return [{ afterUs: rttUs, bytes: arpReply(sent), link: 'ethernet' }];
    if (packet.icmp) return [{ afterUs: rttUs, bytes: pingReply(sent) }];
    if (!packet.tcp) return [];
    const found = nature(packet.tcp.destinationPort);
    if (found === 'dropped') return [];
    const isAccepted = found === 'open' && packet.tcp.flags === SYN;
    return [{ afterUs: rttUs, bytes: isAccepted ? synAck(sent) : reset(sent) }];
  };

/** The same world behind a wire that loses and repeats packets both ways. */
export function lossy(answer: Answerer, seed: number, loss: number, duplicate = 0): Answerer {
  const chance = stream(seed, 'test:wire');
  return (sent) => {
    if (chance.fraction() < loss) return [];
    return answer(sent).flatMap((reply) => {
      if (chance.fraction() < loss) return [];
      return chance.fraction() < duplicate ? [reply, reply] : [reply];
    });
  };
}

export const address = (text: string): Ipv4 =>
  asIpv4(text.split('.').reduce((value, part) => value * 256 + Number(part), 0));
