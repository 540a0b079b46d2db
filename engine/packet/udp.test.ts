import { describe, expect, it } from 'vitest';
import { asIpv4 } from './address.ts';
import { spanOf, u16 } from './bytes.ts';
import { internetChecksum, pseudoHeaderSum } from './checksum.ts';
import { bytesOf, SCANNER, TARGET } from './testing/samples.ts';
import { emitUdp, parseUdp, parseUdpHeader } from './udp.ts';

describe('a UDP datagram', () => {
  it('is laid out as RFC 768 draws it', () => {
    const bytes = new Uint8Array(11);
    emitUdp({ sourcePort: 40_000, destinationPort: 53, payload: bytesOf('616263') }, bytes, 0);
    expect(bytes).toEqual(bytesOf('9c40 0035 000b 0000 616263'));
  });

  it.each([
    ['a cut header', '9c40003500', 'header-truncated', 0, 8, 5],
    ['length 7', '9c40003500070000', 'length-below-header', 4, 8, 7],
    ['length 0', '9c40003500000000', 'length-below-header', 4, 8, 0],
    ['a length beyond the packet', '9c4000350009000000'.slice(0, 16), 'length-beyond-packet', 4, 9, 8],
  ])('is refused with %s', (_, hex, code, offset, needed, found) => {
    const problem = { header: 'udp', code, offset, needed, found };
    expect(parseUdp(spanOf(bytesOf(hex)))).toEqual({ ok: false, problem });
  });

  it('ends at its length, whatever follows', () => {
    const view = parseUdp(spanOf(bytesOf('9c400035000900006162')));
    expect(view.ok && view.value.payload).toMatchObject({ start: 8, end: 9 });
  });

  it('of a first fragment may announce more than is there', () => {
    const view = parseUdpHeader(spanOf(bytesOf('9c400035ffff00006162')));
    expect(view.ok && view.value.payload).toMatchObject({ start: 8, end: 10 });
  });

  it('never carries the checksum 0, which means none: it sends 0xffff (RFC 768)', () => {
    // Find a source address for which the sum comes out as zero.
    const fields = { sourcePort: 1, destinationPort: 2 };
    const bytes = new Uint8Array(8);
    emitUdp(fields, bytes, 0);
    const missing = internetChecksum(bytes, 0, 8, pseudoHeaderSum(asIpv4(0), TARGET, 17, 8));
    emitUdp(fields, bytes, 0, { source: asIpv4(missing), destination: TARGET });
    expect(u16(bytes, 6)).toBe(0xffff);
    expect(internetChecksum(bytes, 0, 8, pseudoHeaderSum(asIpv4(missing), TARGET, 17, 8))).toBe(0);
  });

  it('carries any checksum that is asked for', () => {
    const bytes = new Uint8Array(8);
    emitUdp({ sourcePort: 1, destinationPort: 2 }, bytes, 0, 0xbeef);
    expect(u16(bytes, 6)).toBe(0xbeef);
  });

  it('without a payload has eight bytes and a checksum over them', () => {
    const bytes = new Uint8Array(8);
    expect(
      emitUdp({ sourcePort: 1, destinationPort: 2 }, bytes, 0, { source: SCANNER, destination: TARGET }),
    ).toBe(8);
    expect(internetChecksum(bytes, 0, 8, pseudoHeaderSum(SCANNER, TARGET, 17, 8))).toBe(0);
  });
});
