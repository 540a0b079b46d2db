import { hex, join, text, zeros } from './payload-bytes.ts';
import * as message from './payload-messages.ts';

/** A datagram that is sent to these ports, instead of an empty one. */
export interface UdpPayload {
  readonly ports: readonly (number | readonly [first: number, last: number])[];
  readonly meaning: string;
  readonly bytes: Uint8Array;
}

const row = (meaning: string, ports: UdpPayload['ports'], bytes: Uint8Array): UdpPayload => ({
  ports,
  meaning,
  bytes,
});

const DTLS_PORTS = [443, 853, 3391, 4433, 4740, 5349, 5684, 5868, 6514, 6636, 8232, 10161, 10162];
/** A VPN product listens on every hundredth port. */
const SPACED_DTLS_PORTS = [12346, 12446, 12546, 12646, 12746, 12846, 12946, 13046];

const PORTMAPPER = '000186a0';
const NFS = '000186a3';

/**
 * Which datagrams go to which UDP port, in the order of sending. Ports, number and lengths are those nmap 7.93
 * sends (observed), so that both tools put the same load on a network; the bytes are ours.
 */
export const UDP_PAYLOADS: readonly UdpPayload[] = [
  row('echo', [7], text('echo')),
  row('DNS server status', [53, 5353, 26198], message.dnsStatus()),
  row('DNS version.bind', [53, 5353, 26198], message.dnsVersionBind()),
  row('mDNS service types', [5353], message.mdnsServices(false)),
  row('mDNS service types, unicast answer', [5353], message.mdnsServices(true)),
  row('DHCP inform', [67], message.dhcpInform()),
  row('TFTP read', [69], message.tftpRead('any')),
  row('TFTP read', [69], message.tftpRead('readme.txt')),
  row('QUIC of an unknown version', [80], message.quicUnknownVersion()),
  row(
    'RPC null call, port mapper',
    [111, 2049, 4045, [32768, 65535]],
    message.rpcNull(PORTMAPPER, '00000002'),
  ),
  row('RPC null call, NFS', [111, 2049], message.rpcNull(NFS, '00000002')),
  row('NTP client, version 4', [123], message.ntpClient(4)),
  row('NTP client, version 3', [123], message.ntpClient(3)),
  row('DCE RPC bind', [135, [1025, 1199]], message.dceBind()),
  row('NetBIOS node status', [137], message.netbiosNodeStatus('0000')),
  row('NetBIOS node status, recursion desired', [137], message.netbiosNodeStatus('0100')),
  row('NetBIOS node status, broadcast', [137], message.netbiosNodeStatus('0110')),
  row('SNMPv3 get', [161, 260, 3401], message.snmpV3Get()),
  row('SNMPv1 get-next', [161, 260, 3401], message.snmpV1GetNext()),
  row('XDMCP query', [177], message.xdmcpQuery()),
  row('CLDAP search', [389], message.cldapRootSearch()),
  row('SLP service request', [427], message.slpRequest()),
  row('Amanda no-operation', [10080], text('Amanda 2.6 REQ HANDLE 000-00000000 SEQ 0\nSERVICE noop\n')),
  row('DTLS client hello', [...DTLS_PORTS, ...SPACED_DTLS_PORTS], message.dtlsHello()),
  row('IKE main mode', [500], message.ikeMainMode()),
  row('IKE main mode with XAUTH', [500], message.ikeMainMode(hex('09002689dfd6b712'))),
  // Four zero bytes tell IKE from ESP on this port (RFC 3948 2.2); the vendor id makes up the length.
  row('IKE main mode after a non-ESP marker', [4500], join(zeros(4), message.ikeMainMode(text('half')))),
  row('RIP table request', [520], message.ripRequest()),
  row('RMCP presence ping', [623], message.rmcpPing()),
  row('IPMI authentication capabilities', [623], message.ipmiCapabilities()),
  row('serial number query', [626], text('SNQUERY: 127.0.0.1:HALFOP:xsvr')),
  row('Citrix ICA browser', [1604], message.icaBrowser()),
  row('OpenVPN reset', [1194], message.openvpnReset()),
  row('OpenVPN reset, short', [1194], message.openvpnShortReset()),
  row('RADIUS access request', [1645, 1812], message.radiusRequest()),
  row('STUN binding', [3478], message.stunBinding()),
  row('L2TP start', [1701], message.l2tpStart()),
  row('SSDP search', [1900], message.ssdpSearch()),
  row('GTP echo', [2123, 2152], message.gtpEcho()),
  row('Sun service tags', [6481], text('[PROBE] 0000')),
  row('DirectPlay query', [2302], message.directPlayQuery()),
  row('CoAP well-known core', [5683], message.coapWellKnown()),
  row('Apple Remote Desktop', [3283], hex('0014 0001 03')),
  row('Unreal engine query', [7777], hex('79 00000000')),
  row("GTP' echo", [3386], message.gtpPrimeEcho()),
  row('BFD control', [3784], message.bfdDown()),
  row('eDonkey server status', [4665, 4666], hex('e396')),
  row('Kademlia bootstrap', [4672, 6429], hex('e401')),
  row('NAT-PMP external address', [5351], hex('00 00')),
  row('pcAnywhere query', [5632], text('NQ')),
  row('TeamSpeak 2 login', [8767], message.teamspeak2Login()),
  row('TeamSpeak 3 initialisation', [9987], message.teamspeak3Init()),
  row('TeamSpeak 3 command', [9987], message.teamspeak3Command()),
  row('Ubiquiti discovery', [10001], hex('01 00 0000')),
  row('memcached version', [11211], message.memcachedVersion()),
  row('VxWorks debug agent, ping', [17185], message.wdbCall('00000000')),
  row('VxWorks debug agent, connect', [17185], message.wdbCall('00000001')),
  row(
    'Quake 3 status',
    [[26000, 26004], [27960, 27964], [30720, 30724], 44400],
    message.outOfBand('getstatus'),
  ),
  row('Source engine info', [[27015, 27030]], message.outOfBand('TSource Engine Query\0')),
  row('Quake 2 status', [[27910, 27914]], message.outOfBand('status')),
  row('trinoo ping', [27444], text('png l44adsl')),
  row('Back Orifice ping', [31337], message.backOrificePing()),
  row('trinoo ping, Windows', [34555], text('png []..Ks')),
  row('Beckhoff ADS discovery', [48899], message.adsDiscovery()),
  row('Mumble ping', [64738], message.mumblePing()),
];

/** The datagrams of one transmission to a UDP port, in their order; none: one empty datagram is sent. */
export const udpPayloads = (port: number): readonly Uint8Array[] =>
  UDP_PAYLOADS.filter(({ ports }) => ports.some((entry) => includes(entry, port))).map(({ bytes }) => bytes);

function includes(entry: UdpPayload['ports'][number], port: number): boolean {
  return typeof entry === 'number' ? entry === port : port >= entry[0] && port <= entry[1];
}
