import { PROTOCOL, u8 } from '../../../engine/packet/index.ts';
import { defineMatch, negatable, type OptionSpec } from '../extension.ts';
import type { Judged } from '../judged.ts';
import { readNumber } from '../text/values.ts';
import { isWithin, PORT_OPTIONS, type PortOptions, printPorts } from './ports.ts';

type FlagTest = { readonly mask: number; readonly set: number; readonly negated?: true };
type TcpOptions = PortOptions & {
  readonly flags?: FlagTest;
  readonly option?: { readonly kind: number; readonly negated?: true };
};

/** In the order iptables prints them. */
const FLAGS: readonly (readonly [string, number])[] = [
  ['FIN', 1],
  ['SYN', 2],
  ['RST', 4],
  ['PSH', 8],
  ['ACK', 16],
  ['URG', 32],
];
const ALL_FLAGS = 0x3f;
/** `--syn` means: of these, SYN and nothing else. */
const SYN_TEST = { mask: 0x17, set: 0x02 } as const;

/** Ports and flags of TCP segments. */
export const tcp = defineMatch<TcpOptions>({
  name: 'tcp',
  summary: '--sport --dport --tcp-flags --syn --tcp-option',
  protocols: [PROTOCOL.TCP],
  options: [
    ...(PORT_OPTIONS as readonly OptionSpec<TcpOptions>[]),
    {
      flags: ['--tcp-flags'],
      takes: ['the flags to look at', 'those that must be set'],
      negatable: true,
      read(draft, [maskText = '', setText = ''], negated) {
        const mask = readFlags(maskText);
        const set = readFlags(setText);
        if (mask === undefined) return wrongFlags(maskText);
        if (set === undefined) return wrongFlags(setText);
        draft.flags = negated ? { mask, set, negated } : { mask, set };
        return undefined;
      },
    },
    {
      flags: ['--syn'],
      takes: [],
      negatable: true,
      read(draft, _, negated) {
        draft.flags = negated ? { ...SYN_TEST, negated } : SYN_TEST;
        return undefined;
      },
    },
    {
      flags: ['--tcp-option'],
      takes: ['the number of an option'],
      negatable: true,
      read(draft, [text = ''], negated) {
        const kind = readNumber(text, 1, 255);
        if (kind === undefined) return `"${text}" is not the number of a TCP option, 1 to 255.`;
        draft.option = negated ? { kind, negated } : { kind };
        return undefined;
      },
    },
  ],
  finish: (draft) => draft,
  print: ({ flags, option, ...ports }) => [
    ...printPorts(ports),
    ...(option ? negatable(option.negated, '--tcp-option', String(option.kind)) : []),
    ...(flags ? negatable(flags.negated, '--tcp-flags', printFlags(flags.mask), printFlags(flags.set)) : []),
  ],
  compile:
    ({ source, destination, flags, option }) =>
    (packet) =>
      packet.tcpFlags >= 0 &&
      (!source || isWithin(packet.sourcePort, source)) &&
      (!destination || isWithin(packet.destinationPort, destination)) &&
      (!flags || ((packet.tcpFlags & flags.mask) === flags.set) !== (flags.negated ?? false)) &&
      (!option || hasOption(packet, option.kind) !== (option.negated ?? false)),
});

function readFlags(text: string): number | undefined {
  let flags = 0;
  for (const name of text.toUpperCase().split(',')) {
    if (name === 'ALL') flags |= ALL_FLAGS;
    else if (name !== 'NONE') {
      const flag = FLAGS.find(([known]) => known === name);
      if (!flag) return undefined;
      flags |= flag[1];
    }
  }
  return flags;
}

const wrongFlags = (text: string): string =>
  `"${text}" is not a list of TCP flags: FIN,SYN,RST,PSH,ACK,URG, ALL or NONE, with commas between.`;

function printFlags(flags: number): string {
  const names = FLAGS.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
  return names.join(',') || 'NONE';
}

/** Walks the option list as xt_tcpudp does: an option of length 0 or 1 counts as one byte long. */
function hasOption({ bytes, transportAt, totalLength }: Judged, kind: number): boolean {
  const end = Math.min(transportAt + (u8(bytes, transportAt + 12) >>> 4) * 4, totalLength);
  for (let at = transportAt + 20; at < end; ) {
    const found = u8(bytes, at);
    if (found === kind) return true;
    at += found < 2 || at + 1 >= end ? 1 : u8(bytes, at + 1) || 1;
  }
  return false;
}
