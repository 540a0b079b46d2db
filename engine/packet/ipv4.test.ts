import { describe, expect, it } from 'vitest';
import { ipv4Packet } from './build.ts';
import { spanOf, toHex } from './bytes.ts';
import { emitIpv4, ipv4Length, parseIpv4Header, parseIpv4Packet } from './ipv4.ts';
import { checkIpv4 } from './ipv4-check.ts';
import type { Decoded } from './problem.ts';
import { bytesOf, IP, ip, withBytes } from './testing/samples.ts';

const PACKET = ipv4Packet({ ...IP, protocol: 17 }, new Uint8Array(12));
const view = (bytes: Uint8Array) => value(parseIpv4Packet(spanOf(bytes)));

function value<T>(decoded: Decoded<T>): T {
  if (!decoded.ok) throw new Error(decoded.problem.code);
  return decoded.value;
}

describe('an IPv4 header', () => {
  it.each([
    ['version 6', { 0: 0x65 }, 'version-not-4', 0, 4, 6],
    ['version 0', { 0: 0x05 }, 'version-not-4', 0, 4, 0],
    ['a header of 4 words', { 0: 0x44 }, 'header-length-below-minimum', 0, 20, 16],
    ['a header of no words', { 0: 0x40 }, 'header-length-below-minimum', 0, 20, 0],
    ['a header longer than the packet', { 0: 0x4f }, 'header-length-beyond-packet', 0, 60, 32],
    ['a total length below the header', { 3: 19 }, 'total-length-below-header', 2, 20, 19],
    ['a total length of 0', { 3: 0 }, 'total-length-below-header', 2, 20, 0],
    ['a total length beyond the packet', { 3: 33 }, 'total-length-beyond-packet', 2, 33, 32],
  ])('is refused with %s', (_, changes, code, offset, needed, found) => {
    const problem = { header: 'ipv4', code, offset, needed, found };
    expect(parseIpv4Packet(spanOf(withBytes(PACKET, changes)))).toEqual({ ok: false, problem });
  });

  it('names places in the whole buffer', () => {
    const buffer = new Uint8Array(40);
    buffer.set(withBytes(PACKET, { 3: 99 }), 7);
    expect(parseIpv4Packet(spanOf(buffer, 7))).toMatchObject({
      problem: { offset: 9, needed: 99, found: 33 },
    });
  });

  it('ends at its total length: the padding of a short frame is no payload', () => {
    const padded = Uint8Array.of(...PACKET, 0, 0, 0, 0);
    expect(view(padded).payload).toMatchObject({ start: 20, end: 32 });
  });

  it.each([
    [{}, 0x00, 0],
    [{ dontFragment: true }, 0x40, 0],
    [{ moreFragments: true }, 0x20, 0],
    [{ fragmentOffset: 8 }, 0x00, 1],
    [{ moreFragments: true, fragmentOffset: 65_528 }, 0x3f, 0xff],
  ])('with %j has flags and offset %i, %i (RFC 791 section 3.1)', (fields, first, second) => {
    const packet = ipv4Packet({ ...IP, protocol: 6, ...fields }, new Uint8Array());
    expect([packet[6], packet[7]]).toEqual([first, second]);
    expect(view(packet)).toMatchObject(fields);
    expect(view(packet).isFragment).toBe('moreFragments' in fields || 'fragmentOffset' in fields);
  });

  it('pads its options with zeros to a word', () => {
    const packet = ipv4Packet({ ...IP, protocol: 2, options: bytesOf('0101019404') }, new Uint8Array());
    expect(toHex(packet.subarray(20))).toBe('0101019404000000');
    expect(packet[0]).toBe(0x47);
    expect(checkIpv4(view(packet))).toEqual([]);
  });

  it('can be wrong on purpose', () => {
    const packet = ipv4Packet({ ...IP, protocol: 6 }, new Uint8Array(), {
      totalLength: 999,
      ipChecksum: 0xbeef,
    });
    expect(toHex(packet.subarray(2, 4))).toBe('03e7');
    expect(toHex(packet.subarray(10, 12))).toBe('beef');
  });

  it.each([
    ['41 bytes of options', () => ipv4Length({ options: new Uint8Array(41) })],
    [
      'a fragment offset that counts no eighths',
      () => emitIpv4({ ...IP, protocol: 6, fragmentOffset: 4 }, new Uint8Array(20), 0),
    ],
    [
      'a fragment offset beyond 13 bits',
      () => emitIpv4({ ...IP, protocol: 6, fragmentOffset: 65_536 }, new Uint8Array(20), 0),
    ],
    ['more than 65535 bytes', () => emitIpv4({ ...IP, protocol: 6 }, new Uint8Array(20), 0, 65_516)],
  ])('with %s is a bug of the caller', (_, build) => expect(build).toThrow('Halfopen is wrong about itself'));
});

