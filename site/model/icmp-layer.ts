import { type FieldTable, ICMP_FIELD, ICMP_TYPE, type IcmpView } from '../../engine/packet/index.ts';
import { icmpWords } from './field-words.ts';
import { type Area, fieldsOf, type PacketField } from './packet-field.ts';

interface IcmpLayer {
  readonly area: Area;
  readonly fields: readonly PacketField[];
  readonly summary: string;
  /** What follows the message's own fields: data, or a quoted packet. */
  readonly rest: Area;
}

const { typeNumber, code, checksum, rest } = ICMP_FIELD;
const HEAD = { typeNumber, code, checksum };
const QUERY = { ...HEAD, id: [32, 16], sequence: [48, 16] } as const satisfies FieldTable;
const TIMES = {
  ...QUERY,
  originate: [64, 32],
  receive: [96, 32],
  transmit: [128, 32],
} as const satisfies FieldTable;
const MASK = { ...QUERY, mask: [64, 32] } as const satisfies FieldTable;

/** What the second four bytes of a message are, and what follows: RFC 792, by type. */
const TABLE: Readonly<Record<number, FieldTable>> = {
  [ICMP_TYPE.ECHO_REQUEST]: QUERY,
  [ICMP_TYPE.ECHO_REPLY]: QUERY,
  [ICMP_TYPE.TIMESTAMP_REQUEST]: TIMES,
  [ICMP_TYPE.TIMESTAMP_REPLY]: TIMES,
  [ICMP_TYPE.MASK_REQUEST]: MASK,
  [ICMP_TYPE.MASK_REPLY]: MASK,
  [ICMP_TYPE.REDIRECT]: { ...HEAD, gateway: [32, 32] },
  [ICMP_TYPE.PARAMETER_PROBLEM]: { ...HEAD, pointer: [32, 8], rest: [40, 24] },
};

/** Code 4 of "destination unreachable" tells the next hop's MTU in the last two bytes (RFC 1191). */
const FRAGMENTATION_NEEDED: FieldTable = { ...HEAD, rest: [32, 16], nextHopMtu: [48, 16] };

export function icmpFieldsOf(icmp: IcmpView): IcmpLayer {
  const { span } = icmp;
  const needsFragments = icmp.typeNumber === ICMP_TYPE.UNREACHABLE && icmp.code === 4;
  const table = needsFragments ? FRAGMENTATION_NEEDED : (TABLE[icmp.typeNumber] ?? { ...HEAD, rest });
  const fields = fieldsOf('icmp', 'icmp', span, table);
  const end = Math.max(span.start + 8, ...fields.map((field) => field.end));
  const named = fields.map((field) =>
    field.key === 'icmp.code'
      ? { ...field, value: `${field.value} (${icmpWords(icmp.typeNumber, icmp.code)})` }
      : field,
  );
  return {
    area: { ...span, end },
    fields: named,
    summary: icmpWords(icmp.typeNumber, icmp.code),
    rest: { ...span, start: end },
  };
}
