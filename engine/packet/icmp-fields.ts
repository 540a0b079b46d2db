import { asIpv4, type Ipv4 } from './address.ts';
import { type Span, toBytes, u8, u16, u32 } from './bytes.ts';
import { ICMP_TYPE } from './icmp-names.ts';
import { bad, type Decoded, good } from './problem.ts';

/** An ICMP message as a record (RFC 792; mask: RFC 950; next-hop MTU: RFC 1191 section 4). */
export type IcmpFields = IcmpEcho | IcmpTimestamp | IcmpMask | IcmpError | IcmpOther;

export interface IcmpEcho {
  readonly type: 'echo-request' | 'echo-reply';
  /** 0 unless told: nmap's `-PE` sends 0, a few tools do not. */
  readonly code?: number;
  readonly id: number;
  readonly sequence: number;
  readonly data?: Uint8Array;
}

/** Times are milliseconds since midnight UT. */
export interface IcmpTimestamp {
  readonly type: 'timestamp-request' | 'timestamp-reply';
  readonly id: number;
  readonly sequence: number;
  readonly originate: number;
  readonly receive: number;
  readonly transmit: number;
}

export interface IcmpMask {
  readonly type: 'mask-request' | 'mask-reply';
  readonly id: number;
  readonly sequence: number;
  readonly mask: Ipv4;
}

/** `quoted` is the beginning of the packet that caused the message, from its IP header on. */
export type IcmpError =
  | {
      readonly type: 'unreachable';
      readonly code: number;
      /** With code 4 only. */
      readonly nextHopMtu?: number;
      readonly quoted: Uint8Array;
    }
  | { readonly type: 'time-exceeded'; readonly code: number; readonly quoted: Uint8Array }
  | {
      readonly type: 'parameter-problem';
      readonly code: number;
      readonly pointer: number;
      readonly quoted: Uint8Array;
    }
  | { readonly type: 'redirect'; readonly code: number; readonly gateway: Ipv4; readonly quoted: Uint8Array }
  | { readonly type: 'source-quench'; readonly quoted: Uint8Array };

/** Any other message. `body` is all that follows the checksum; four bytes at least. */
export interface IcmpOther {
  readonly type: 'other';
  readonly typeNumber: number;
  readonly code: number;
  readonly body: Uint8Array;
}

export const TIMESTAMP_LENGTH = 20;
export const MASK_LENGTH = 12;

/** The record of a message of at least eight bytes, in bytes that outlive the packet. */
export function icmpFields(span: Span): Decoded<IcmpFields> {
  const { bytes, start, end } = span;
  const typeNumber = u8(bytes, start);
  const code = u8(bytes, start + 1);
  const id = u16(bytes, start + 4);
  const sequence = u16(bytes, start + 6);
  switch (typeNumber) {
    case ICMP_TYPE.ECHO_REQUEST:
    case ICMP_TYPE.ECHO_REPLY: {
      const type = typeNumber === ICMP_TYPE.ECHO_REQUEST ? 'echo-request' : 'echo-reply';
      return good({ type, code, id, sequence, data: toBytes({ bytes, start: start + 8, end }) });
    }
    case ICMP_TYPE.TIMESTAMP_REQUEST:
    case ICMP_TYPE.TIMESTAMP_REPLY: {
      if (end - start < TIMESTAMP_LENGTH)
        return bad('icmp', 'body-truncated', start, TIMESTAMP_LENGTH, end - start);
      const type = typeNumber === ICMP_TYPE.TIMESTAMP_REQUEST ? 'timestamp-request' : 'timestamp-reply';
      const [originate, receive, transmit] = [
        u32(bytes, start + 8),
        u32(bytes, start + 12),
        u32(bytes, start + 16),
      ];
      return good({ type, id, sequence, originate, receive, transmit });
    }
    case ICMP_TYPE.MASK_REQUEST:
    case ICMP_TYPE.MASK_REPLY: {
      if (end - start < MASK_LENGTH) return bad('icmp', 'body-truncated', start, MASK_LENGTH, end - start);
      const type = typeNumber === ICMP_TYPE.MASK_REQUEST ? 'mask-request' : 'mask-reply';
      return good({ type, id, sequence, mask: asIpv4(u32(bytes, start + 8)) });
    }
    default:
      return good(errorFields(span, typeNumber, code));
  }
}

function errorFields(span: Span, typeNumber: number, code: number): IcmpFields {
  const { bytes, start, end } = span;
  const quoted = toBytes({ bytes, start: start + 8, end });
  switch (typeNumber) {
    case ICMP_TYPE.UNREACHABLE:
      return code === 4
        ? { type: 'unreachable', code, nextHopMtu: u16(bytes, start + 6), quoted }
        : { type: 'unreachable', code, quoted };
    case ICMP_TYPE.TIME_EXCEEDED:
      return { type: 'time-exceeded', code, quoted };
    case ICMP_TYPE.PARAMETER_PROBLEM:
      return { type: 'parameter-problem', code, pointer: u8(bytes, start + 4), quoted };
    case ICMP_TYPE.REDIRECT:
      return { type: 'redirect', code, gateway: asIpv4(u32(bytes, start + 4)), quoted };
    case ICMP_TYPE.SOURCE_QUENCH:
      return { type: 'source-quench', quoted };
    default:
      return { type: 'other', typeNumber, code, body: toBytes({ bytes, start: start + 4, end }) };
  }
}
