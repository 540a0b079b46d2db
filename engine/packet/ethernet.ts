import { asMac, isGroupMac, type Mac } from './address.ts';
import { type Span, setU16, setU48, u16, u48 } from './bytes.ts';
import type { FieldTable } from './field.ts';
import { type Finding, finding } from './finding.ts';
import { bad, type Decoded, good } from './problem.ts';

/** Ethernet II (IEEE 802.3 clause 3; RFC 894): two addresses and the type of what follows. No tags, no FCS. */
export interface EthernetFields {
  readonly destination: Mac;
  readonly source: Mac;
  readonly etherType: number;
}

export const ETHERNET_FIELD = {
  destination: [0, 48],
  source: [48, 48],
  etherType: [96, 16],
} as const satisfies FieldTable;

export const ETHERNET_LENGTH = 14;

export class EthernetView {
  readonly span: Span;
  constructor(span: Span) {
    this.span = span;
  }
  get destination(): Mac {
    return asMac(u48(this.span.bytes, this.span.start));
  }
  get source(): Mac {
    return asMac(u48(this.span.bytes, this.span.start + 6));
  }
  get etherType(): number {
    return u16(this.span.bytes, this.span.start + 12);
  }
  /** All that follows, the padding of short frames included. */
  get payload(): Span {
    return { bytes: this.span.bytes, start: this.span.start + ETHERNET_LENGTH, end: this.span.end };
  }
  fields(): EthernetFields {
    return { destination: this.destination, source: this.source, etherType: this.etherType };
  }
}

export function parseEthernet(span: Span): Decoded<EthernetView> {
  const have = span.end - span.start;
  if (have < ETHERNET_LENGTH) return bad('ethernet', 'header-truncated', span.start, ETHERNET_LENGTH, have);
  return good(new EthernetView(span));
}

export const ethernetLength = (_fields?: EthernetFields): number => ETHERNET_LENGTH;

export function emitEthernet(fields: EthernetFields, into: Uint8Array, at: number): number {
  setU48(into, at, fields.destination);
  setU48(into, at + 6, fields.source);
  setU16(into, at + 12, fields.etherType);
  return ETHERNET_LENGTH;
}

export function checkEthernet(view: EthernetView): Finding[] {
  if (!isGroupMac(view.source)) return [];
  return [finding('ethernet', 'source-is-group', view.span.start + 6, view.source)];
}
