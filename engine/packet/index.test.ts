import { describe, expect, it } from 'vitest';
import * as packet from './index.ts';

describe('the public face of engine/packet', () => {
  it('has for each header a parser, a writer, a length, a table and a judge', () => {
    const families = [
      ['parseEthernet', 'emitEthernet', 'ethernetLength', 'ETHERNET_FIELD', 'checkEthernet'],
      ['parseArp', 'emitArp', 'arpLength', 'ARP_FIELD', 'checkArp'],
      ['parseIpv4Packet', 'emitIpv4', 'ipv4Length', 'IPV4_FIELD', 'checkIpv4'],
      ['parseIcmp', 'emitIcmp', 'icmpLength', 'ICMP_FIELD', 'checkIcmp'],
      ['parseTcp', 'emitTcp', 'tcpLength', 'TCP_FIELD', 'checkTcp'],
      ['parseUdp', 'emitUdp', 'udpLength', 'UDP_FIELD', 'checkUdp'],
    ];
    for (const name of families.flat()) expect(packet, name).toHaveProperty(name);
  });

  it('lets nobody make a view but its parser, which checks lengths first', () => {
    expect(Object.keys(packet).filter((name) => name.endsWith('View'))).toEqual([]);
  });
});
