import { describe, expect, it } from 'vitest';
import { verdictsOfXml } from './nmap-xml.ts';

/** Written by nmap 7.93 -sS -p 1-40,53,80 --reason in a namespace; what is not read is left out. */
const REAL = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.93 scan -->
<nmaprun scanner="nmap" args="nmap" start="1" startstr="x" version="7.93" xmloutputversion="1.05">
<host starttime="1" endtime="1"><status state="up" reason="arp-response" reason_ttl="0"/>
<address addr="198.18.10.28" addrtype="ipv4"/><address addr="DE:AD:00:00:BE:EF" addrtype="mac"/>
<ports><extraports state="closed" count="40"><extrareasons reason="reset" count="40" proto="tcp" ports="1-40"/></extraports>
<port protocol="tcp" portid="53"><state state="filtered" reason="port-unreach" reason_ttl="64" reason_ip="198.18.10.1"/></port>
<port protocol="tcp" portid="80"><state state="open" reason="syn-ack" reason_ttl="64"/><service name="http" method="table" conf="3"/></port>
</ports></host><runstats/></nmaprun>`;

describe("nmap's XML", () => {
  it('gives every port its verdict, the hidden ones too', () => {
    const read = verdictsOfXml(REAL);
    const verdicts = read.ok ? read.value : new Map();
    expect(verdicts.size).toBe(42);
    expect(verdicts.get('198.18.10.28 tcp/17')).toEqual({ state: 'closed', reason: 'reset' });
    expect(verdicts.get('198.18.10.28 tcp/53')).toEqual({
      state: 'filtered',
      reason: 'port-unreach',
      from: '198.18.10.1',
    });
    expect(verdicts.get('198.18.10.28 tcp/80')).toEqual({ state: 'open', reason: 'syn-ack' });
  });

  it.each([
    { name: 'nothing', xml: '', says: 'cannot be read' },
    { name: 'a cut file', xml: REAL.slice(0, 500), says: 'cannot be read' },
    { name: 'another document', xml: '<html/>', says: 'no nmaprun element' },
  ])('is refused where it is $name', ({ xml, says }) => {
    const read = verdictsOfXml(xml);
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.error.message).toContain(says);
  });
});
