import { NO_BYTES, setU8, setU16, setU32 } from './bytes.ts';
import { internetChecksum } from './checksum.ts';
import { type IcmpFields, MASK_LENGTH, TIMESTAMP_LENGTH } from './icmp-fields.ts';
import { ICMP_TYPE } from './icmp-names.ts';

const TYPE_NUMBER = {
  'echo-request': ICMP_TYPE.ECHO_REQUEST,
  'echo-reply': ICMP_TYPE.ECHO_REPLY,
  'timestamp-request': ICMP_TYPE.TIMESTAMP_REQUEST,
  'timestamp-reply': ICMP_TYPE.TIMESTAMP_REPLY,
  'mask-request': ICMP_TYPE.MASK_REQUEST,
  'mask-reply': ICMP_TYPE.MASK_REPLY,
  unreachable: ICMP_TYPE.UNREACHABLE,
  'time-exceeded': ICMP_TYPE.TIME_EXCEEDED,
  'parameter-problem': ICMP_TYPE.PARAMETER_PROBLEM,
  redirect: ICMP_TYPE.REDIRECT,
  'source-quench': ICMP_TYPE.SOURCE_QUENCH,
} as const;

/** Length of the whole message in bytes. */
export function icmpLength(fields: IcmpFields): number {
  switch (fields.type) {
    case 'echo-request':
    case 'echo-reply':
      return 8 + (fields.data?.length ?? 0);
    case 'timestamp-request':
    case 'timestamp-reply':
      return TIMESTAMP_LENGTH;
    case 'mask-request':
    case 'mask-reply':
      return MASK_LENGTH;
    case 'other':
      return 4 + Math.max(4, fields.body.length);
    default:
      return 8 + fields.quoted.length;
  }
}

/** Writes the message; gives back how many bytes that were. A checksum that is given is written as it is. */
export function emitIcmp(fields: IcmpFields, into: Uint8Array, at: number, checksum?: number): number {
  const length = icmpLength(fields);
  setU8(into, at, fields.type === 'other' ? fields.typeNumber : TYPE_NUMBER[fields.type]);
  setU8(into, at + 1, 'code' in fields ? (fields.code ?? 0) : 0);
  setU16(into, at + 2, 0);
  setU32(into, at + 4, 0);
  emitBody(fields, into, at);
  setU16(into, at + 2, checksum ?? internetChecksum(into, at, at + length));
  return length;
}

/** What follows the checksum; the second four bytes are zero already. */
function emitBody(fields: IcmpFields, into: Uint8Array, at: number): void {
  switch (fields.type) {
    case 'echo-request':
    case 'echo-reply':
      emitIdentity(fields, into, at);
      into.set(fields.data ?? NO_BYTES, at + 8);
      return;
    case 'timestamp-request':
    case 'timestamp-reply':
      emitIdentity(fields, into, at);
      setU32(into, at + 8, fields.originate);
      setU32(into, at + 12, fields.receive);
      setU32(into, at + 16, fields.transmit);
      return;
    case 'mask-request':
    case 'mask-reply':
      emitIdentity(fields, into, at);
      setU32(into, at + 8, fields.mask);
      return;
    case 'other':
      into.set(fields.body, at + 4);
      return;
    case 'unreachable':
      setU16(into, at + 6, fields.nextHopMtu ?? 0);
      break;
    case 'parameter-problem':
      setU8(into, at + 4, fields.pointer);
      break;
    case 'redirect':
      setU32(into, at + 4, fields.gateway);
      break;
    case 'time-exceeded':
    case 'source-quench':
      break;
  }
  into.set(fields.quoted, at + 8);
}

function emitIdentity(
  fields: { readonly id: number; readonly sequence: number },
  into: Uint8Array,
  at: number,
): void {
  setU16(into, at + 4, fields.id);
  setU16(into, at + 6, fields.sequence);
}
