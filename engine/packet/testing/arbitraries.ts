import * as fc from 'fast-check';
import { asIpv4, asMac, type Ipv4, type Mac } from '../address.ts';
import type { ArpFields } from '../arp.ts';
import type { EthernetFields } from '../ethernet.ts';
import type { IcmpFields } from '../icmp-fields.ts';
import type { Ipv4Fields } from '../ipv4.ts';
import type { TcpFields } from '../tcp.ts';
import { TCP_OPTIONS_MAX, type TcpOption } from '../tcp-options.ts';
import type { UdpFields } from '../udp.ts';

/** Records of every header, all their optional fields present, so that reading them back gives the same record. */
export const u8Arbitrary = fc.nat(0xff);
export const u16Arbitrary = fc.nat(0xffff);
export const u32Arbitrary = fc.integer({ min: 0, max: 0xffff_ffff });
export const ipv4Arbitrary: fc.Arbitrary<Ipv4> = u32Arbitrary.map(asIpv4);
export const macArbitrary: fc.Arbitrary<Mac> = fc.integer({ min: 0, max: 0xffff_ffff_ffff }).map(asMac);
export const bytesArbitrary = (maxLength = 64): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });

export const ethernetArbitrary: fc.Arbitrary<EthernetFields> = fc.record({
  destination: macArbitrary,
  source: macArbitrary,
  etherType: u16Arbitrary,
});

export const arpArbitrary: fc.Arbitrary<ArpFields> = fc.record({
  operation: u16Arbitrary,
  senderMac: macArbitrary,
  senderIp: ipv4Arbitrary,
  targetMac: macArbitrary,
  targetIp: ipv4Arbitrary,
});

export const ipv4FieldsArbitrary: fc.Arbitrary<Ipv4Fields> = fc.record({
  tos: u8Arbitrary,
  id: u16Arbitrary,
  dontFragment: fc.boolean(),
  moreFragments: fc.boolean(),
  fragmentOffset: fc.nat(8191).map((eighths) => eighths * 8),
  ttl: u8Arbitrary,
  protocol: u8Arbitrary,
  source: ipv4Arbitrary,
  destination: ipv4Arbitrary,
  options: fc.nat(10).chain((words) => fc.uint8Array({ minLength: words * 4, maxLength: words * 4 })),
});

const blocksArbitrary = fc.array(fc.tuple(u32Arbitrary, u32Arbitrary), { minLength: 1, maxLength: 4 });

/** Any option but the end of the list. Codes of unknown options avoid the known ones, whose data would be read. */
const tcpOptionArbitrary: fc.Arbitrary<TcpOption> = fc.oneof(
  fc.constant<TcpOption>({ kind: 'nop' }),
  u16Arbitrary.map((value): TcpOption => ({ kind: 'mss', value })),
  u8Arbitrary.map((shift): TcpOption => ({ kind: 'window-scale', shift })),
  fc.constant<TcpOption>({ kind: 'sack-permitted' }),
  blocksArbitrary.map((blocks): TcpOption => ({ kind: 'sack', blocks })),
  fc
    .tuple(u32Arbitrary, u32Arbitrary)
    .map(([value, echo]): TcpOption => ({ kind: 'timestamp', value, echo })),
  fc
    .tuple(fc.integer({ min: 9, max: 255 }), bytesArbitrary(12))
    .map(([code, data]): TcpOption => ({ kind: 'unknown', code, data })),
);

const SIZE = { eol: 1, nop: 1, mss: 4, 'window-scale': 3, 'sack-permitted': 2, timestamp: 10 } as const;

function sizeOf(option: TcpOption): number {
  if (option.kind === 'sack') return 2 + 8 * option.blocks.length;
  return option.kind === 'unknown' ? 2 + option.data.length : SIZE[option.kind];
}

/** As many as fit; ended by an end-of-list option where they do not fill their words, as a reader will see it. */
export const tcpOptionsArbitrary: fc.Arbitrary<readonly TcpOption[]> = fc
  .array(tcpOptionArbitrary, { maxLength: 8 })
  .map((candidates) => {
    const options: TcpOption[] = [];
    let size = 0;
    for (const option of candidates) {
      if (size + sizeOf(option) > TCP_OPTIONS_MAX) continue;
      options.push(option);
      size += sizeOf(option);
    }
    if (size % 4 !== 0) options.push({ kind: 'eol' });
    return options;
  });

export const tcpArbitrary: fc.Arbitrary<TcpFields> = fc.record({
  sourcePort: u16Arbitrary,
  destinationPort: u16Arbitrary,
  sequence: u32Arbitrary,
  acknowledgment: u32Arbitrary,
  flags: u8Arbitrary,
  window: u16Arbitrary,
  urgentPointer: u16Arbitrary,
  reserved: fc.nat(15),
  options: tcpOptionsArbitrary,
  payload: bytesArbitrary(),
});

export const udpArbitrary: fc.Arbitrary<UdpFields> = fc.record({
  sourcePort: u16Arbitrary,
  destinationPort: u16Arbitrary,
  payload: bytesArbitrary(),
});

const identity = { id: u16Arbitrary, sequence: u16Arbitrary };
const quoted = bytesArbitrary();

export const icmpArbitrary: fc.Arbitrary<IcmpFields> = fc.oneof(
  fc.record({
    type: fc.constantFrom('echo-request' as const, 'echo-reply' as const),
    code: u8Arbitrary,
    ...identity,
    data: bytesArbitrary(),
  }),
  fc.record({
    type: fc.constantFrom('timestamp-request' as const, 'timestamp-reply' as const),
    ...identity,
    originate: u32Arbitrary,
    receive: u32Arbitrary,
    transmit: u32Arbitrary,
  }),
  fc.record({
    type: fc.constantFrom('mask-request' as const, 'mask-reply' as const),
    ...identity,
    mask: ipv4Arbitrary,
  }),
  fc.record({
    type: fc.constant('unreachable' as const),
    code: u8Arbitrary.filter((code) => code !== 4),
    quoted,
  }),
  fc.record({
    type: fc.constant('unreachable' as const),
    code: fc.constant(4),
    nextHopMtu: u16Arbitrary,
    quoted,
  }),
  fc.record({ type: fc.constant('time-exceeded' as const), code: u8Arbitrary, quoted }),
  fc.record({
    type: fc.constant('parameter-problem' as const),
    code: u8Arbitrary,
    pointer: u8Arbitrary,
    quoted,
  }),
  fc.record({ type: fc.constant('redirect' as const), code: u8Arbitrary, gateway: ipv4Arbitrary, quoted }),
  fc.record({ type: fc.constant('source-quench' as const), quoted }),
  fc.record({
    type: fc.constant('other' as const),
    typeNumber: fc.constantFrom(1, 2, 6, 9, 10, 15, 16, 19, 30, 42, 255),
    code: u8Arbitrary,
    body: fc.uint8Array({ minLength: 4, maxLength: 64 }),
  }),
);
