/**
 * Real frames: nmap 7.93, a Linux kernel and Python's sockets on both ends of a veth pair between two network
 * namespaces, captured with `tcpdump -w` and printed with `tcpdump -t -n -e -v -S`. Tests read what tcpdump
 * says about a frame and compare it with what the decoders say. A data table: longer than a source file may be.
 */
export interface Captured {
  readonly tcpdump: string;
  /** From the Ethernet header on. */
  readonly hex: string;
}

export const CAPTURED: readonly Captured[] = [
  {
    tcpdump:
      '02:00:00:00:00:0a > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Ethernet (len 6), IPv4 (len 4), Request who-has 198.18.10.28 tell 198.18.10.2, length 28',
    hex: 'ffffffffffff02000000000a0806000108000604000102000000000ac6120a02000000000000c6120a1c',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype ARP (0x0806), length 42: Ethernet (len 6), IPv4 (len 4), Reply 198.18.10.28 is-at 02:00:00:00:00:0b, length 28',
    hex: '02000000000a02000000000b0806000108000604000202000000000bc6120a1c02000000000ac6120a02',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 64, id 12054, offset 0, flags [DF], proto ICMP (1), length 44) | 198.18.10.2 > 198.18.10.28: ICMP echo request, id 4660, seq 1, length 24',
    hex: '02000000000b02000000000a08004500002c2f16400040016b78c6120a02c6120a1c0800ad8a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 64, id 37274, offset 0, flags [none], proto ICMP (1), length 44) | 198.18.10.28 > 198.18.10.2: ICMP echo reply, id 4660, seq 1, length 24',
    hex: '02000000000a02000000000b08004500002c919a0000400148f4c6120a1cc6120a020000b58a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 48670, offset 0, flags [DF], proto TCP (6), length 60) | 198.18.10.2.60488 > 198.18.10.28.22: Flags [S], cksum 0x3814 (correct), seq 2032030931, win 64240, options [mss 1460,sackOK,TS val 748260811 ecr 0,nop,wscale 10], length 0',
    hex: '02000000000b02000000000a08004500003cbe1e40004006dc5ac6120a02c6120a1cec480016791e54d300000000a002faf038140000020405b40402080a2c998dcb000000000103030a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 60) | 198.18.10.28.22 > 198.18.10.2.60488: Flags [S.], cksum 0xc25a (correct), seq 2413531876, ack 2032030932, win 65160, options [mss 1460,sackOK,TS val 1498740219 ecr 748260811,nop,wscale 10], length 0',
    hex: '02000000000a02000000000b08004500003c0000400040069a79c6120a1cc6120a020016ec488fdb92e4791e54d4a012fe88c25a0000020405b40402080a5954f5fb2c998dcb0103030a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 79: (tos 0x0, ttl 64, id 51496, offset 0, flags [DF], proto TCP (6), length 65) | 198.18.10.28.22 > 198.18.10.2.60488: Flags [P.], cksum 0x1913 (correct), seq 2413531877:2413531890, ack 2032030932, win 64, options [nop,nop,TS val 1498740219 ecr 748260811], length 13: SSH: SSH-2.0-lab',
    hex: '02000000000a02000000000b080045000041c92840004006d14bc6120a1cc6120a020016ec488fdb92e5791e54d480180040191300000101080a5954f5fb2c998dcb5353482d322e302d6c61620d0a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 64, id 51498, offset 0, flags [DF], proto TCP (6), length 52) | 198.18.10.28.22 > 198.18.10.2.60488: Flags [F.], cksum 0xef5e (correct), seq 2413531890, ack 2032030938, win 64, options [nop,nop,TS val 1498740219 ecr 748260811], length 0',
    hex: '02000000000a02000000000b080045000034c92a40004006d156c6120a1cc6120a020016ec488fdb92f2791e54da80110040ef5e00000101080a5954f5fb2c998dcb',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 48, id 57533, offset 0, flags [none], proto TCP (6), length 44) | 198.18.10.2.40000 > 198.18.10.28.23: Flags [S], cksum 0xd574 (correct), seq 423127263, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a08004500002ce0bd0000300609ccc6120a02c6120a1c9c400017193868df0000000060020400d5740000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) | 198.18.10.28.23 > 198.18.10.2.40000: Flags [R.], cksum 0xf11d (correct), seq 0, ack 423127264, win 0, length 0',
    hex: '02000000000a02000000000b0800450000280000400040069a8dc6120a1cc6120a0200179c4000000000193868e050140000f11d0000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 44) | 198.18.10.28.22 > 198.18.10.2.40000: Flags [S.], cksum 0xea68 (correct), seq 801162314, ack 423127264, win 64240, options [mss 1460], length 0',
    hex: '02000000000a02000000000b08004500002c0000400040069a89c6120a1cc6120a0200169c402fc0c44a193868e06012faf0ea680000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) | 198.18.10.2.40000 > 198.18.10.28.22: Flags [R], cksum 0xf12e (correct), seq 423127264, win 0, length 0',
    hex: '02000000000b02000000000a0800450000280000400040069a8dc6120a02c6120a1c9c400016193868e00000000050040000f12e0000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 57, id 44450, offset 0, flags [none], proto TCP (6), length 40) | 198.18.10.2.40001 > 198.18.10.28.22: Flags [FPU], cksum 0x4ca2 (correct), seq 2919134336, win 1024, urg 0, length 0',
    hex: '02000000000b02000000000a080045000028ada20000390633ebc6120a02c6120a1c9c410016adfe748000000000502904004ca20000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 54, id 6283, offset 0, flags [none], proto UDP (17), length 40) | 198.18.10.2.40002 > 198.18.10.28.53: 0 stat [0q] (12)',
    hex: '02000000000b02000000000a080045000028188b00003611cbf7c6120a02c6120a1c9c4200350014b30b000010000000000000000000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 82: (tos 0xc0, ttl 64, id 37471, offset 0, flags [none], proto ICMP (1), length 68) | 198.18.10.28 > 198.18.10.2: ICMP 198.18.10.28 udp port 53 unreachable, length 48 | (tos 0x0, ttl 54, id 6283, offset 0, flags [none], proto UDP (17), length 40) | 198.18.10.2.40002 > 198.18.10.28.53: 0 stat [0q] (12)',
    hex: '02000000000a02000000000b080045c00044925f000040014757c6120a1cc6120a0203039d650000000045000028188b00003611cbf7c6120a02c6120a1c9c4200350014b30b000010000000000000000000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 72: (tos 0x0, ttl 57, id 6283, offset 0, flags [none], proto UDP (17), length 58) | 198.18.10.2.40002 > 198.18.10.28.53: 30583+ TXT CHAOS? version.bind. (30)',
    hex: '02000000000b02000000000a08004500003a188b00003911c8e5c6120a02c6120a1c9c420035002628cb7777010000010000000000000776657273696f6e0462696e640000100003',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 44, id 52061, offset 0, flags [none], proto TCP (6), length 44) | 198.18.10.2.40003 > 198.18.10.28.24: Flags [S], cksum 0x8edf (incorrect -> 0x8fdf), seq 2750096317, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a08004500002ccb5d00002c06232cc6120a02c6120a1c9c430018a3eb23bd00000000600204008edf0000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 42: (tos 0x0, ttl 44, id 60036, offset 0, flags [+], proto TCP (6), length 28) | 198.18.10.2.40004 > 198.18.10.28.25:  [|tcp]',
    hex: '02000000000b02000000000a08004500001cea8420002c06e414c6120a02c6120a1c9c4400194f750de7',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 42: (tos 0x0, ttl 44, id 60036, offset 8, flags [+], proto TCP (6), length 28) | 198.18.10.2 > 198.18.10.28: ip-proto-6',
    hex: '02000000000b02000000000a08004500001cea8420012c06e413c6120a02c6120a1c0000000060020400',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 42: (tos 0x0, ttl 44, id 60036, offset 16, flags [none], proto TCP (6), length 28) | 198.18.10.2 > 198.18.10.28: ip-proto-6',
    hex: '02000000000b02000000000a08004500001cea8400022c060413c6120a02c6120a1cfa290000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 70: (tos 0x0, ttl 42, id 46759, offset 0, flags [none], proto TCP (6), length 56, options (NOP,LSRR 198.18.10.9 198.18.10.28)) | 198.18.10.2.40005 > 198.18.10.9.26: Flags [S], cksum 0xdc63 (correct), seq 1752830630, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a080048000038b6a700002a068a17c6120a02c6120a0901830b04c6120a09c6120a1c9c45001a687a12a60000000060020400dc630000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 46, id 63627, offset 0, flags [none], proto TCP (6), length 84, options (NOP,RR 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0)) | 198.18.10.2.40006 > 198.18.10.28.27: Flags [S], cksum 0xb518 (correct), seq 78290367, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a08004f000054f88b00002e06c1cac6120a02c6120a1c010727040000000000000000000000000000000000000000000000000000000000000000000000009c46001b04aa9dbf0000000060020400b5180000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 94: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 80, options (RR 198.18.10.28, 198.18.10.28, 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0,EOL)) | 198.18.10.28.27 > 198.18.10.2.40006: Flags [R.], cksum 0xd0c1 (correct), seq 0, ack 78290368, win 0, length 0',
    hex: '02000000000a02000000000b08004f0000500000400040061f9ec6120a1cc6120a0207270cc6120a1cc6120a1c0000000000000000000000000000000000000000000000000000000000001b9c460000000004aa9dc050140000d0c10000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 47, id 26639, offset 0, flags [none], proto TCP (6), length 52, options (timestamp TS{[bad ptr 1]TSONLY 0@})) | 198.18.10.2.40007 > 198.18.10.28.28: Flags [S], cksum 0x0410 (correct), seq 3532161255, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a080047000034680f00002f063c6ac6120a02c6120a1c44080100000000009c47001cd28880e7000000006002040004100000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 94: (tos 0xc0, ttl 64, id 37480, offset 0, flags [none], proto ICMP (1), length 80) | 198.18.10.28 > 198.18.10.2: ICMP parameter problem - octet 22, length 60 | (tos 0x0, ttl 47, id 26639, offset 0, flags [none], proto TCP (6), length 52, options (timestamp TS{[bad ptr 1]TSONLY 0@})) | 198.18.10.2.40007 > 198.18.10.28.28: Flags [S], cksum 0x0410 (correct), seq 3532161255, win 1024, options [mss 1460], length 0',
    hex: '02000000000a02000000000b080045c000509268000040014742c6120a1cc6120a020c007e611600000047000034680f00002f063c6ac6120a02c6120a1c44080100000000009c47001cd28880e7000000006002040004100000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 56, id 59636, offset 0, flags [none], proto ICMP (1), length 40) | 198.18.10.2 > 198.18.10.28: ICMP time stamp query id 44078 seq 0, length 20',
    hex: '02000000000b02000000000a080045000028e8f400003801f99dc6120a02c6120a1c0d0046d1ac2e0000000000000000000000000000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 37492, offset 0, flags [none], proto ICMP (1), length 40) | 198.18.10.28 > 198.18.10.2: ICMP time stamp reply id 44078 seq 0: org 00:00:00.000, recv 01:26:43.722, xmit 01:26:43.722, length 20',
    hex: '02000000000a02000000000b080045000028927400004001481ec6120a1cc6120a020e00771eac2e000000000000004f670a004f670a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 46: (tos 0x0, ttl 43, id 18108, offset 0, flags [none], proto ICMP (1), length 32) | 198.18.10.2 > 198.18.10.28: ICMP address mask request, length 12',
    hex: '02000000000b02000000000a08004500002046bc00002b01a8dec6120a02c6120a1c1100385db6a2000000000000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 58: (tos 0x0, ttl 1, id 51311, offset 0, flags [none], proto TCP (6), length 44) | 198.18.10.2.40008 > 198.18.20.7.29: Flags [S], cksum 0x4a74 (correct), seq 216069694, win 1024, options [mss 1460], length 0',
    hex: '02000000000b02000000000a08004500002cc86f00000106472fc6120a02c61214079c48001d0ce0f63e00000000600204004a740000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 86: (tos 0xc0, ttl 64, id 37571, offset 0, flags [none], proto ICMP (1), length 72) | 198.18.10.28 > 198.18.10.2: ICMP time exceeded in-transit, length 52 | (tos 0x0, ttl 1, id 51311, offset 0, flags [none], proto TCP (6), length 44) | 198.18.10.2.40008 > 198.18.20.7.29: Flags [S], cksum 0x4a74 (correct), seq 216069694, win 1024, options [mss 1460], length 0',
    hex: '02000000000a02000000000b080045c0004892c30000400146efc6120a1cc6120a020b009f4c000000004500002cc86f00000106472fc6120a02c61214079c48001d0ce0f63e00000000600204004a740000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 70: (tos 0xc0, ttl 64, id 37590, offset 0, flags [none], proto ICMP (1), length 56) | 198.18.10.28 > 198.18.10.2: ICMP redirect 198.18.20.7 to host 198.18.10.9, length 36 | (tos 0x0, ttl 48, id 1614, offset 0, flags [none], proto UDP (17), length 28) | 198.18.10.2.40009 > 198.18.20.7.30: UDP, length 0',
    hex: '02000000000a02000000000b080045c0003892d60000400146ecc6120a1cc6120a020501d52ac6120a094500001c064e00003011da55c6120a02c61214079c49001e0008b948',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 160: (tos 0xc0, ttl 64, id 37855, offset 0, flags [none], proto ICMP (1), length 146) | 198.18.10.28 > 198.18.10.2: ICMP 198.18.30.7 unreachable - need to frag (mtu 100), length 126 | (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto ICMP (1), length 118) | 198.18.10.2 > 198.18.30.7: ICMP echo request, id 4660, seq 1, length 98',
    hex: '02000000000a02000000000b080045c0009293df000040014589c6120a1cc6120a020304fc9700000064450000760000400040018659c6120a02c6121e07080021da12340001000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f50515253545556575859',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 13101, offset 0, flags [DF], proto ICMP (1), length 84, options (NOP,RR 198.18.10.2, 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0)) | 198.18.10.2 > 198.18.10.28: ICMP echo request, id 4660, seq 1, length 24',
    hex: '02000000000b02000000000a08004f000054332d400040016515c6120a02c6120a1c01072708c6120a0200000000000000000000000000000000000000000000000000000000000000000800ad8a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 98: (tos 0x0, ttl 64, id 37868, offset 0, flags [none], proto ICMP (1), length 84, options (RR 198.18.10.2, 198.18.10.28, 198.18.10.28, 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0 0.0.0.0,EOL)) | 198.18.10.28 > 198.18.10.2: ICMP echo reply, id 4660, seq 1, length 24',
    hex: '02000000000a02000000000b08004f00005493ec00004001b2e2c6120a1cc6120a02072710c6120a02c6120a1cc6120a1c000000000000000000000000000000000000000000000000000000b58a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 94: (tos 0x0, ttl 64, id 13121, offset 0, flags [DF], proto ICMP (1), length 80, options (timestamp TS{TSONLY 5206221@ ^ 0@ 0@ 0@ 0@ 0@ 0@ 0@})) | 198.18.10.2 > 198.18.10.28: ICMP echo request, id 4660, seq 1, length 24',
    hex: '02000000000b02000000000a08004e0000503341400040019fe8c6120a02c6120a1c44240900004f70cd000000000000000000000000000000000000000000000000000000000800ad8a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 94: (tos 0x0, ttl 64, id 37880, offset 0, flags [none], proto ICMP (1), length 80, options (timestamp TS{TSONLY 5206221@ 5206221@ 5206221@ ^ 0@ 0@ 0@ 0@ 0@})) | 198.18.10.28 > 198.18.10.2: ICMP echo reply, id 4660, seq 1, length 24',
    hex: '02000000000a02000000000b08004e00005093f80000400194f8c6120a1cc6120a0244241100004f70cd004f70cd004f70cd00000000000000000000000000000000000000000000b58a12340001000102030405060708090a0b0c0d0e0f',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 114: (tos 0x0, ttl 64, id 13141, offset 0, flags [+], proto ICMP (1), length 100) | 198.18.10.2 > 198.18.10.28: ICMP echo request, id 4660, seq 1, length 80',
    hex: '02000000000b02000000000a0800450000643355200040018701c6120a02c6120a1c080003ad12340001000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f4041424344454647',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 82: (tos 0x0, ttl 64, id 13141, offset 80, flags [none], proto ICMP (1), length 68) | 198.18.10.2 > 198.18.10.28: ip-proto-1',
    hex: '02000000000b02000000000a0800450000443355000a4001a717c6120a02c6120a1c48494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f7071727374757677',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) | 198.18.10.28.32 > 198.18.10.2.40010: Flags [R.], cksum 0x793b (correct), seq 0, ack 970244115, win 0, length 0',
    hex: '02000000000a02000000000b0800450000280000400040069a8dc6120a1cc6120a0200209c4a0000000039d4c01350140000793b0000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 86: (tos 0xc0, ttl 64, id 37896, offset 0, flags [none], proto ICMP (1), length 72) | 198.18.10.28 > 198.18.10.2: ICMP host 198.18.10.28 unreachable - admin prohibited filter, length 52 | (tos 0x0, ttl 54, id 25689, offset 0, flags [none], proto TCP (6), length 44) | 198.18.10.2.40010 > 198.18.10.28.31: Flags [S], cksum 0x5d93 (correct), seq 970244114, win 1024, options [mss 1460], length 0',
    hex: '02000000000a02000000000b080045c0004894080000400145aac6120a1cc6120a02030d9d54000000004500002c6459000036068030c6120a02c6120a1c9c4a001f39d4c01200000000600204005d930000020405b4',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 01:00:5e:00:00:16, ethertype IPv4 (0x0800), length 54: (tos 0xc0, ttl 1, id 0, offset 0, flags [DF], proto IGMP (2), length 40, options (RA)) | 198.18.10.2 > 224.0.0.22: igmp v3 report, 1 group record(s) [gaddr 239.1.2.3 to_ex, 0 source(s)]',
    hex: '01005e00001602000000000a080046c0002800004000010233e5c6120a02e0000016940400002200e8f90000000104000000ef010203',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 53: (tos 0x0, ttl 64, id 5622, offset 0, flags [none], proto UDP (17), length 39) | 198.18.10.2.52831 > 198.18.10.28.9: UDP, length 11',
    hex: '02000000000b02000000000a08004500002715f600004011c48dc6120a02c6120a1cce5f0009001300006e6f20636865636b73756d',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 81: (tos 0xc0, ttl 64, id 38124, offset 0, flags [none], proto ICMP (1), length 67) | 198.18.10.28 > 198.18.10.2: ICMP 198.18.10.28 udp port 9 unreachable, length 47 | (tos 0x0, ttl 64, id 5622, offset 0, flags [none], proto UDP (17), length 39) | 198.18.10.2.52831 > 198.18.10.28.9: UDP, length 11',
    hex: '02000000000a02000000000b080045c0004394ec0000400144cbc6120a1cc6120a020303f367000000004500002715f600004011c48dc6120a02c6120a1cce5f0009001300006e6f20636865636b73756d',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 10318, offset 0, flags [DF], proto TCP (6), length 60) | 198.18.10.2.60496 > 198.18.10.28.22: Flags [SEW], cksum 0x1811 (correct), seq 1900120614, win 64240, options [mss 1460,sackOK,TS val 901281393 ecr 0,nop,wscale 10], length 0',
    hex: '02000000000b02000000000a08004500003c284e40004006722bc6120a02c6120a1cec50001671418a2600000000a0c2faf018110000020405b40402080a35b87671000000000103030a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 60) | 198.18.10.28.22 > 198.18.10.2.60496: Flags [S.E], cksum 0xe7b0 (correct), seq 2921709605, ack 1900120615, win 65160, options [mss 1460,sackOK,TS val 1485465185 ecr 901281393,nop,wscale 10], length 0',
    hex: '02000000000a02000000000b08004500003c0000400040069a79c6120a1cc6120a020016ec50ae25c02571418a27a052fe88e7b00000020405b40402080a588a666135b876710103030a',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 78: (tos 0x0, ttl 64, id 12018, offset 0, flags [DF], proto TCP (6), length 64) | 198.18.10.28.22 > 198.18.10.2.60496: Flags [.], cksum 0xe7fa (correct), ack 1900120619, win 64, options [nop,nop,TS val 1485465185 ecr 901281393,nop,nop,sack 1 {1900120623:1900120627}], length 0',
    hex: '02000000000a02000000000b0800450000402ef2400040066b83c6120a1cc6120a020016ec50ae25c03371418a2bb0100040e7fa00000101080a588a666135b876710101050a71418a2f71418a33',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 70: (tos 0x2,ECT(0), ttl 64, id 10325, offset 0, flags [DF], proto TCP (6), length 56) | 198.18.10.2.60496 > 198.18.10.28.22: Flags [P.W], cksum 0x8bdc (correct), seq 1900120627:1900120631, ack 2921709619, win 63, options [nop,nop,TS val 901281393 ecr 1485465185], length 4',
    hex: '02000000000b02000000000a0800450200382855400040067226c6120a02c6120a1cec50001671418a33ae25c0338098003f8bdc00000101080a35b87671588a666144444444',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 78: (tos 0x0, ttl 64, id 12023, offset 0, flags [DF], proto TCP (6), length 64) | 198.18.10.28.22 > 198.18.10.2.60496: Flags [.], cksum 0xe7be (correct), ack 1900120639, win 64, options [nop,nop,TS val 1485465185 ecr 901281393,nop,nop,sack 1 {1900120643:1900120647}], length 0',
    hex: '02000000000a02000000000b0800450000402ef7400040066b7ec6120a1cc6120a020016ec50ae25c03371418a3fb0100040e7be00000101080a588a666135b876710101050a71418a4371418a47',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 39, id 7997, offset 0, flags [none], proto TCP (6), length 40) | 198.18.10.2.40011 > 198.18.10.28.33: Flags [F], cksum 0x206f (correct), seq 3309209990, win 1024, length 0',
    hex: '02000000000b02000000000a0800450000281f3d00002706d450c6120a02c6120a1c9c4b0021c53e89860000000050010400206f0000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 49, id 37137, offset 0, flags [none], proto TCP (6), length 40) | 198.18.10.2.40012 > 198.18.10.28.34: Flags [none], cksum 0x8aa6 (correct), win 1024, length 0',
    hex: '02000000000b02000000000a080045000028911100003106587cc6120a02c6120a1c9c4c00222da2b6ea00000000500004008aa60000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) | 198.18.10.28.34 > 198.18.10.2.40012: Flags [R.], cksum 0x8e92 (correct), seq 0, ack 765638378, win 0, length 0',
    hex: '02000000000a02000000000b0800450000280000400040069a8dc6120a1cc6120a0200229c4c000000002da2b6ea501400008e920000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 55, id 21555, offset 0, flags [none], proto TCP (6), length 40) | 198.18.10.2.40013 > 198.18.10.28.35: Flags [F.], cksum 0xcc52 (correct), seq 0, ack 4133923942, win 1024, length 0',
    hex: '02000000000b02000000000a0800450000285433000037068f5ac6120a02c6120a1c9c4d002300000000f666ac6650110400cc520000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 45, id 20866, offset 0, flags [none], proto TCP (6), length 40) | 198.18.10.2.40014 > 198.18.10.28.36: Flags [.], cksum 0x69e6 (correct), ack 2664654437, win 1024, length 0',
    hex: '02000000000b02000000000a080045000028518200002d069c0bc6120a02c6120a1c9c4e0024000000009ed366655010040069e60000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 54: (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 40) | 198.18.10.28.36 > 198.18.10.2.40014: Flags [R], cksum 0x6df2 (correct), seq 2664654437, win 0, length 0',
    hex: '02000000000a02000000000b0800450000280000400040069a8dc6120a1cc6120a0200249c4e9ed3666500000000500400006df20000',
  },
  {
    tcpdump:
      '02:00:00:00:00:0a > 02:00:00:00:00:0b, ethertype IPv4 (0x0800), length 66: (tos 0x0, ttl 39, id 41906, offset 0, flags [none], proto SCTP (132), length 52) | 198.18.10.2.40015 > 198.18.10.28.37: sctp (1) [INIT] [init tag: 3866461278] [rwnd: 32768] [OS: 10] [MIS: 2048] [init TSN: 872135748]',
    hex: '02000000000b02000000000a080045000034a3b2000027844f51c6120a02c6120a1c9c4f00250000000024c04af201000014e675845e00008000000a080033fbbc44',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 02:00:00:00:00:0a, ethertype IPv4 (0x0800), length 94: (tos 0xc0, ttl 64, id 38142, offset 0, flags [none], proto ICMP (1), length 80) | 198.18.10.28 > 198.18.10.2: ICMP 198.18.10.28 protocol 132 unreachable, length 60 | (tos 0x0, ttl 39, id 41906, offset 0, flags [none], proto SCTP (132), length 52) | 198.18.10.2.40015 > 198.18.10.28.37: sctp (1) [INIT] [init tag: 3866461278] [rwnd: 32768] [OS: 10] [MIS: 2048] [init TSN: 872135748]',
    hex: '02000000000a02000000000b080045c0005094fe0000400144acc6120a1cc6120a0203020ca40000000045000034a3b2000027844f51c6120a02c6120a1c9c4f00250000000024c04af201000014e675845e00008000000a080033fbbc44',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 33:33:00:00:00:16, ethertype IPv6 (0x86dd), length 90: (hlim 1, next-header Options (0) payload length: 36) :: > ff02::16: HBH (rtalert: 0x0000) (padn) [icmp6 sum ok] ICMP6, multicast listener report v2, 1 group record(s) [gaddr ff02::1:ff00:b to_ex, 0 source(s)]',
    hex: '33330000001602000000000b86dd600000000024000100000000000000000000000000000000ff0200000000000000000000000000163a000502000001008f006f7f0000000104000000ff0200000000000000000001ff00000b',
  },
  {
    tcpdump:
      '02:00:00:00:00:0b > 33:33:ff:00:00:0b, ethertype IPv6 (0x86dd), length 86: (hlim 255, next-header ICMPv6 (58) payload length: 32) :: > ff02::1:ff00:b: [icmp6 sum ok] ICMP6, neighbor solicitation, length 32, who has fe80::ff:fe00:b | unknown option (14), length 8 (1):  | 0x0000:  e071 d383 22be',
    hex: '3333ff00000b02000000000b86dd6000000000203aff00000000000000000000000000000000ff0200000000000000000001ff00000b8700985400000000fe80000000000000000000fffe00000b0e01e071d38322be',
  },
];
