import { arbitrary, hex, join, padded, text, zeros } from './payload-bytes.ts';

/**
 * First messages of UDP protocols: what makes a service speak that ignores an empty datagram. Built from the
 * protocols' documents. Names, identifiers and random numbers in them are ours.
 */

/** DNS header (RFC 1035 4.1.1) without questions: opcode 2, server status. */
export const dnsStatus = (): Uint8Array => hex('0000 1000 0000 0000 0000 0000');

/** A name as DNS writes it: each label after its length, and the root. */
const dnsName = (name: string): Uint8Array =>
  join(...name.split('.').map((label) => padded(label, label.length)), zeros(1));

/** `version.bind` TXT in class CHAOS: what software the server is. */
export const dnsVersionBind = (): Uint8Array =>
  join(hex('0006 0100 0001 0000 0000 0000'), dnsName('version.bind'), hex('0010 0003'));

/** PTR of all service types on the link (RFC 6763 9); `unicast` asks for an answer to the asker alone (QU). */
export const mdnsServices = (unicast: boolean): Uint8Array =>
  join(
    hex('0000 0000 0001 0000 0000 0000'),
    dnsName('_services._dns-sd._udp.local'),
    hex(unicast ? '000c 8001' : '000c 0001'),
  );

/** BOOTP request (RFC 951) with DHCP message type INFORM (RFC 2131 4.4.3). */
export const dhcpInform = (): Uint8Array =>
  join(hex('01 01 06 00'), arbitrary(4), zeros(228), hex('63825363'), hex('35 01 08'), hex('ff'));

/** TFTP read request, RFC 1350 5. */
export const tftpRead = (file: string): Uint8Array => join(hex('0001'), text(`${file}\0octet\0`));

/** A QUIC packet of a version that nobody speaks, so that a server says which ones it does. */
export const quicUnknownVersion = (): Uint8Array => join(hex('0d'), arbitrary(8), text('Q999'), hex('00'));

/** ONC RPC call of procedure 0, "null", RFC 5531 9: transaction, call, RPC 2, program, version, no credentials. */
export const rpcNull = (program: string, version: string): Uint8Array =>
  join(hex('484f 0001 0000 0000 0000 0002'), hex(program), hex(version), zeros(4), zeros(16));

/** NTP client packet, RFC 5905 7.3: no leap warning, `version`, mode 3; only the transmit time is filled in. */
export const ntpClient = (version: number): Uint8Array =>
  join(Uint8Array.of((version << 3) | 3), zeros(39), arbitrary(8));

/** DCE RPC bind (C706 12.6.4.3) to the endpoint mapper, data representation NDR. */
export const dceBind = (): Uint8Array =>
  join(
    hex('05 00 0b 03 10000000 4800 0000 01000000'),
    hex('b810 b810 00000000'),
    hex('01 00 0000 0000 01 00'),
    hex('0883afe1 1f5d c911 91a4 08002b14a0fa 03000000'),
    hex('045d888a eb1c c911 9fe8 08002b104860 02000000'),
  );

/** NetBIOS node status request (RFC 1002 4.2.17) for the name `*`; `flags` sets recursion or broadcast. */
export const netbiosNodeStatus = (flags: string): Uint8Array =>
  join(
    hex('484f'),
    hex(flags),
    hex('0001 0000 0000 0000'),
    padded(`CK${'A'.repeat(30)}`, 32),
    hex('00 0021 0001'),
  );

/** SNMPv3 get without user or engine id, RFC 3414 4: the answer tells the engine id. */
export const snmpV3Get = (): Uint8Array =>
  join(
    hex('30 3a 020103'),
    hex('30 0f 0202484f 020300ffe3 040104 020103'),
    hex('04 10 30 0e 0400 020100 020100 0400 0400 0400'),
    hex('30 12 0400 0400 a0 0c 0202484f 020100 020100 3000'),
  );

/** SNMPv1 get-next from 1.3 with community "public": the answer is the first object there is. */
export const snmpV1GetNext = (): Uint8Array =>
  join(hex('30 1f 020100 0406'), text('public'), hex('a1 12 020148 020100 020100 30 07 30 05 06012b 0500'));

