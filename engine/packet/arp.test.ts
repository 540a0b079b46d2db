import { describe, expect, it } from 'vitest';
import { BROADCAST_MAC, ZERO_MAC } from './address.ts';
import { checkArp, parseArp } from './arp.ts';
import { arpFrame } from './build.ts';
import { spanOf, toHex } from './bytes.ts';
import { checkEthernet, parseEthernet } from './ethernet.ts';
import { SCANNER, SCANNER_MAC, TARGET, withBytes } from './testing/samples.ts';

const REQUEST = {
  operation: 1,
  senderMac: SCANNER_MAC,
  senderIp: SCANNER,
  targetMac: ZERO_MAC,
  targetIp: TARGET,
};
const FRAME = arpFrame({ destination: BROADCAST_MAC, source: SCANNER_MAC }, REQUEST);

describe('an ARP request', () => {
  it('is laid out as RFC 826 and nmap do', () => {
    const arp = '0001 0800 06 04 0001 02000000000a c6120a02 000000000000 c6120a1c';
    expect(toHex(FRAME)).toBe(`ffffffffffff02000000000a0806${arp.replaceAll(' ', '')}`);
  });

  it.each([
    ['hardware type 6', { 1: 6 }, 'hardware-not-ethernet', 0, 1, 6],
    ['protocol type IPv6', { 2: 0x86, 3: 0xdd }, 'protocol-not-ipv4', 2, 0x0800, 0x86dd],
    ['hardware addresses of 8 bytes', { 4: 8 }, 'address-length-wrong', 4, 6, 8],
    ['protocol addresses of 16 bytes', { 5: 16 }, 'address-length-wrong', 5, 4, 16],
  ])('is refused with %s', (_, changes, code, offset, needed, found) => {
    const problem = { header: 'arp', code, offset, needed, found };
    expect(parseArp(spanOf(withBytes(FRAME.slice(14), changes)))).toEqual({ ok: false, problem });
  });

  it('may be followed by padding', () => {
    expect(parseArp(spanOf(new Uint8Array([...FRAME.slice(14), 0, 0, 0, 0])))).toMatchObject({ ok: true });
  });
});

describe('checkArp and checkEthernet', () => {
  const found = (changes: Record<number, number>) => {
    const view = parseArp(spanOf(withBytes(FRAME.slice(14), changes)));
    return view.ok ? checkArp(view.value).map(({ code, offset }) => [code, offset]) : [];
  };
  it('find nothing in a request', () => expect(found({})).toEqual([]));
  it('find nothing in a reply', () => expect(found({ 7: 2 })).toEqual([]));
  it('find another operation', () => expect(found({ 7: 3 })).toEqual([['operation-unknown', 6]]));
  it('find a sender who is many', () => expect(found({ 8: 0x03 })).toEqual([['source-is-group', 8]]));

  it.each([
    [{}, []],
    [{ 6: 0x01 }, ['source-is-group']],
  ])('in a frame with %j find %j', (changes, codes) => {
    const view = parseEthernet(spanOf(withBytes(FRAME, changes)));
    expect(view.ok && checkEthernet(view.value).map(({ code }) => code)).toEqual(codes);
  });
});
