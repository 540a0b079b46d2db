import { describe, expect, it } from 'vitest';
import { type Ipv4, icmpPacket, parseIpv4, tcpPacket, udpPacket } from '../../../engine/packet/index.ts';
import { logLine } from './kernel-log.ts';

const ip = (text: string): Ipv4 => parseIpv4(text) ?? (0 as Ipv4);
const HEADER = { id: 54_321, ttl: 47, source: ip('198.18.10.2'), destination: ip('198.18.10.28') };
const ARRIVED = {
  at: 35_000,
  in: 'lan',
  out: '',
  header: Uint8Array.from([0xde, 0xad, 0, 0, 0xbe, 0xef, 2, 0, 0, 0, 0, 2, 8, 0]),
};
const MAC = 'MAC=de:ad:00:00:be:ef:02:00:00:00:00:02:08:00';
const syn = tcpPacket(HEADER, {
  ...{ sourcePort: 40_000, destinationPort: 22, sequence: 7, acknowledgment: 0, flags: 2, window: 1024 },
});

/** Expected lines are written by hand after dump_ipv4_packet in net/netfilter/nf_log_syslog.c. */
describe('a line of the kernel’s log', () => {
  it('of a SYN', () => {
    expect(logLine({ ...ARRIVED, rule: '-A INPUT -j LOG --log-prefix "mail: "' }, syn)).toBe(
      `[    0.035000] mail: IN=lan OUT= ${MAC} SRC=198.18.10.2 DST=198.18.10.28 LEN=40 TOS=0x00 PREC=0x00 TTL=47 ID=54321 PROTO=TCP SPT=40000 DPT=22 WINDOW=1024 RES=0x00 SYN URGP=0`,
    );
  });

  it('with sequence numbers where the rule wants them', () => {
    const line = logLine({ ...ARRIVED, rule: '-A INPUT -j LOG --log-tcp-sequence' }, syn);
    expect(line).toContain('DPT=22 SEQ=7 ACK=0 WINDOW=1024');
    expect(line.startsWith('[    0.035000] IN=lan')).toBe(true);
  });

  it('of a datagram on its way out, without MAC', () => {
    const packet = udpPacket(HEADER, { sourcePort: 53, destinationPort: 40_000, payload: new Uint8Array(4) });
    expect(
      logLine({ at: 1_234_567, in: '', out: 'lan', rule: '-A OUTPUT -j LOG --log-prefix out' }, packet),
    ).toBe(
      '[    1.234567] outIN= OUT=lan SRC=198.18.10.2 DST=198.18.10.28 LEN=32 TOS=0x00 PREC=0x00 TTL=47 ID=54321 PROTO=UDP SPT=53 DPT=40000 LEN=12',
    );
  });

  it('of a ping and of an error with the packet that it quotes', () => {
    const ping = icmpPacket(HEADER, { type: 'echo-request', id: 7, sequence: 1 });
    expect(logLine({ ...ARRIVED, rule: '-j LOG' }, ping)).toContain('PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1');
    const error = icmpPacket(HEADER, { type: 'unreachable', code: 3, quoted: syn });
    expect(logLine({ ...ARRIVED, rule: '-j LOG' }, error)).toContain(
      'TYPE=3 CODE=3 [SRC=198.18.10.2 DST=198.18.10.28 LEN=40 TOS=0x00 PREC=0x00 TTL=47 ID=54321 PROTO=TCP SPT=40000 DPT=22',
    );
  });
});