/** XDMCP query (version 1, opcode 2) without authentication names. */
export const xdmcpQuery = (): Uint8Array => hex('0001 0002 0001 00');

/** CLDAP search of the root entry (RFC 4511 4.5.1): objectClass present, one attribute wanted. */
export const cldapRootSearch = (): Uint8Array =>
  join(
    hex('30 31 020101 63 2c 0400 0a0100 0a0100 020100 020101 010100'),
    hex('870b'),
    text('objectClass'),
    hex('300c 040a'),
    text('vendorName'),
  );

/** SLPv2 service request, RFC 2608 8.1. */
export const slpRequest = (): Uint8Array =>
  join(
    hex('02 01 000036 0000 000000 0001 0002'),
    text('en'),
    hex('0000 0015'),
    text('service:service-agent'),
    hex('0007'),
    text('default'),
    hex('0000 0000'),
  );

/** DTLS 1.0 client hello (RFC 4347 4.2) with one cipher suite, no session and no cookie. */
export const dtlsHello = (): Uint8Array =>
  join(
    hex('16 feff 0000 000000000000 0036'),
    hex('01 00002a 0000 000000 00002a'),
    hex('feff'),
    arbitrary(32),
    hex('00 00 0002 002f 01 00'),
  );

/** ISAKMP main mode (RFC 2409 5): proposals in order of preference. With `vendor`, a vendor id follows. */
export function ikeMainMode(vendor?: Uint8Array): Uint8Array {
  // Each transform: cipher, hash, pre-shared key, group 2, a life time of one day (RFC 2409 appendix A).
  const transform = (number: number, last: boolean, cipher: string, hash: string): Uint8Array =>
    join(
      Uint8Array.of(last ? 0 : 3, 0, 0, 0x24, number, 1, 0, 0),
      hex(`8001${cipher} 8002${hash} 80030001 80040002 800b0001 000c0004 00015180`),
    );
  const follows = vendor ? join(hex('0000'), Uint8Array.of(0, vendor.length + 4), vendor) : zeros(0);
  return join(
    arbitrary(8),
    zeros(8),
    Uint8Array.of(1, 0x10, 2, 0, 0, 0, 0, 0, 0, 0, 0, 192 + follows.length),
    Uint8Array.of(vendor ? 13 : 0, 0, 0, 0xa4),
    hex('00000001 00000001 00000098 01010004'),
    transform(1, false, '0005', '0002'),
    transform(2, false, '0005', '0001'),
    transform(3, false, '0001', '0002'),
    transform(4, true, '0001', '0001'),
    follows,
  );
}

/** RIP version 1 request for the whole table, RFC 1058 3.4.1. */
export const ripRequest = (): Uint8Array => join(hex('01 01 0000'), zeros(16), hex('00000010'));

/** ASF presence ping in RMCP (DSP0136 3.2.4.1). */
export const rmcpPing = (): Uint8Array => hex('06 00 ff 06 000011be 80 00 00 00');

/** IPMI 1.5 "get channel authentication capabilities" in RMCP, without a session. */
export const ipmiCapabilities = (): Uint8Array =>
  hex('06 00 ff 07 00 00000000 00000000 09 20 18 c8 81 00 38 8e 04 b5');

/** OpenVPN control packet "hard reset client" version 2: session, no acknowledgements, packet 0. */
export const openvpnReset = (): Uint8Array => join(hex('38'), arbitrary(8), hex('00 00000000'));

/** The same without the count of acknowledgements. */
export const openvpnShortReset = (): Uint8Array => join(hex('38'), arbitrary(8), hex('00000000'));

/** RADIUS access request without attributes, RFC 2865 3. */
export const radiusRequest = (): Uint8Array => join(hex('01 48 0014'), arbitrary(16));

/** STUN binding request, RFC 8489 5. */
export const stunBinding = (): Uint8Array => join(hex('0001 0000 2112a442'), arbitrary(12));

/** L2TP start of a control connection (RFC 2661 6.1): version, host name, framing, tunnel. */
export const l2tpStart = (): Uint8Array =>
  join(
    hex('c802 003c 0000 0000 0000 0000'),
    hex('8008 0000 0000 0001'),
    hex('8008 0000 0002 0100'),
    hex('800e 0000 0007'),
    text('halfopen'),
    hex('800a 0000 0003 00000003'),
    hex('8008 0000 0009 0001'),
  );

