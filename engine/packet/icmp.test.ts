import { describe, expect, it } from 'vitest';
import { spanOf, toHex } from './bytes.ts';
import { parseIcmp } from './icmp.ts';
import { emitIcmp, icmpLength } from './icmp-emit.ts';
import type { IcmpFields } from './icmp-fields.ts';
import { bytesOf, ip } from './testing/samples.ts';

const QUOTED = bytesOf('45000000');
const IDENTITY = { id: 0x1234, sequence: 0x5678 };

function emitted(fields: IcmpFields): string {
  const bytes = new Uint8Array(icmpLength(fields)).fill(0xa5);
  emitIcmp(fields, bytes, 0, 0);
  return toHex(bytes);
}

describe('an ICMP message', () => {
  // Transcribed from the diagrams of RFC 792; mask: RFC 950 appendix I; next-hop MTU: RFC 1191 section 4.
  it.each<[IcmpFields, string]>([
    [{ type: 'echo-request', ...IDENTITY, data: bytesOf('61') }, '08000000 1234 5678 61'],
    [{ type: 'echo-request', code: 9, ...IDENTITY }, '08090000 1234 5678'],
    [{ type: 'echo-reply', ...IDENTITY }, '00000000 1234 5678'],
    [
      { type: 'timestamp-request', ...IDENTITY, originate: 1, receive: 2, transmit: 3 },
      '0d000000 1234 5678 00000001 00000002 00000003',
    ],
    [
      { type: 'timestamp-reply', ...IDENTITY, originate: 0xffffffff, receive: 2, transmit: 3 },
      '0e000000 1234 5678 ffffffff 00000002 00000003',
    ],
    [{ type: 'mask-request', ...IDENTITY, mask: ip('0.0.0.0') }, '11000000 1234 5678 00000000'],
    [{ type: 'mask-reply', ...IDENTITY, mask: ip('255.255.255.0') }, '12000000 1234 5678 ffffff00'],
    [{ type: 'unreachable', code: 3, quoted: QUOTED }, '03030000 00000000 45000000'],
    [{ type: 'unreachable', code: 4, nextHopMtu: 1400, quoted: QUOTED }, '03040000 0000 0578 45000000'],
    [{ type: 'source-quench', quoted: QUOTED }, '04000000 00000000 45000000'],
    [{ type: 'redirect', code: 1, gateway: ip('198.18.10.9'), quoted: QUOTED }, '05010000 c6120a09 45000000'],
    [{ type: 'time-exceeded', code: 1, quoted: QUOTED }, '0b010000 00000000 45000000'],
    [{ type: 'parameter-problem', code: 0, pointer: 22, quoted: QUOTED }, '0c000000 16 000000 45000000'],
    [{ type: 'other', typeNumber: 9, code: 16, body: bytesOf('0102000a') }, '09100000 0102000a'],
    [{ type: 'other', typeNumber: 42, code: 0, body: bytesOf('01') }, '2a000000 01000000'],
  ])('$type is laid out as its RFC draws it', (fields, hex) => {
    expect(emitted(fields)).toBe(hex.replaceAll(' ', ''));
  });

  it.each([
    ['header', '0800f7ff000000', 'header-truncated', 8, 7],
    ['header, of nothing', '', 'header-truncated', 8, 0],
  ])('is refused without its %s', (_, hex, code, needed, found) => {
    const problem = { header: 'icmp', code, offset: 0, needed, found };
    expect(parseIcmp(spanOf(bytesOf(hex)))).toEqual({ ok: false, problem });
  });

  it.each([
    ['timestamp request', '0d', 20],
    ['timestamp reply', '0e', 20],
    ['mask request', '11', 12],
    ['mask reply', '12', 12],
  ])('can be seen, but not read, when a %s is too short', (_, type, needed) => {
    const view = parseIcmp(spanOf(bytesOf(`${type}00000000000000`)));
    const problem = { header: 'icmp', code: 'body-truncated', offset: 0, needed, found: 8 };
    expect(view.ok && view.value.fields()).toEqual({ ok: false, problem });
  });

  it('shows what an error quotes, and says that it is one', () => {
    const view = parseIcmp(spanOf(bytesOf('0303000000000000' + '45000000')));
    expect(view.ok && toHex(view.value.quoted())).toBe('45000000');
    expect(view.ok && view.value.isError).toBe(true);
  });

  it('has an identifier and a sequence number where it is a query', () => {
    const view = parseIcmp(spanOf(bytesOf('0800000012345678')));
    expect(view.ok && [view.value.id, view.value.sequence, view.value.isError]).toEqual([
      0x1234,
      0x5678,
      false,
    ]);
  });
});
