import { describe, expect, it } from 'vitest';
import { backOrificePing } from './payload-messages.ts';
import { UDP_PAYLOADS, udpPayloads } from './payloads.ts';

/** Data lengths of the datagrams nmap 7.93 sends to each port, as its packet trace shows them. */
const OBSERVED: readonly [ports: string, lengths: readonly number[]][] = [
  ['7,10001', [4]],
  ['53,26198', [12, 30]],
  ['67', [244]],
  ['69', [12, 19]],
  ['80', [14]],
  ['111,2049', [40, 40]],
  ['123', [48, 48]],
  ['135,1025-1193,1195-1199', [72]],
  ['137', [50, 50, 50]],
  ['161,260,3401', [60, 33]],
  ['177', [7]],
  ['389', [51]],
  ['427,10080', [54]],
  ['443,853,3391,4433,4740,5349,5684,5868,6514,6636,8232,10161,10162', [67]],
  ['12346,12446,12546,12646,12746,12846,12946,13046', [67]],
  ['500', [192, 204]],
  ['520', [24]],
  ['623', [12, 23]],
  ['626,1604', [30]],
  ['1194', [72, 14, 13]],
  ['1645,1812,3478', [20]],
  ['1701', [60]],
  ['1900', [94]],
  ['2123,2152,6481', [12]],
  ['2302,5683', [21]],
  ['3283,7777', [5]],
  ['3386', [8]],
  ['3784', [36]],
  ['4045', [40]],
  ['4500', [204]],
  ['4665,4666,4672,5351,5632,6429', [2]],
  ['5353', [12, 30, 46, 46]],
  ['8767', [180]],
  ['9987', [34, 162]],
  ['11211', [17]],
  ['17185', [64, 64]],
  ['26000-26004,27960-27964,30720-30724', [13]],
  ['27015-27030', [25]],
  ['27444', [11]],
  ['27910-27914', [10]],
  ['31337', [19]],
  ['34555', [40, 10]],
  ['44400', [40, 13]],
  ['48899', [40, 24]],
  ['64738', [40, 12]],
];

function observedLengths(): Map<number, readonly number[]> {
  const lengths = new Map<number, readonly number[]>();
  for (let port = 32768; port < 65536; port++) lengths.set(port, [40]);
  for (const [ports, expected] of OBSERVED) {
    for (const range of ports.split(',')) {
      const [first = 0, last = first] = range.split('-').map(Number);
      for (let port = first; port <= last; port++) lengths.set(port, expected);
    }
  }
  return lengths;
}

describe('udpPayloads', () => {
  it('sends to every port as many datagrams, as long, as nmap does', () => {
    const expected = observedLengths();
    const wrong: string[] = [];
    for (let port = 0; port < 65536; port++) {
      const lengths = udpPayloads(port).map(({ length }) => length);
      if (lengths.join() !== (expected.get(port) ?? []).join()) wrong.push(`${port}: ${lengths}`);
    }
    expect(wrong).toEqual([]);
  });

  it('asks a DNS server for its status first: a header with opcode 2 and nothing else', () => {
    expect([...(udpPayloads(53)[0] ?? [])]).toEqual([0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('gives no two datagrams of one port the same bytes', () => {
    for (const { ports } of UDP_PAYLOADS) {
      const port = typeof ports[0] === 'number' ? ports[0] : (ports[0]?.[0] ?? 0);
      const seen = udpPayloads(port).map((bytes) => bytes.join());
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it("enciphers Back Orifice's marker, so that it is not in the datagram in clear", () => {
    const bytes = backOrificePing();
    // The first bytes on the wire are the same for everybody: key and marker are part of the protocol.
    expect(bytes.subarray(0, 8)).toEqual(Uint8Array.of(0xce, 0x63, 0xd1, 0xd2, 0x16, 0xe7, 0x13, 0xcf));
  });
});