/** SSDP search for everything, UPnP Device Architecture 1.3.2. */
export const ssdpSearch = (): Uint8Array =>
  text(
    'M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nST: ssdp:all\r\nMan: "ssdp:discover"\r\nMX: 3\r\n\r\n',
  );

/** GTP version 1 echo request, 3GPP TS 29.060 7.2.1. */
export const gtpEcho = (): Uint8Array => hex('32 01 0004 00000000 0001 00 00');

/** GTP' echo request, 3GPP TS 32.295 6.2. */
export const gtpPrimeEcho = (): Uint8Array => hex('4e 01 0002 0001 0000');

/** DirectPlay 8 enumeration query with an application's GUID, MC-DPL8R 2.2.1. */
export const directPlayQuery = (): Uint8Array => join(hex('00 02 0001 01'), arbitrary(16));

/** CoAP GET /.well-known/core, RFC 7252 3 and RFC 6690. */
export const coapWellKnown = (): Uint8Array =>
  join(hex('40 01 484f bb'), text('.well-known'), hex('04'), text('core'));

/** BFD control packet, session down, simple password, RFC 5880 4.1 and 4.2. */
export const bfdDown = (): Uint8Array =>
  join(hex('20 44 03 24 00000001 00000000 000f4240 000f4240 00000000 01 0c 01'), text('half-open'));

/** TeamSpeak 2 login: class, type, identifiers, a check sum, then fields of 29 characters. */
export const teamspeak2Login = (): Uint8Array =>
  join(
    hex('f4be 0300 00000000 00000000 01000000 00000000'),
    padded('halfopen', 29),
    padded('Linux', 29),
    hex('0200 0000 2000 3c00 0000'),
    padded('', 29),
    padded('', 29),
    padded('halfopen', 29),
  );

/** TeamSpeak 3 initialisation, step 0: packet 101, client 0, type, version, time, random, reserved. */
export const teamspeak3Init = (): Uint8Array =>
  join(text('TS3INIT1'), hex('0065 0000 88 0a880b39 00'), arbitrary(8), zeros(8));

/** A TeamSpeak 3 command packet: check code, packet, client, type; its content is encrypted in any case. */
export const teamspeak3Command = (): Uint8Array => join(arbitrary(8), hex('0000 0000 02'), arbitrary(149));

/** Memcached's UDP frame and the command "version". */
export const memcachedVersion = (): Uint8Array => join(hex('484f 0000 0001 0000'), text('version\r\n'));

/** RPC call to VxWorks' debug agent (WDB): program 0x55555555, the procedure, then its size and number. */
export const wdbCall = (procedure: string): Uint8Array =>
  join(
    hex('484f 0001 0000 0000 0000 0002 55555555 00000001'),
    hex(procedure),
    zeros(16),
    hex('00000000 00000018 00000001'),
    hex('00000002 00000000 00000000'),
  );

/** Quake's out-of-band marker and a command; Source engine and Quake 2 and 3 share it. */
export const outOfBand = (command: string): Uint8Array => join(hex('ffffffff'), text(command));

/** Beckhoff ADS discovery: marker, "who are you", our address and port, no tags. */
export const adsDiscovery = (): Uint8Array => hex('71146603 00000000 01000000 00000000 0101 1027 00000000');

/** Mumble's ping: type 0 and eight bytes that come back. */
export const mumblePing = (): Uint8Array => join(zeros(4), arbitrary(8));

/** Citrix ICA browser: its length, a request for the list of servers. */
export const icaBrowser = (): Uint8Array => join(hex('1e00 0130 02fda8e3'), zeros(22));

/**
 * Back Orifice's ping: marker, length 19, packet 0, type 1, enciphered with a 15-bit stream that starts from the
 * port number.
 */
export function backOrificePing(): Uint8Array {
  const plain = join(text('*!*QWTY?'), hex('13000000 00000000 01 00 00'));
  let state = 31337;
  return plain.map((byte) => {
    state = (Math.imul(state, 214013) + 2531011) >>> 0;
    return byte ^ ((state >>> 16) & 0xff);
  });
}
