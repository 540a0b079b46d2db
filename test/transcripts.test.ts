import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, scanLab } from './support/command.ts';

/** The scans that the project was started from: their states, services, reasons and packets, on simulated labs. */
interface Transcript {
  readonly lab: string;
  readonly words: string;
  /** The port table, a line a port, columns parted by one space. */
  readonly table: readonly string[];
  /** Other lines that must be there. */
  readonly says?: readonly (string | RegExp)[];
  /** Lines of the packet trace, in order, all of them. */
  readonly packets?: readonly RegExp[];
  /** Seconds that the scan takes in its own, virtual, time. */
  readonly takes?: readonly [least: number, most: number];
}

const ADDRESS = '10\\.129\\.2\\.28';
const time = '\\(\\d+\\.\\d{4}s\\)';
const syn = (port: number): RegExp =>
  new RegExp(
    `^SENT ${time} TCP \\S+:\\d+ > ${ADDRESS}:${port} S ttl=\\d+ id=\\d+ iplen=44  seq=\\d+ win=1024 <mss 1460>$`,
  );
const connecting = (how: string): RegExp =>
  new RegExp(`^CONN ${time} TCP localhost > ${ADDRESS}:443 => ${how}$`);
const udp = (port: number, length: number): RegExp =>
  new RegExp(`^SENT ${time} UDP \\S+:\\d+ > ${ADDRESS}:${port} ttl=\\d+ id=\\d+ iplen=${length} $`);
const MAC = 'MAC Address: DE:AD:00:00:BE:EF (Unknown)';
const SIX = [
  '22/tcp open ssh',
  '25/tcp open smtp',
  '80/tcp open http',
  '110/tcp open pop3',
  '111/tcp open rpcbind',
  '143/tcp open imap',
];

const TRANSCRIPTS: readonly Transcript[] = [
  {
    lab: 'first-scan',
    words: '10.129.2.28 --top-ports=10',
    table: [
      '21/tcp closed ftp',
      '22/tcp open ssh',
      '23/tcp closed telnet',
      '25/tcp open smtp',
      '80/tcp open http',
      '110/tcp open pop3',
      '139/tcp filtered netbios-ssn',
      '443/tcp closed https',
      '445/tcp filtered microsoft-ds',
      '3389/tcp closed ms-wbt-server',
    ],
    says: [MAC],
  },
  {
    lab: 'first-scan',
    words: '10.129.2.28 -p 21 --packet-trace -Pn -n --disable-arp-ping',
    table: ['21/tcp closed ftp'],
    packets: [
      syn(21),
      new RegExp(`^RCVD ${time} TCP ${ADDRESS}:21 > \\S+:\\d+ RA ttl=64 id=0 iplen=40  seq=0 win=0 $`),
    ],
  },
  {
    lab: 'first-scan',
    words: '10.129.2.28 -p 139 --packet-trace -n --disable-arp-ping -Pn',
    table: ['139/tcp filtered netbios-ssn'],
    packets: [syn(139), syn(139)],
    takes: [1, 2.1],
  },
  {
    lab: 'connect',
    words: '10.129.2.28 -p 443 --packet-trace --disable-arp-ping -Pn -n --reason -sT',
    table: ['443/tcp open https syn-ack'],
    packets: [connecting('Operation now in progress'), connecting('Connected')],
  },
  {
    lab: 'udp',
    words: '10.129.2.28 -F -sU',
    table: [
      '68/udp open|filtered dhcpc',
      '137/udp open netbios-ns',
      '138/udp open|filtered netbios-dgm',
      '631/udp open|filtered ipp',
      '5353/udp open zeroconf',
    ],
    says: ['Not shown: 95 closed udp ports (port-unreach)', MAC],
    // Six ICMP errors at once and then one a second (icmp_ratelimit): 95 closed ports take 89 s at least.
    takes: [89, 110],
  },
  {
    lab: 'udp',
    words: '10.129.2.28 -sU -Pn -n --disable-arp-ping --packet-trace -p 137 --reason',
    table: ['137/udp open netbios-ns udp-response ttl 64'],
    packets: [
      // One transmission of a NetBIOS probe is three datagrams (nmap-behaviour 1.6).
      udp(137, 78),
      udp(137, 78),
      udp(137, 78),
      new RegExp(`^RCVD ${time} UDP ${ADDRESS}:137 > \\S+:\\d+ ttl=64 id=\\d+ iplen=\\d+ $`),
    ],
  },
  {
    lab: 'udp',
    words: '10.129.2.28 -sU -Pn -n --disable-arp-ping --packet-trace -p 100 --reason',
    table: ['100/udp closed unknown port-unreach ttl 64'],
    packets: [
      udp(100, 28),
      new RegExp(
        `^RCVD ${time} ICMP \\[${ADDRESS} > \\S+ Port unreachable \\(type=3/code=3\\) \\] IP \\[ttl=64 id=\\d+ iplen=56 \\]$`,
      ),
    ],
  },
  {
    lab: 'six-open',
    words: '-sS 10.10.252.27',
    table: SIX,
    says: ['Not shown: 994 closed tcp ports (reset)'],
  },
  {
    lab: 'six-open',
    words: '-sS 10.10.252.27 --reason',
    table: SIX.map((row) => `${row} syn-ack ttl 64`),
    says: [
      /^Host is up, received arp-response \(0\.\d+s latency\)\.$/,
      'Not shown: 994 closed tcp ports (reset)',
    ],
  },
  {
    lab: 'connect',
    words: '-sT 10.129.2.27',
    table: [
      '22/tcp open ssh',
      '25/tcp open smtp',
      '80/tcp open http',
      '111/tcp open rpcbind',
      '143/tcp open imap',
    ],
    says: ['Not shown: 995 closed tcp ports (conn-refused)'],
  },
  {
    lab: 'udp',
    words: '-sU 10.129.2.27',
    table: ['68/udp open|filtered dhcpc', '111/udp open rpcbind'],
    says: ['Not shown: 998 closed udp ports (port-unreach)'],
    // 998 ICMP errors at one a second: 992 s at least, and what the last round without news costs.
    takes: [992, 1_200],
  },
];

describe.each(TRANSCRIPTS)('halfopen scan $words on the lab $lab', (transcript) => {
  let run: Ended;
  let lines: string[];
  beforeAll(async () => {
    run = await scanLab(transcript.lab, transcript.words);
    lines = run.stdout.split('\n');
  });

  it('ends well, without complaints', () => {
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('shows the states, services and reasons', () => {
    const rows = lines.filter((line) => /^\d+\/(?:tcp|udp) /.test(line));
    expect(rows.map((row) => row.replaceAll(/ +/g, ' ').trim())).toEqual(transcript.table);
    for (const line of transcript.says ?? [])
      expect(lines).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));
  });

  if (transcript.packets !== undefined)
    it('has these packets and no others', () => {
      const shown = lines.filter((line) => /^(?:SENT|RCVD|CONN) /.test(line));
      expect(shown).toEqual(transcript.packets?.map((packet) => expect.stringMatching(packet)));
    });

  if (transcript.takes !== undefined)
    it('takes as long as it would for real', () => {
      const done = /^Halfopen done: 1 IP address \(1 host up\) scanned in (\d+\.\d\d) seconds$/m.exec(
        run.stdout,
      );
      expect(Number(done?.[1])).toBeGreaterThanOrEqual(transcript.takes?.[0] ?? 0);
      expect(Number(done?.[1])).toBeLessThanOrEqual(transcript.takes?.[1] ?? 0);
    });
});
