import { describe, expect, it } from 'vitest';
import { formatIpv4, formatMac } from './address.ts';
import { emitArp } from './arp.ts';
import { fromHex, type Span, toBytes } from './bytes.ts';
import { emitEthernet } from './ethernet.ts';
import { flagLetters } from './flags.ts';
import { emitIcmp } from './icmp-emit.ts';
import { emitIpv4 } from './ipv4.ts';
import { checkIpv4 } from './ipv4-check.ts';
import { decodeFrame, type Packet } from './packet.ts';
import { emitTcp, type TcpView } from './tcp.ts';
import { CAPTURED } from './testing/captured.ts';
import { checkIcmp, checkTcp, checkUdp } from './transport-check.ts';
import { emitUdp } from './udp.ts';

const frames = CAPTURED.map(({ tcpdump, hex }, index) => {
  const bytes = fromHex(hex) ?? new Uint8Array();
  return { number: index + 1, tcpdump, bytes, packet: decodeFrame(bytes) };
});

/** What tcpdump says, between the parts of `pattern`; throws where it does not, so that no test is empty. */
function said(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`tcpdump does not say ${pattern}: ${text}`);
  return match;
}

const only = <K extends keyof Packet>(layer: K) => frames.filter(({ packet }) => packet[layer] !== undefined);

describe('real frames', () => {
  it.each(frames)('frame $number: Ethernet', ({ tcpdump, packet }) => {
    const { ethernet } = packet;
    expect(ethernet && formatMac(ethernet.source)).toBe(said(tcpdump, /^([0-9a-f:]+) >/));
    expect(ethernet && formatMac(ethernet.destination)).toBe(said(tcpdump, /> ([0-9a-f:]+),/));
    expect(ethernet?.etherType).toBe(Number(said(tcpdump, /ethertype \w+ \((0x[0-9a-f]{4})\)/)));
  });

  it.each(only('arp'))('frame $number: ARP', ({ tcpdump, packet: { arp } }) => {
    if (arp === undefined) return expect.unreachable();
    if (arp.operation === 1) {
      expect(formatIpv4(arp.targetIp)).toBe(said(tcpdump, /who-has ([0-9.]+)/));
      expect(formatIpv4(arp.senderIp)).toBe(said(tcpdump, /tell ([0-9.]+)/));
    } else {
      expect(formatIpv4(arp.senderIp)).toBe(said(tcpdump, /Reply ([0-9.]+)/));
      expect(formatMac(arp.senderMac)).toBe(said(tcpdump, /is-at ([0-9a-f:]+)/));
    }
  });

  it.each(only('ip'))('frame $number: IPv4', ({ tcpdump, packet: { ip } }) => {
    if (ip === undefined) return expect.unreachable();
    expect(ip.tos).toBe(Number(said(tcpdump, /tos (0x[0-9a-f]+)/)));
    expect(ip.ttl).toBe(Number(said(tcpdump, /ttl (\d+)/)));
    expect(ip.id).toBe(Number(said(tcpdump, / id (\d+), offset/)));
    expect(ip.fragmentOffset).toBe(Number(said(tcpdump, /offset (\d+)/)));
    expect(ip.protocol).toBe(Number(said(tcpdump, /proto \w+ \((\d+)\)/)));
    expect(ip.totalLength).toBe(Number(said(tcpdump, /proto \w+ \(\d+\), length (\d+)/)));
    const flags = `${ip.dontFragment ? 'DF' : ''}${ip.moreFragments ? '+' : ''}` || 'none';
    expect(flags).toBe(said(tcpdump, /flags \[([^\]]+)\]/));
    expect(formatIpv4(ip.source)).toBe(said(tcpdump, /\| (\d+\.\d+\.\d+\.\d+)/));
    expect(formatIpv4(ip.destination)).toBe(said(tcpdump, /\| \S+ > (\d+\.\d+\.\d+\.\d+)/));
    expect(checkIpv4(ip).filter(({ code }) => code === 'checksum-wrong')).toEqual([]);
  });

  it.each(only('tcp'))('frame $number: TCP', ({ tcpdump, packet: { ip, tcp } }) => {
    if (ip === undefined || tcp === undefined) return expect.unreachable();
    expect(tcp.sourcePort).toBe(Number(said(tcpdump, /\| \d+\.\d+\.\d+\.\d+\.(\d+) >/)));
    expect(tcp.destinationPort).toBe(Number(said(tcpdump, /\| \S+ > \d+\.\d+\.\d+\.\d+\.(\d+):/)));
    expect(tcpdumpFlags(tcp)).toBe(said(tcpdump, /Flags \[([^\]]+)\]/));
    expect(tcp.window).toBe(Number(said(tcpdump, /win (\d+)/)));
    expect(tcp.checksum).toBe(Number(said(tcpdump, /cksum (0x[0-9a-f]+)/)));
    if (tcpdump.includes(', seq ')) expect(tcp.sequence).toBe(Number(said(tcpdump, /, seq (\d+)/)));
    if (tcpdump.includes(', ack ')) expect(tcp.acknowledgment).toBe(Number(said(tcpdump, /, ack (\d+)/)));
    expect(tcp.payload.end - tcp.payload.start).toBe(Number(said(tcpdump, /, length (\d+)(?!.*, length)/)));
    expect(tcpdumpOptions(tcp)).toBe(/options \[([^\]]*)\]/.exec(tcpdump)?.[1] ?? '');
    const wrong = /incorrect -> (0x[0-9a-f]+)/.exec(tcpdump)?.[1];
    const found = checkTcp(tcp, ip).filter(({ code }) => code === 'checksum-wrong');
    expect(found.map(({ expected }) => expected)).toEqual(wrong === undefined ? [] : [Number(wrong)]);
  });

  it.each(only('udp'))('frame $number: UDP', ({ tcpdump, packet: { ip, udp } }) => {
    if (ip === undefined || udp === undefined) return expect.unreachable();
    expect(udp.sourcePort).toBe(Number(said(tcpdump, /\| \d+\.\d+\.\d+\.\d+\.(\d+) >/)));
    expect(udp.destinationPort).toBe(Number(said(tcpdump, /\| \S+ > \d+\.\d+\.\d+\.\d+\.(\d+):/)));
    const length = Number(said(tcpdump, /(?:UDP, length |\()(\d+)\)?$/));
    expect(udp.payload.end - udp.payload.start).toBe(length);
    expect(checkUdp(udp, ip)).toEqual(
      udp.checksum === 0 ? [expect.objectContaining({ code: 'checksum-absent' })] : [],
    );
  });

  it.each(only('icmp'))('frame $number: ICMP', ({ packet: { ip, icmp } }) => {
    if (ip === undefined || icmp === undefined) return expect.unreachable();
    if (!ip.isFragment) expect(checkIcmp(icmp)).toEqual([]);
    expect(icmp.fields()).toMatchObject({ ok: true });
  });

  it.each(frames)('frame $number: is written again byte by byte', ({ packet }) => {
    for (const [span, again] of rewritten(packet))
      expect(again).toEqual(toBytes(span).slice(0, again.length));
  });

  it('are read without any problem, but for a TCP header in pieces', () => {
    const problems = frames.filter(({ packet }) => packet.problem !== undefined);
    expect(problems.map(({ packet }) => packet.problem)).toEqual([
      { header: 'tcp', code: 'header-truncated', offset: 34, needed: 20, found: 8 },
    ]);
  });
});

