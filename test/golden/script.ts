import {
  decode,
  flagLetters,
  formatIpv4,
  fromHex,
  type Ipv4,
  icmpName,
  type Packet,
  parseQuoted,
  type TcpView,
} from '../../engine/packet/index.ts';
import type { TraceEvent } from '../../engine/trace/index.ts';
import type { Lab } from '../../simulator/lab/index.ts';

/**
 * A trace as packetdrill would write it: a line for each frame that the scanner sends or gets, for each end of a
 * packet elsewhere, and for each verdict. Every line is a time and then pairs of a field and its value; sequence
 * numbers count from the first that each side sent, source ports from the first of the scan.
 */
export function scriptOf(events: readonly TraceEvent[], lab: Lab): string[] {
  const writer = new Writer(lab);
  return events.flatMap((event) => {
    const line = writer.line(event);
    return line === undefined ? [] : [`${milliseconds(event.at)} ${line}`];
  });
}

const milliseconds = (us: number): string => `${(us / 1000).toFixed(3)}ms`.padStart(12);

class Writer {
  private readonly names: ReadonlyMap<number, string>;
  private readonly starts = new Map<string, number>();
  private basePort: number | undefined;
  private mask: number | undefined;

  constructor({ hosts }: Lab) {
    this.names = new Map(
      hosts.flatMap(({ name, interfaces }) => interfaces.map(({ address }) => [address, name] as const)),
    );
  }

  line(event: TraceEvent): string | undefined {
    if (event.kind === 'verdict')
      return `verdict ${event.port}/${event.protocol} state ${event.state} reason ${event.reason}${event.ttl === undefined ? '' : ` ttl ${event.ttl}`}`;
    if (event.kind === 'connect')
      return `connect ${event.what} port ${event.port}${event.errno === undefined ? '' : ` errno ${event.errno}`}`;
    if (event.kind === 'rule')
      return `rule ${event.number} chain ${event.chain} at ${event.host} target ${event.target}`;
    if (event.kind !== 'frame') return undefined;
    const packet = decode(event.link, fromHex(event.hex) ?? new Uint8Array());
    if (event.what === 'lost') return `lost on-${event.host} ${this.packet(packet)}`;
    if (event.host !== 'scanner' || (event.what !== 'sent' && event.what !== 'received')) return undefined;
    return `scanner ${event.what === 'sent' ? 'sends' : 'gets '} ${this.packet(packet)}`;
  }

  private packet({ arp, ip, tcp, udp, icmp }: Packet): string {
    if (arp !== undefined)
      return arp.operation === 1
        ? `arp who-has ${this.name(arp.targetIp)}`
        : `arp reply-of ${this.name(arp.senderIp)}`;
    if (ip === undefined) return 'frame unknown';
    const ports = tcp ?? udp;
    const from = `${this.name(ip.source)}${ports === undefined ? '' : `:${this.port(ip.source, ports.sourcePort)}`}`;
    const to = `${this.name(ip.destination)}${ports === undefined ? '' : `:${this.port(ip.destination, ports.destinationPort)}`}`;
    const body = tcp
      ? this.tcp(tcp, `${from} ${to}`, `${to} ${from}`)
      : udp
        ? `udp ${udp.length - 8}`
        : icmp
          ? `icmp ${icmpName(icmp.typeNumber, icmp.code)} ${quotes(icmp)}`
          : `protocol ${ip.protocol}`;
    const id = ip.id === 0 ? '0' : 'nonzero';
    return `from ${from} to ${to} ${body} ttl ${ip.ttl} id ${id} df ${ip.dontFragment ? 1 : 0} tos ${ip.tos} iplen ${ip.totalLength}`;
  }

  private tcp(tcp: TcpView, from: string, to: string): string {
    const options = tcp.options();
    const kinds = options.ok
      ? options.value.map((option) => (option.kind === 'mss' ? `mss-${option.value}` : option.kind))
      : ['bad'];
    return `tcp ${flagLetters(tcp.flags) || 'none'} seq ${this.number(from, tcp.sequence)} ack ${this.number(to, tcp.acknowledgment)} win ${tcp.window} options ${kinds.join(',') || 'none'}`;
  }

  /** 0 stays 0, which is what a reset without a number has; others count from the first of their side, from 1. */
  private number(side: string, value: number): string {
    if (value === 0) return '0';
    const start = this.starts.get(side);
    if (start === undefined) {
      this.starts.set(side, value);
      return this.origin(side, value);
    }
    const distance = (value - start) | 0;
    const origin = this.origin(side, start);
    return distance === 0 ? origin : `${origin}${distance > 0 ? '+' : ''}${distance}`;
  }

  /** What a side counts from. A retry of the scan has the first try's number, xor its own (nmap-behaviour 1.2). */
  private origin(side: string, start: number): string {
    if (!side.startsWith('scanner:base')) return 'first';
    this.mask ??= start;
    const difference = (start ^ this.mask) >>> 0;
    return difference === 0 ? 'first' : `first^${difference.toString(16)}`;
  }

  private name(address: Ipv4): string {
    return this.names.get(address) ?? formatIpv4(address);
  }

  private port(address: Ipv4, port: number): string {
    if (this.names.get(address) !== 'scanner') return `${port}`;
    this.basePort ??= port;
    const distance = port - this.basePort;
    return distance >= 0 && distance < 100 ? `base${distance === 0 ? '' : `+${distance}`}` : 'kernel';
  }
}

function quotes(icmp: Packet['icmp'] & object): string {
  if (!icmp.isError) return `seq ${icmp.sequence}`;
  const quoted = parseQuoted(icmp.quoted());
  if (!quoted.ok) return 'quotes nothing';
  const { ip, destinationPort, transportBytes } = quoted.value;
  return `quotes port-${destinationPort ?? '-'} bytes ${ip.headerLength + transportBytes} quoted-ttl ${ip.ttl}`;
}
