import { describe, expect, it } from 'vitest';
import { stream } from '../base/random.ts';
import { decodeFrame, decodeIp, flagLetters, TCP_FLAG, toHex } from '../packet/index.ts';
import {
  arpProbe,
  cookie,
  firstBasePort,
  icmpProbe,
  type Marks,
  nextBasePort,
  tcpProbe,
  udpProbe,
} from './probe.ts';
import { address } from './testing/fake-world.ts';

const { SYN, ACK, FIN, PSH, URG } = TCP_FLAG;
const MARKS: Marks = { basePort: 40_000, mask: 0x12345678 };
const envelope = (seed = 1) => ({
  source: address('198.18.10.2'),
  destination: address('198.18.10.28'),
  chance: stream(seed, 'test'),
});
const tcpOf = (flags: number, opaque = 0, seed = 1) => {
  const { ip, tcp } = decodeIp(tcpProbe(envelope(seed), MARKS, 22, flags, opaque));
  if (!ip || !tcp) throw new Error('a TCP packet');
  return { ip, tcp };
};

describe('a TCP probe', () => {
  it('carries its try in source port and sequence number: base + 2 and xor 0x00020002 for the second', () => {
    const [first, second, third] = [0, 2, 4].map((opaque) => tcpOf(SYN, opaque).tcp);
    expect([first, second, third].map((tcp) => tcp?.sourcePort)).toEqual([40_000, 40_002, 40_004]);
    expect(first?.sequence).toBe(0x12345678);
    expect(second?.sequence).toBe((0x12345678 ^ 0x00020002) >>> 0);
    expect(third?.sequence).toBe((0x12345678 ^ 0x00040004) >>> 0);
    expect(cookie({ basePort: 0, mask: 0 }, 255)).toBe(0x00ff00ff);
  });

  // nmap 7.93 on the wire: lengths and options by technique.
  it.each([
    { flags: SYN, letters: 'S', length: 44, options: '020405b4' },
    { flags: ACK, letters: 'A', length: 40, options: '' },
    { flags: FIN | ACK, letters: 'FA', length: 40, options: '' },
    { flags: 0, letters: '', length: 40, options: '' },
    { flags: FIN | PSH | URG, letters: 'FPU', length: 40, options: '' },
    { flags: SYN | ACK, letters: 'SA', length: 44, options: '020405b4' },
  ])('with flags "$letters" has $length bytes', ({ flags, letters, length, options }) => {
    const { ip, tcp } = tcpOf(flags);
    expect(flagLetters(tcp.flags)).toBe(letters);
    expect(ip.totalLength).toBe(length);
    expect(toHex(tcp.optionsSpan)).toBe(options);
    expect({ window: tcp.window, urgent: tcp.urgentPointer, tos: ip.tos, df: ip.dontFragment }).toEqual({
      window: 1024,
      urgent: 0,
      tos: 0,
      df: false,
    });
  });

  it.each([
    { flags: SYN, sequence: 0x12345678, acknowledgment: 0 },
    { flags: FIN, sequence: 0x12345678, acknowledgment: 0 },
    { flags: ACK, sequence: 0, acknowledgment: 0x12345678 },
    { flags: FIN | ACK, sequence: 0, acknowledgment: 0x12345678 },
  ])(
    'with flags $flags has its number where it can be acknowledged',
    ({ flags, sequence, acknowledgment }) => {
      expect(tcpOf(flags).tcp).toMatchObject({ sequence, acknowledgment });
    },
  );

  it('with SYN and ACK has its number as acknowledgment, and a random sequence number', () => {
    const [a, b] = [1, 2].map((seed) => tcpOf(SYN | ACK, 0, seed).tcp);
    expect([a?.acknowledgment, b?.acknowledgment]).toEqual([0x12345678, 0x12345678]);
    expect(a?.sequence).not.toBe(b?.sequence);
  });

  it('has a TTL of 37 to 59 and any IP ID, drawn anew for each packet', () => {
    const shared = envelope();
    const packets = Array.from({ length: 500 }, () => decodeIp(tcpProbe(shared, MARKS, 22, SYN, 0)).ip);
    const ttls = new Set(packets.map((ip) => ip?.ttl));
    expect([...ttls].sort()).toEqual(Array.from({ length: 23 }, (_, i) => 37 + i));
    expect(new Set(packets.map((ip) => ip?.id)).size).toBeGreaterThan(490);
  });
});

describe('a UDP probe', () => {
  it('sends every payload of the port in one try: one IP ID, different TTLs', () => {
    // nmap sends 12 and 30 bytes to port 53, 28 bytes of headers each.
    const packets = udpProbe(envelope(), MARKS, 53, 2).map((bytes) => decodeIp(bytes));
    expect(packets.map(({ ip }) => ip?.totalLength)).toEqual([40, 58]);
    expect(packets.map(({ udp }) => udp?.sourcePort)).toEqual([40_002, 40_002]);
    expect(packets[0]?.ip?.id).toBe(packets[1]?.ip?.id);
    const ids = [1, 2, 3].map(
      (seed) => decodeIp(udpProbe(envelope(seed), MARKS, 53, 0)[0] ?? new Uint8Array()).ip?.id,
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('is empty where no payload is known', () => {
    expect(udpProbe(envelope(), MARKS, 9, 0).map((bytes) => decodeIp(bytes).ip?.totalLength)).toEqual([28]);
  });
});

describe('discovery probes', () => {
  it('ask by ICMP echo without data, and by timestamp with zero times', () => {
    const echo = decodeIp(icmpProbe(envelope(), 'echo', 77));
    expect(echo.ip?.totalLength).toBe(28);
    expect(echo.icmp).toMatchObject({ typeNumber: 8, code: 0, id: 77, sequence: 0 });
    const timestamp = decodeIp(icmpProbe(envelope(), 'timestamp', 78));
    expect(timestamp.ip?.totalLength).toBe(40);
    expect(timestamp.icmp).toMatchObject({ typeNumber: 13, code: 0, id: 78 });
  });

  it('ask everybody by ARP, with the target hardware address zero', () => {
    const { ethernet, arp } = decodeFrame(
      arpProbe(0x020000000002 as never, address('10.0.0.1'), address('10.0.0.2')),
    );
    expect(ethernet?.destination).toBe(0xffffffffffff);
    expect(arp).toMatchObject({
      operation: 1,
      senderMac: 0x020000000002,
      senderIp: address('10.0.0.1'),
      targetMac: 0,
      targetIp: address('10.0.0.2'),
    });
  });
});

describe('the base port', () => {
  it('begins between 33000 and 65260, and moves by 256 each phase without leaving that range', () => {
    let port = firstBasePort(stream(3, 'test'));
    for (let phase = 0; phase < 500; phase++) {
      expect(port).toBeGreaterThanOrEqual(33_000);
      expect(port + 255).toBeLessThan(65_536);
      port = nextBasePort(port);
    }
    expect(nextBasePort(40_000)).toBe(40_256);
    expect(nextBasePort(65_200)).toBe(33_000 + ((65_200 - 33_000 + 256) % 32_261));
  });
});
