import {
  flagLetters,
  type Ipv4View,
  type Packet,
  type TcpOption,
  type TcpView,
  toBytes,
  toHex,
} from '../../engine/packet/index.ts';
import { baseOf, type Conversation, keyOf, type Names } from './conversations.ts';

type TcpPacket = Packet & { readonly ip: Ipv4View; readonly tcp: TcpView };

/** The same words for the same packet of two runs: `S win 1024 <mss 1460> seq mask ack 0 len 0`. */
export function describeTcp({ ip, tcp }: TcpPacket, names: Names): string {
  const sent = names.scanner.has(ip.source);
  const conversation = names.conversations.get(keyOf(ip, tcp, sent));
  const base = baseOf(names.bases, sent ? tcp.sourcePort : tcp.destinationPort);
  const mask = base === undefined ? undefined : names.masks.get(base);
  const name = (value: number): string => nameOf(value, conversation, mask);
  const payload = toBytes(tcp.payload);
  return [
    flagLetters(tcp.flags) || '(no flags)',
    `win ${tcp.window}`,
    `<${optionsText(tcp)}>`,
    `seq ${name(tcp.sequence)}`,
    `ack ${name(tcp.acknowledgment)}`,
    `urg ${tcp.urgentPointer}`,
    `reserved ${tcp.reserved}`,
    `len ${payload.length}${payload.length > 0 ? ` ${toHex(payload)}` : ''}`,
  ].join(' ');
}

/** A sequence or acknowledgment number by what it is derived from. Small distances are told, others are "other". */
function nameOf(value: number, conversation: Conversation | undefined, mask: number | undefined): string {
  if (value === 0) return '0';
  if (conversation === undefined) return 'other';
  const { sequence, acknowledgment, peerSequence } = conversation;
  const origins: [string, number | undefined][] = [
    ['probe.seq', sequence || undefined],
    ['probe.ack', acknowledgment || undefined],
    ['peer.seq', peerSequence],
  ];
  for (const [origin, start] of origins) {
    if (start === undefined) continue;
    const distance = (value - start) >>> 0;
    // The scanner's own numbers tell the try that they were made for.
    const made =
      mask === undefined || origin === 'peer.seq' ? '' : `(mask^${((start ^ mask) >>> 0).toString(16)})`;
    if (distance < 4096) return `${origin}${made}${distance === 0 ? '' : `+${distance}`}`;
  }
  return 'other';
}

const optionsText = (tcp: TcpView): string => {
  const options = tcp.options();
  return options.ok ? options.value.map(optionText).join(',') : `bad: ${options.problem.code}`;
};

function optionText(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
      return `mss ${option.value}`;
    case 'window-scale':
      return `wscale ${option.shift}`;
    case 'timestamp':
      return `TS ${option.value === 0 ? '0' : 'time'} ${option.echo === 0 ? '0' : 'echo'}`;
    default:
      return option.kind;
  }
}