describe('a quoted IPv4 header', () => {
  it.each([
    ['beyond what was quoted', { 3: 200 }, 32],
    ['below the header', { 3: 7 }, 32],
    ['inside', { 3: 24 }, 24],
  ])('may announce a total length %s', (_, changes, end) => {
    const quoted = value(parseIpv4Header(spanOf(withBytes(PACKET, changes))));
    expect(quoted.payload).toMatchObject({ start: 20, end });
  });
});

describe('checkIpv4', () => {
  const packet = (fields: object) => ipv4Packet({ ...IP, protocol: 6, ...fields }, new Uint8Array(12));
  const codes = (bytes: Uint8Array) => checkIpv4(view(bytes)).map(({ code, offset }) => `${code} ${offset}`);

  it('finds nothing in a good header', () => expect(checkIpv4(view(PACKET))).toEqual([]));

  it('says which checksum would be right', () => {
    const right = view(PACKET).checksum;
    const wrong = ipv4Packet({ ...IP, protocol: 17 }, new Uint8Array(12), { ipChecksum: right ^ 0x0100 });
    const found = [
      { header: 'ipv4', code: 'checksum-wrong', offset: 10, found: right ^ 0x0100, expected: right },
    ];
    expect(checkIpv4(view(wrong))).toEqual(found);
  });

  it.each([
    ['a time to live of 0', packet({ ttl: 0 }), 'time-to-live-zero 8'],
    [
      'a fragment that forbids fragments',
      packet({ fragmentOffset: 8, dontFragment: true }),
      'fragment-forbidden 6',
    ],
    ['an inner fragment of 12 bytes', packet({ moreFragments: true }), 'fragment-not-in-eighths 6'],
    ['a fragment beyond 65535 bytes', packet({ fragmentOffset: 65_528 }), 'fragment-beyond-datagram 6'],
    ['an option of length 1', packet({ options: bytesOf('07010000') }), 'options-malformed 21'],
  ])('finds %s', (_, bytes, code) => expect(codes(bytes)).toEqual([code]));

  it('finds the reserved flag, beside the checksum that it spoils', () => {
    expect(codes(withBytes(PACKET, { 6: 0x80 }))).toEqual(['checksum-wrong 10', 'reserved-flag-set 6']);
  });

  it('takes a last fragment of any length', () => {
    expect(codes(packet({ fragmentOffset: 8 }))).toEqual([]);
  });
});

describe('the final destination', () => {
  // RFC 791 section 3.1: type, length, pointer, addresses; nmap builds such a route with --ip-options "L ...".
  const ROUTE = '83 0b 04 c6120a09 c6120a1c 00';
  it.each([
    ['is the end of a loose source route', ROUTE, '198.18.10.28'],
    ['is the end of a strict source route', ROUTE.replace('83', '89'), '198.18.10.28'],
    ['is the same half way', ROUTE.replace('04', '08'), '198.18.10.28'],
    ['is in the header when the route is used up', ROUTE.replace('04', '0c'), '198.18.10.9'],
    ['is in the header without a route', '01010100', '198.18.10.9'],
    ['is in the header when the route has no address', '83030400', '198.18.10.9'],
    ['is in the header when the option cannot be read', '8301040000000000', '198.18.10.9'],
  ])('%s', (_, options, expected) => {
    const fields = { ...IP, destination: ip('198.18.10.9'), protocol: 6, options: bytesOf(options) };
    expect(view(ipv4Packet(fields, new Uint8Array())).finalDestination).toBe(ip(expected));
  });
  it('is the destination where there are no options', () => {
    expect(view(PACKET).finalDestination).toBe(IP.destination);
  });
});
