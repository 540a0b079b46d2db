import { describe, expect, it } from 'vitest';
import { spanOf } from './bytes.ts';
import { emitTcp, parseTcp, type TcpFields, tcpLength } from './tcp.ts';
import { bytesOf, SCANNER, TARGET, withBytes } from './testing/samples.ts';

const SYN: TcpFields = {
  sourcePort: 40_000,
  destinationPort: 22,
  sequence: 0xffff_ffff,
  acknowledgment: 0,
  flags: 2,
  window: 1024,
  options: [{ kind: 'mss', value: 1460 }],
};
const emitted = (fields: TcpFields, sum: Parameters<typeof emitTcp>[3]) => {
  const bytes = new Uint8Array(tcpLength(fields));
  emitTcp(fields, bytes, 0, sum);
  return bytes;
};
const BYTES = emitted(SYN, { source: SCANNER, destination: TARGET });

describe('a TCP segment', () => {
  it('is laid out as RFC 9293 section 3.1 draws it', () => {
    expect(emitted(SYN, 0)).toEqual(bytesOf('9c40 0016 ffffffff 00000000 60 02 0400 0000 0000 020405b4'));
  });

  it.each([
    ['data offset 4', { 12: 0x40 }, 'header-length-below-minimum', 20, 16],
    ['data offset 0', { 12: 0x00 }, 'header-length-below-minimum', 20, 0],
    ['data offset 7, with 6 words there', { 12: 0x70 }, 'header-length-beyond-packet', 28, 24],
    ['data offset 15', { 12: 0xf0 }, 'header-length-beyond-packet', 60, 24],
  ])('is refused with %s', (_, changes, code, needed, found) => {
    const problem = { header: 'tcp', code, offset: 12, needed, found };
    expect(parseTcp(spanOf(withBytes(BYTES, changes)))).toEqual({ ok: false, problem });
  });

  it('is refused when even its fixed part is cut', () => {
    const problem = { header: 'tcp', code: 'header-truncated', offset: 3, needed: 20, found: 19 };
    expect(parseTcp(spanOf(BYTES, 3, 22))).toEqual({ ok: false, problem });
  });

  it('with nonsense for options can be seen, but not read', () => {
    const view = parseTcp(spanOf(withBytes(BYTES, { 21: 0 })));
    expect(view.ok && view.value.fields()).toMatchObject({
      ok: false,
      problem: { header: 'tcp-option', offset: 21 },
    });
    expect(view.ok && view.value.destinationPort).toBe(22);
  });

  it('takes what was left out as zero or nothing', () => {
    const bare = { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgment: 4, flags: 5, window: 6 };
    const view = parseTcp(spanOf(emitted(bare, 0)));
    const nothing = { urgentPointer: 0, reserved: 0, options: [], payload: new Uint8Array() };
    expect(view.ok && view.value.fields()).toEqual({ ok: true, value: { ...bare, ...nothing } });
  });

  it('gives copies, which outlive the buffer', () => {
    const bytes = emitted({ ...SYN, payload: bytesOf('0102') }, 0);
    const view = parseTcp(spanOf(bytes));
    const fields = view.ok ? view.value.fields() : undefined;
    bytes.fill(0);
    expect(fields?.ok && fields.value.payload).toEqual(bytesOf('0102'));
  });
});
