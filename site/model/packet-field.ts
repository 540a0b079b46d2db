import { type Field, type FieldTable, readField, type Span } from '../../engine/packet/index.ts';
import { FIELD_NOTES, type FieldNote, type LayerKind } from './field-notes.data.ts';
import { fieldWords } from './field-words.ts';

/** The bytes of a header, of its options, of data. */
export type Area = Span;

/** A field as the inspector shows it. */
export interface PacketField extends FieldNote {
  /** `tcp.flags`; one in a packet. */
  readonly key: string;
  /** The bytes that it touches, the last one excluded. */
  readonly start: number;
  readonly end: number;
  /** Where it is no whole number of bytes: how many bits it has, and which. */
  readonly bits?: string;
  readonly value: string;
  /** A checksum that was computed anew and fits. */
  readonly verified?: boolean;
  /** What is wrong with it. */
  readonly findings: readonly string[];
}

/** The fields of a header that lie within its bytes, in the order of the table. */
export const fieldsOf = (id: string, kind: LayerKind, area: Area, table: FieldTable): PacketField[] =>
  Object.entries(table)
    .filter(([, [bit, bits]]) => area.start + (bit + bits) / 8 <= area.end)
    .map(([name, field]) => tableField(id, kind, area, name, field));

/** One field of a header. `name` is the codec's. */
export function tableField(id: string, kind: LayerKind, area: Area, name: string, field: Field): PacketField {
  const [bit, bits] = field;
  const start = area.start + Math.floor(bit / 8);
  const end = area.start + Math.ceil((bit + bits) / 8);
  const isWhole = bit % 8 === 0 && bits % 8 === 0;
  return {
    key: `${id}.${name}`,
    ...noteOf(kind, name),
    start,
    end,
    ...(isWhole ? {} : { bits: bitsText(bit, bits) }),
    value: fieldWords(kind, name, readField(area, field)),
    findings: [],
  };
}

/** A field that is all of its area. */
export const wholeField = (
  id: string,
  kind: LayerKind,
  name: string,
  area: Area,
  value: string,
): PacketField => ({
  key: `${id}.${name}`,
  ...noteOf(kind, name),
  start: area.start,
  end: area.end,
  value,
  findings: [],
});

function noteOf(kind: LayerKind, name: string): FieldNote {
  const notes: Readonly<Record<string, FieldNote>> = FIELD_NOTES[kind];
  return notes[name] ?? { name, note: '', source: '' };
}

/** Counted as the RFCs draw them: bit 0 is the first of its byte, the most significant one. */
const bitsText = (bit: number, bits: number): string => {
  const first = bit % 8;
  return bits === 1 ? `bit ${first}` : `${bits} bits from bit ${first}`;
};