/** tcpdump: FIN SYN RST PSH, then `.` for ACK, U, E, W; `none`. Ours as a set, put into that order. */
function tcpdumpFlags(tcp: TcpView): string {
  const letters = flagLetters(tcp.flags);
  const order = [...'FSRPAUEC'].filter((letter) => letters.includes(letter)).join('');
  return order.replace('A', '.').replace('C', 'W') || 'none';
}

function tcpdumpOptions(tcp: TcpView): string {
  const options = tcp.options();
  if (!options.ok) return options.problem.code;
  const texts = options.value.map((option) => {
    if (option.kind === 'mss') return `mss ${option.value}`;
    if (option.kind === 'sack-permitted') return 'sackOK';
    if (option.kind === 'timestamp') return `TS val ${option.value} ecr ${option.echo}`;
    if (option.kind === 'window-scale') return `wscale ${option.shift}`;
    if (option.kind !== 'sack') return option.kind;
    const blocks = option.blocks.map(([left, right]) => `{${left}:${right}}`).join('');
    return `sack ${option.blocks.length} ${blocks}`;
  });
  return texts.join(',');
}

/** Each layer's bytes and what its emitter makes of its fields; checksums as found where they were wrong. */
function rewritten({ ethernet, arp, ip, tcp, udp, icmp }: Packet): [Span, Uint8Array][] {
  const pairs: [Span, Uint8Array][] = [];
  const add = (span: Span, emit: (into: Uint8Array) => number): void => {
    const into = new Uint8Array(2000).fill(0xa5);
    pairs.push([span, into.slice(0, emit(into))]);
  };
  if (ethernet) add(ethernet.span, (into) => emitEthernet(ethernet.fields(), into, 0));
  if (arp) add(arp.span, (into) => emitArp(arp.fields(), into, 0));
  if (ip) add(ip.span, (into) => emitIpv4(ip.fields(), into, 0, ip.totalLength - ip.headerLength));
  const segment = tcp?.fields();
  const bad = ip && tcp && checkTcp(tcp, ip).some(({ code }) => code === 'checksum-wrong');
  if (ip && tcp && segment?.ok)
    add(tcp.span, (into) => emitTcp(segment.value, into, 0, bad ? tcp.checksum : ip));
  if (ip && udp) add(udp.span, (into) => emitUdp(udp.fields(), into, 0, udp.checksum === 0 ? 0 : ip));
  const message = icmp?.fields();
  if (ip && icmp && message?.ok)
    add(icmp.span, (into) => emitIcmp(message.value, into, 0, ip.isFragment ? icmp.checksum : undefined));
  return pairs;
}
