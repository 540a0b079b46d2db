import { SECOND_IN_US, type Us } from '../../../engine/base/time.ts';
import { formatIpv4, type Ipv4, PROTOCOL, TCP_FLAG, u8, u16, u32 } from '../../../engine/packet/index.ts';

/** What the LOG target knows beside the packet. */
export interface LogContext {
  readonly at: Us;
  /** The rule in canonical words: its prefix and flags. */
  readonly rule: string;
  readonly in: string;
  readonly out: string;
  /** The Ethernet header that it came in with; absent for packets of the host's own. */
  readonly header?: Uint8Array;
}

/** A line of the kernel's log, as dmesg shows it (net/netfilter/nf_log_syslog.c, dump_ipv4_packet). */
export function logLine({ at, rule, in: inName, out, header }: LogContext, packet: Uint8Array): string {
  const prefix = /--log-prefix (?:"([^"]*)"|(\S+))/.exec(rule);
  const mac = inName === '' ? '' : `MAC=${header === undefined ? '' : macText(header)} `;
  const seconds = Math.floor(at / SECOND_IN_US);
  const stamp = `[${String(seconds).padStart(5)}.${String(at % SECOND_IN_US).padStart(6, '0')}]`;
  const told = ip(packet, {
    sequence: rule.includes('--log-tcp-sequence'),
    options: rule.includes('--log-tcp-options'),
  });
  return `${stamp} ${prefix?.[1] ?? prefix?.[2] ?? ''}IN=${inName} OUT=${out} ${mac}${told}`.trimEnd();
}

const macText = (header: Uint8Array): string =>
  Array.from(header, (byte) => byte.toString(16).padStart(2, '0')).join(':');

interface Flags {
  readonly sequence: boolean;
  readonly options: boolean;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');

const DONT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;

function ip(bytes: Uint8Array, flags: Flags, depth = 0): string {
  if (bytes.length < 20) return 'TRUNCATED ';
  const fragment = u16(bytes, 6);
  const protocol = u8(bytes, 9);
  const offset = (fragment & 0x1fff) * 8;
  const tos = u8(bytes, 1);
  const address = (at: number): string => formatIpv4(u32(bytes, at) as Ipv4);
  const parts = [
    `SRC=${address(12)} DST=${address(16)} `,
    `LEN=${u16(bytes, 2)} TOS=0x${hex(tos & 0x1e)} PREC=0x${hex(tos & 0xe0)} TTL=${u8(bytes, 8)} ID=${u16(bytes, 4)} `,
    fragment & 0x8000 ? 'CE ' : '',
    fragment & DONT_FRAGMENT ? 'DF ' : '',
    fragment & MORE_FRAGMENTS ? 'MF ' : '',
    offset > 0 ? `FRAG:${offset / 8} ` : '',
  ];
  const rest = bytes.subarray((u8(bytes, 0) & 15) * 4);
  return parts.join('') + transport(protocol, rest, offset > 0, flags, depth);
}

function transport(
  protocol: number,
  rest: Uint8Array,
  isLater: boolean,
  flags: Flags,
  depth: number,
): string {
  switch (protocol) {
    case PROTOCOL.TCP:
      return `PROTO=TCP ${isLater ? '' : tcp(rest, flags)}`;
    case PROTOCOL.UDP:
      return `PROTO=UDP ${isLater ? '' : udp(rest)}`;
    case PROTOCOL.ICMP:
      return `PROTO=ICMP ${isLater ? '' : icmp(rest, flags, depth)}`;
    default:
      return `PROTO=${protocol} `;
  }
}

/** In the kernel's order. */
const FLAGS = [
  ['CWR', TCP_FLAG.CWR],
  ['ECE', TCP_FLAG.ECE],
  ['URG', TCP_FLAG.URG],
  ['ACK', TCP_FLAG.ACK],
  ['PSH', TCP_FLAG.PSH],
  ['RST', TCP_FLAG.RST],
  ['SYN', TCP_FLAG.SYN],
  ['FIN', TCP_FLAG.FIN],
] as const;

const incomplete = (bytes: Uint8Array): string => `INCOMPLETE [${bytes.length} bytes] `;

function tcp(bytes: Uint8Array, { sequence, options }: Flags): string {
  if (bytes.length < 20) return incomplete(bytes);
  const bits = u8(bytes, 13);
  const length = (u8(bytes, 12) >>> 4) * 4;
  const reserved = ((u8(bytes, 12) & 15) << 2).toString(16).padStart(2, '0');
  return [
    `SPT=${u16(bytes, 0)} DPT=${u16(bytes, 2)} `,
    sequence ? `SEQ=${u32(bytes, 4)} ACK=${u32(bytes, 8)} ` : '',
    `WINDOW=${u16(bytes, 14)} RES=0x${reserved} `,
    ...FLAGS.filter(([, flag]) => bits & flag).map(([name]) => `${name} `),
    `URGP=${u16(bytes, 18)} `,
    options && length > 20 ? `OPT (${Array.from(bytes.subarray(20, length), hex).join('')}) ` : '',
  ].join('');
}

const udp = (bytes: Uint8Array): string =>
  bytes.length < 8 ? incomplete(bytes) : `SPT=${u16(bytes, 0)} DPT=${u16(bytes, 2)} LEN=${u16(bytes, 4)} `;

const ECHOES: ReadonlySet<number> = new Set([0, 8]);
const ERRORS: ReadonlySet<number> = new Set([3, 4, 11]);

function icmp(bytes: Uint8Array, flags: Flags, depth: number): string {
  if (bytes.length < 4) return incomplete(bytes);
  const [type, code] = [u8(bytes, 0), u8(bytes, 1)];
  const head = `TYPE=${type} CODE=${code} `;
  if (bytes.length < 8) return head;
  if (ECHOES.has(type)) return `${head}ID=${u16(bytes, 4)} SEQ=${u16(bytes, 6)} `;
  // An error inside an error is not dumped.
  if (!ERRORS.has(type) || depth > 0) return head;
  const needsFragments = type === 3 && code === 4;
  return `${head}[${ip(bytes.subarray(8), flags, depth + 1)}] ${needsFragments ? `MTU=${u16(bytes, 6)} ` : ''}`;
}
